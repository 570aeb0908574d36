using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SessionNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "choice_lists",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    list = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    lines = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: true),
                    updated_by = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_choice_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "note_templates",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
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
                    table.PrimaryKey("pk_note_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "process_notes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    author_id = table.Column<long>(type: "INTEGER", nullable: false),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: true),
                    updated_by = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_process_notes_author_id",
                        column: x => x.author_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_process_notes_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "note_template_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    template_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    headings = table.Column<string>(type: "TEXT", maxLength: 3000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_template_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_note_template_versions_template_id",
                        column: x => x.template_id,
                        principalTable: "note_templates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session_notes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    appointment_id = table.Column<long>(type: "INTEGER", nullable: true),
                    author_id = table.Column<long>(type: "INTEGER", nullable: false),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    template_id = table.Column<long>(type: "INTEGER", nullable: true),
                    template_number = table.Column<int>(type: "INTEGER", nullable: true),
                    session_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    session_time = table.Column<TimeOnly>(type: "TEXT", precision: 0, nullable: true),
                    duration = table.Column<int>(type: "INTEGER", nullable: true),
                    service_code_id = table.Column<long>(type: "INTEGER", nullable: true),
                    modality = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    session_format = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    is_consultation = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_pro_bono = table.Column<bool>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    current_number = table.Column<int>(type: "INTEGER", nullable: false),
                    signed_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    is_late_entry = table.Column<bool>(type: "INTEGER", nullable: false),
                    redacted_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    redacted_by = table.Column<long>(type: "INTEGER", nullable: true),
                    redaction_reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    discarded_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    visit_key = table.Column<string>(type: "TEXT", maxLength: 90, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: true),
                    updated_by = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_session_notes_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_session_notes_author_id",
                        column: x => x.author_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_session_notes_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_session_notes_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_session_notes_service_code_id",
                        column: x => x.service_code_id,
                        principalTable: "service_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_session_notes_template_id",
                        column: x => x.template_id,
                        principalTable: "note_templates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "note_cosignatures",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    supervisor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    signed_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    signed_number = table.Column<int>(type: "INTEGER", nullable: true),
                    comment = table.Column<byte[]>(type: "BLOB", nullable: true),
                    note_id = table.Column<long>(type: "INTEGER", nullable: false),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_cosignatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_note_cosignatures_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_note_cosignatures_note_id",
                        column: x => x.note_id,
                        principalTable: "session_notes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_note_cosignatures_supervisor_id",
                        column: x => x.supervisor_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "note_drafts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    based_on = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    set_aside_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    note_id = table.Column<long>(type: "INTEGER", nullable: false),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_note_drafts_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_note_drafts_note_id",
                        column: x => x.note_id,
                        principalTable: "session_notes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_note_drafts_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "note_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: false),
                    signed_at = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    note_id = table.Column<long>(type: "INTEGER", nullable: false),
                    client_id = table.Column<long>(type: "INTEGER", nullable: false),
                    learner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    seal_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_note_versions_author_id",
                        column: x => x.author_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_note_versions_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_note_versions_note_id",
                        column: x => x.note_id,
                        principalTable: "session_notes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_choice_lists_list",
                table: "choice_lists",
                column: "list",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_note_cosignatures_client_id",
                table: "note_cosignatures",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_note_cosignatures_supervisor_id_signed_at",
                table: "note_cosignatures",
                columns: new[] { "supervisor_id", "signed_at" });

            migrationBuilder.CreateIndex(
                name: "ux_note_cosignatures_note_id_supervisor_id",
                table: "note_cosignatures",
                columns: new[] { "note_id", "supervisor_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_note_drafts_client_id",
                table: "note_drafts",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_note_drafts_note_id",
                table: "note_drafts",
                column: "note_id");

            migrationBuilder.CreateIndex(
                name: "ix_note_drafts_user_id_note_id",
                table: "note_drafts",
                columns: new[] { "user_id", "note_id" });

            migrationBuilder.CreateIndex(
                name: "ux_note_template_versions_template_id_number",
                table: "note_template_versions",
                columns: new[] { "template_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_note_versions_author_id",
                table: "note_versions",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_note_versions_client_id",
                table: "note_versions",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ux_note_versions_note_id_number",
                table: "note_versions",
                columns: new[] { "note_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_process_notes_author_id_client_id_date",
                table: "process_notes",
                columns: new[] { "author_id", "client_id", "date" });

            migrationBuilder.CreateIndex(
                name: "ix_process_notes_client_id",
                table: "process_notes",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_notes_appointment_id",
                table: "session_notes",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_notes_author_id_status",
                table: "session_notes",
                columns: new[] { "author_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_session_notes_client_id_session_date",
                table: "session_notes",
                columns: new[] { "client_id", "session_date" });

            migrationBuilder.CreateIndex(
                name: "ix_session_notes_learner_id",
                table: "session_notes",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_notes_service_code_id",
                table: "session_notes",
                column: "service_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_session_notes_template_id",
                table: "session_notes",
                column: "template_id");

            migrationBuilder.CreateIndex(
                name: "ux_session_notes_visit_key",
                table: "session_notes",
                column: "visit_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "choice_lists");

            migrationBuilder.DropTable(
                name: "note_cosignatures");

            migrationBuilder.DropTable(
                name: "note_drafts");

            migrationBuilder.DropTable(
                name: "note_template_versions");

            migrationBuilder.DropTable(
                name: "note_versions");

            migrationBuilder.DropTable(
                name: "process_notes");

            migrationBuilder.DropTable(
                name: "session_notes");

            migrationBuilder.DropTable(
                name: "note_templates");
        }
    }
}
