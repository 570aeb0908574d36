using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Assessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessment_definitions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    is_shipped = table.Column<bool>(type: "bit", nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "assessments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    plan_id = table.Column<long>(type: "bigint", nullable: true),
                    author_id = table.Column<long>(type: "bigint", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    current_number = table.Column<int>(type: "int", nullable: false),
                    seal_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    draft = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    draft_window = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    discarded_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_assessments_author_id",
                        column: x => x.author_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessments_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessments_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessments_plan_id",
                        column: x => x.plan_id,
                        principalTable: "treatment_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_definition_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    definition_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    comparable_since = table.Column<int>(type: "int", nullable: false),
                    content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_definition_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_assessment_definition_versions_definition_id",
                        column: x => x.definition_id,
                        principalTable: "assessment_definitions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    assessment_id = table.Column<long>(type: "bigint", nullable: false),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    number = table.Column<int>(type: "int", nullable: false),
                    saved_by = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    seal_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    body = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_assessment_versions_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_versions_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_versions_saved_by",
                        column: x => x.saved_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_assessment_definition_versions_definition_id_number",
                table: "assessment_definition_versions",
                columns: new[] { "definition_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_assessment_definitions_code",
                table: "assessment_definitions",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assessment_versions_client_id",
                table: "assessment_versions",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_versions_saved_by",
                table: "assessment_versions",
                column: "saved_by");

            migrationBuilder.CreateIndex(
                name: "ux_assessment_versions_assessment_id_number",
                table: "assessment_versions",
                columns: new[] { "assessment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assessments_author_id_status",
                table: "assessments",
                columns: new[] { "author_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_assessments_client_id_assessed_on",
                table: "assessments",
                columns: new[] { "client_id", "assessed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_assessments_learner_id",
                table: "assessments",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessments_plan_id",
                table: "assessments",
                column: "plan_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assessment_definition_versions");

            migrationBuilder.DropTable(
                name: "assessment_versions");

            migrationBuilder.DropTable(
                name: "assessment_definitions");

            migrationBuilder.DropTable(
                name: "assessments");
        }
    }
}
