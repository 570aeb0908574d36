using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Keeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "destruction_certificates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    file_number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    first_contact = table.Column<DateOnly>(type: "date", nullable: false),
                    last_contact = table.Column<DateOnly>(type: "date", nullable: false),
                    kept_until = table.Column<DateOnly>(type: "date", nullable: false),
                    destroyed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    asked_by = table.Column<long>(type: "bigint", nullable: false),
                    destroyed_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destruction_certificates", x => x.id);
                    table.ForeignKey(
                        name: "fk_destruction_certificates_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "destruction_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    asked_by = table.Column<long>(type: "bigint", nullable: false),
                    asked_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    closed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destruction_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_destruction_requests_asked_by",
                        column: x => x.asked_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_destruction_requests_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_holds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    set_by = table.Column<long>(type: "bigint", nullable: false),
                    set_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    lifted_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    lifted_by = table.Column<long>(type: "bigint", nullable: true),
                    lift_reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_holds", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_holds_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_holds_set_by",
                        column: x => x.set_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_destruction_certificates_client_id",
                table: "destruction_certificates",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_destruction_requests_asked_by",
                table: "destruction_requests",
                column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "ix_destruction_requests_client_id",
                table: "destruction_requests",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_client_id",
                table: "legal_holds",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_set_by",
                table: "legal_holds",
                column: "set_by");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "destruction_certificates");

            migrationBuilder.DropTable(
                name: "destruction_requests");

            migrationBuilder.DropTable(
                name: "legal_holds");
        }
    }
}
