using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "document_categories",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    is_clinical = table.Column<bool>(type: "bit", nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_categories", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: true),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    description = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    tags = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    category_id = table.Column<long>(type: "bigint", nullable: true),
                    security_classification = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    retention_period_days = table.Column<int>(type: "int", nullable: true),
                    expiration_date = table.Column<DateOnly>(type: "date", nullable: true),
                    uploader_id = table.Column<long>(type: "bigint", nullable: false),
                    upload_date = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    file_path = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    file_name = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    file_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    mime_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    file_size = table.Column<long>(type: "bigint", nullable: false),
                    checksum = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    is_encrypted = table.Column<bool>(type: "bit", nullable: false),
                    encryption_key_id = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    file_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    seal_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    is_latest_version = table.Column<bool>(type: "bit", nullable: false),
                    parent_document_id = table.Column<long>(type: "bigint", nullable: true),
                    version_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    version_by = table.Column<long>(type: "bigint", nullable: false),
                    archived_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    search_text = table.Column<string>(type: "nvarchar(800)", maxLength: 800, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_category_id",
                        column: x => x.category_id,
                        principalTable: "document_categories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_parent_document_id",
                        column: x => x.parent_document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_uploader_id",
                        column: x => x.uploader_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    permission_type = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    granted_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_permissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_document_permissions_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_document_permissions_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_entity_id_information_type",
                table: "audit_entries",
                columns: new[] { "entity_id", "information_type" });

            migrationBuilder.CreateIndex(
                name: "ix_document_permissions_user_id",
                table: "document_permissions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_document_permissions_document_id_user_id_permission_type",
                table: "document_permissions",
                columns: new[] { "document_id", "user_id", "permission_type" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_category_id",
                table: "documents",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_client_id_upload_date",
                table: "documents",
                columns: new[] { "client_id", "upload_date" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_expiration_date",
                table: "documents",
                column: "expiration_date");

            migrationBuilder.CreateIndex(
                name: "ix_documents_file_path",
                table: "documents",
                column: "file_path");

            migrationBuilder.CreateIndex(
                name: "ix_documents_learner_id",
                table: "documents",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_parent_document_id_version",
                table: "documents",
                columns: new[] { "parent_document_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_uploader_id",
                table: "documents",
                column: "uploader_id");
            migrationBuilder.Sql(
                """
                EXEC(N'CREATE VIEW document_access_logs AS
                SELECT id, entity_id AS document_id, user_id, CASE action WHEN ''document.read'' THEN ''VIEW'' WHEN ''document.downloaded'' THEN ''DOWNLOAD'' WHEN ''document.deleted'' THEN ''DELETE'' WHEN ''document.shared'' THEN ''SHARE'' WHEN ''document.unshared'' THEN ''SHARE'' ELSE ''MODIFY'' END AS action_type, [at] AS access_timestamp, ip_address, user_agent, details AS additional_info
                FROM audit_entries WHERE information_type = ''document'' AND entity_id IS NOT NULL AND user_id IS NOT NULL AND outcome = ''OK''')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW document_access_logs");

            migrationBuilder.DropTable(
                name: "document_permissions");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "document_categories");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_entity_id_information_type",
                table: "audit_entries");
        }
    }
}
