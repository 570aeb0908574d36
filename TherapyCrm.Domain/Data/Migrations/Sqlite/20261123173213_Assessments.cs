using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.Sqlite
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_shipped = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: true),
                    updated_by = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "assessments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    plan_id = table.Column<long>(type: "INTEGER", nullable: true),
                    author_id = table.Column<long>(type: "INTEGER", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    current_number = table.Column<int>(type: "INTEGER", nullable: false),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft = table.Column<byte[]>(type: "BLOB", nullable: true),
                    draft_window = table.Column<Guid>(type: "TEXT", nullable: true),
                    discarded_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: true),
                    updated_by = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    comparable_since = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    assessment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    saved_by = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
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
