using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FoldedNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_clients_last_name_first_name_id",
                table: "clients");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "learners",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "sort_name",
                table: "clients",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_clients_sort_name_id",
                table: "clients",
                columns: new[] { "sort_name", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_clients_sort_name_id",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "learners");

            migrationBuilder.DropColumn(
                name: "sort_name",
                table: "clients");

            migrationBuilder.CreateIndex(
                name: "ix_clients_last_name_first_name_id",
                table: "clients",
                columns: new[] { "last_name", "first_name", "id" });
        }
    }
}
