using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CareGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "care_groups",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    format = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    default_duration = table.Column<int>(type: "int", nullable: true),
                    member_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_groups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "care_group_members",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    care_group_id = table.Column<long>(type: "bigint", nullable: false),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    format = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    fee_base = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: true),
                    fee_tax_rate = table.Column<decimal>(type: "decimal(6,3)", precision: 6, scale: 3, nullable: true),
                    fee_total = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_group_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_care_group_members_care_group_id",
                        column: x => x.care_group_id,
                        principalTable: "care_groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_care_group_members_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_care_group_members_care_group_id",
                table: "care_group_members",
                column: "care_group_id");

            migrationBuilder.CreateIndex(
                name: "ux_care_group_members_client_id_format",
                table: "care_group_members",
                columns: new[] { "client_id", "format" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_care_groups_member_key",
                table: "care_groups",
                column: "member_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care_group_members");

            migrationBuilder.DropTable(
                name: "care_groups");
        }
    }
}
