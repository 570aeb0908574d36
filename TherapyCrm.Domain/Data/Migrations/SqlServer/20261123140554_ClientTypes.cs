using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ClientTypes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "client_type_id",
                table: "clients",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "default_duration",
                table: "clients",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "fee_base",
                table: "clients",
                type: "decimal(15,2)",
                precision: 15,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "fee_tax_rate",
                table: "clients",
                type: "decimal(6,3)",
                precision: 6,
                scale: 3,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "fee_total",
                table: "clients",
                type: "decimal(15,2)",
                precision: 15,
                scale: 2,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "client_types",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(9)", maxLength: 9, nullable: false),
                    colour = table.Column<int>(type: "int", nullable: false),
                    retention_amount = table.Column<int>(type: "int", nullable: false),
                    retention_unit = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    fee_base = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: true),
                    fee_tax_rate = table.Column<decimal>(type: "decimal(6,3)", precision: 6, scale: 3, nullable: true),
                    fee_total = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: true),
                    default_duration = table.Column<int>(type: "int", nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    is_built_in = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "file_number_rules",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    format = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    prefix = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: true),
                    suffix = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_number_rules", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_clients_client_type_id",
                table: "clients",
                column: "client_type_id");

            migrationBuilder.CreateIndex(
                name: "ux_client_types_name",
                table: "client_types",
                column: "name",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_clients_client_type_id",
                table: "clients",
                column: "client_type_id",
                principalTable: "client_types",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_clients_client_type_id",
                table: "clients");

            migrationBuilder.DropTable(
                name: "client_types");

            migrationBuilder.DropTable(
                name: "file_number_rules");

            migrationBuilder.DropIndex(
                name: "ix_clients_client_type_id",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "client_type_id",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "default_duration",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "fee_base",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "fee_tax_rate",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "fee_total",
                table: "clients");
        }
    }
}
