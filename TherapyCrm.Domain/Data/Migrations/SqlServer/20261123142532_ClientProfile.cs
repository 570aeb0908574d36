using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ClientProfile : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "additional_info",
                table: "clients",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cell_phone",
                table: "clients",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "gender",
                table: "clients",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "home_phone",
                table: "clients",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_minor",
                table: "clients",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "mailing_address",
                table: "clients",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "meeting_link",
                table: "clients",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "preferred_contact",
                table: "clients",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "profile_locked_at",
                table: "clients",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "referral_source",
                table: "clients",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "session_offset",
                table: "clients",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "work_phone",
                table: "clients",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "client_guardians",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    address = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    percentage = table.Column<decimal>(type: "decimal(5,2)", precision: 5, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_guardians", x => x.id);
                    table.ForeignKey(
                        name: "fk_client_guardians_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "client_revisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    action = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    changed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    changed_by = table.Column<long>(type: "bigint", nullable: true),
                    seal_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    changes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_client_revisions_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_client_revisions_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_client_guardians_client_id_position",
                table: "client_guardians",
                columns: new[] { "client_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_client_revisions_client_id_changed_at",
                table: "client_revisions",
                columns: new[] { "client_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_client_revisions_learner_id",
                table: "client_revisions",
                column: "learner_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "client_guardians");

            migrationBuilder.DropTable(
                name: "client_revisions");

            migrationBuilder.DropColumn(
                name: "additional_info",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "cell_phone",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "gender",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "home_phone",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "is_minor",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "mailing_address",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "meeting_link",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "preferred_contact",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "profile_locked_at",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "referral_source",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "session_offset",
                table: "clients");

            migrationBuilder.DropColumn(
                name: "work_phone",
                table: "clients");
        }
    }
}
