using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TherapyCrm.Domain.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    session_id = table.Column<long>(type: "bigint", nullable: true),
                    ip_address = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    action = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    information_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    entity_id = table.Column<long>(type: "bigint", nullable: true),
                    client_id = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    details = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    first_entry_id = table.Column<long>(type: "bigint", nullable: false),
                    last_entry_id = table.Column<long>(type: "bigint", nullable: false),
                    entry_count = table.Column<int>(type: "int", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    key_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_seals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cancellation_reasons",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    may_be_charged = table.Column<bool>(type: "bit", nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    display_order = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cancellation_reasons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commands",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    command_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    entity = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    entity_id = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commands", x => new { x.user_id, x.command_id });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    friendly_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    xml = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    job = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    due_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    started_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ended_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    succeeded = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_runs", x => new { x.job, x.due_at });
                });

            migrationBuilder.CreateTable(
                name: "occupancies",
                columns: table => new
                {
                    kind = table.Column<byte>(type: "tinyint", nullable: false),
                    resource_id = table.Column<long>(type: "bigint", nullable: false),
                    slice = table.Column<int>(type: "int", nullable: false),
                    unit = table.Column<int>(type: "int", nullable: false),
                    appointment_id = table.Column<long>(type: "bigint", nullable: true),
                    block_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_occupancies", x => new { x.kind, x.resource_id, x.slice, x.unit });
                });

            migrationBuilder.CreateTable(
                name: "permission_types",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    category = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_permission_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "practice",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    city = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    state = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    zip_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    website = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    hours_of_operation = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    billing_address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    billing_city = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    billing_state = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    billing_zip_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    billing_email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    billing_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    stripe_customer_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    stripe_subscription_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    subscription_status = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    primary_language = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    supported_languages = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "practice_settings",
                columns: table => new
                {
                    key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice_settings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "role_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    role = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    permission_id = table.Column<long>(type: "bigint", nullable: false),
                    reach = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_permissions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "room_kinds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_kinds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "schedule_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    action = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    appointment_id = table.Column<long>(type: "bigint", nullable: true),
                    block_id = table.Column<long>(type: "bigint", nullable: true),
                    client_id = table.Column<long>(type: "bigint", nullable: true),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    day_before = table.Column<DateOnly>(type: "date", nullable: true),
                    before = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    after = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    undone_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "skills",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_skills", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    first_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    last_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    account_locked = table.Column<bool>(type: "bit", nullable: false),
                    email_verification_token = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    email_verification_token_expires = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    password_reset_token = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    password_reset_expires = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    last_password_change = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    require_password_change = table.Column<bool>(type: "bit", nullable: false),
                    portal_access = table.Column<bool>(type: "bit", nullable: false),
                    portal_last_login = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    preferred_language = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    secondary_languages = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    is_bookable = table.Column<bool>(type: "bit", nullable: false),
                    theme = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    density = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    uses24_hours = table.Column<bool>(type: "bit", nullable: false),
                    shortcuts_on = table.Column<bool>(type: "bit", nullable: false),
                    privacy_mode = table.Column<bool>(type: "bit", nullable: false),
                    last_totp_step = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false),
                    user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    is_email_verified = table.Column<bool>(type: "bit", nullable: false),
                    password_hash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    security_stamp = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "bit", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    lockout_enabled = table.Column<bool>(type: "bit", nullable: false),
                    failed_login_attempts = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "practice_locations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    practice_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    city = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    province = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    postal_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    phone = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    is_main_location = table.Column<bool>(type: "bit", nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    hours_of_operation = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    directions = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    latitude = table.Column<decimal>(type: "decimal(10,8)", precision: 10, scale: 8, nullable: true),
                    longitude = table.Column<decimal>(type: "decimal(11,8)", precision: 11, scale: 8, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice_locations", x => x.id);
                    table.ForeignKey(
                        name: "fk_practice_locations_practice_id",
                        column: x => x.practice_id,
                        principalTable: "practice",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    claim_value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_claims_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    rate = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: false),
                    tax_rate = table.Column<decimal>(type: "decimal(6,3)", precision: 6, scale: 3, nullable: false),
                    billable_unit = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    minimum_duration = table.Column<int>(type: "int", nullable: true),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    default_duration = table.Column<int>(type: "int", nullable: false),
                    turnaround_minutes = table.Column<int>(type: "int", nullable: false),
                    turnaround_for_therapist = table.Column<bool>(type: "bit", nullable: false),
                    colour = table.Column<int>(type: "int", nullable: false),
                    is_group = table.Column<bool>(type: "bit", nullable: false),
                    room_kind_id = table.Column<long>(type: "bigint", nullable: true),
                    skill_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_codes_room_kind_id",
                        column: x => x.room_kind_id,
                        principalTable: "room_kinds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_codes_skill_id",
                        column: x => x.skill_id,
                        principalTable: "skills",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    revoked_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_feeds", x => x.id);
                    table.ForeignKey(
                        name: "fk_calendar_feeds_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "clients",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    first_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    middle_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    last_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    file_number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    date_of_birth = table.Column<DateOnly>(type: "date", nullable: true),
                    pronouns = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    status = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    priority = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    therapist_id = table.Column<long>(type: "bigint", nullable: true),
                    preferred_language = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    requires_interpreter = table.Column<bool>(type: "bit", nullable: false),
                    interpreter_notes = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    safety_alert = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    custody_alert = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    may_leave_message = table.Column<bool>(type: "bit", nullable: true),
                    search_text = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    archived_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clients", x => x.id);
                    table.ForeignKey(
                        name: "fk_clients_therapist_id",
                        column: x => x.therapist_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notification_preferences",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    email_notifications = table.Column<bool>(type: "bit", nullable: false),
                    sms_notifications = table.Column<bool>(type: "bit", nullable: false),
                    push_notifications = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_preferences", x => x.id);
                    table.ForeignKey(
                        name: "fk_notification_preferences_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refresh_tokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    family = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    issued_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    used_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    revoked_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refresh_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_refresh_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_skills",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    skill_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_skills", x => new { x.user_id, x.skill_id });
                    table.ForeignKey(
                        name: "fk_staff_skills_skill_id",
                        column: x => x.skill_id,
                        principalTable: "skills",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_skills_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "time_off",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    starts_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ends_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_time_off", x => x.id);
                    table.ForeignKey(
                        name: "fk_time_off_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    claim_value = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    provider_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    provider_display_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "varbinary(1024)", maxLength: 1024, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    data = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    permission_id = table.Column<long>(type: "bigint", nullable: false),
                    granted = table.Column<bool>(type: "bit", nullable: false),
                    reach = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    granted_by = table.Column<long>(type: "bigint", nullable: true),
                    granted_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_permissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_permissions_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_roles",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_user_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_roles_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    started_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    locked_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ended_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ip_address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    user_agent = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    is_shared_desk = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_sessions_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    login_provider = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    value = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "closures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    location_id = table.Column<long>(type: "bigint", nullable: true),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closures", x => x.id);
                    table.ForeignKey(
                        name: "fk_closures_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "location_hours",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    day_of_week = table.Column<int>(type: "int", nullable: false),
                    opens_at = table.Column<TimeOnly>(type: "time(0)", precision: 0, nullable: false),
                    closes_at = table.Column<TimeOnly>(type: "time(0)", precision: 0, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_location_hours", x => x.id);
                    table.ForeignKey(
                        name: "fk_location_hours_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "therapy_equipment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    quantity = table.Column<int>(type: "int", nullable: false),
                    is_available = table.Column<bool>(type: "bit", nullable: false),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    location_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_therapy_equipment", x => x.id);
                    table.ForeignKey(
                        name: "fk_therapy_equipment_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "therapy_rooms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    capacity = table.Column<int>(type: "int", nullable: true),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    equipment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    room_kind_id = table.Column<long>(type: "bigint", nullable: true),
                    display_order = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_therapy_rooms", x => x.id);
                    table.ForeignKey(
                        name: "fk_therapy_rooms_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_therapy_rooms_room_kind_id",
                        column: x => x.room_kind_id,
                        principalTable: "room_kinds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_locations",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    is_primary = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_locations", x => new { x.user_id, x.location_id });
                    table.ForeignKey(
                        name: "fk_user_locations_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_locations_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "working_hours",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    day_of_week = table.Column<int>(type: "int", nullable: false),
                    starts_at = table.Column<TimeOnly>(type: "time(0)", precision: 0, nullable: false),
                    ends_at = table.Column<TimeOnly>(type: "time(0)", precision: 0, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_working_hours", x => x.id);
                    table.ForeignKey(
                        name: "fk_working_hours_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_working_hours_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_recurrence_patterns",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    frequency = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    interval = table.Column<int>(type: "int", nullable: false),
                    days_of_week = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    day_of_month = table.Column<int>(type: "int", nullable: true),
                    nth = table.Column<int>(type: "int", nullable: true),
                    nth_day = table.Column<int>(type: "int", nullable: true),
                    start_date = table.Column<DateOnly>(type: "date", nullable: false),
                    end_date = table.Column<DateOnly>(type: "date", nullable: true),
                    occurrence_count = table.Column<int>(type: "int", nullable: true),
                    start_time = table.Column<TimeOnly>(type: "time(0)", precision: 0, nullable: false),
                    duration_minutes = table.Column<int>(type: "int", nullable: false),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    dates = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_recurrence_patterns", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointment_recurrence_patterns_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "break_glass_accesses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    started_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ended_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    reviewed_by = table.Column<long>(type: "bigint", nullable: true),
                    review_note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_break_glass_accesses", x => x.id);
                    table.ForeignKey(
                        name: "fk_break_glass_accesses_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_break_glass_accesses_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    relationship = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    first_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    last_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    address = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    may_be_told = table.Column<bool>(type: "bit", nullable: false),
                    may_pick_up = table.Column<bool>(type: "bit", nullable: false),
                    is_emergency_contact = table.Column<bool>(type: "bit", nullable: false),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_contacts_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "learners",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    first_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    last_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    date_of_birth = table.Column<DateOnly>(type: "date", nullable: true),
                    gender = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    course = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    schedule = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    status = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    instructor_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_learners", x => x.id);
                    table.ForeignKey(
                        name: "fk_learners_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_learners_instructor_id",
                        column: x => x.instructor_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "blocks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    start_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    end_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    local_start = table.Column<DateTime>(type: "datetime2(0)", precision: 0, nullable: false),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    duration_minutes = table.Column<int>(type: "int", nullable: false),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    room_id = table.Column<long>(type: "bigint", nullable: true),
                    notes = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    deleted_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_blocks", x => x.id);
                    table.ForeignKey(
                        name: "fk_blocks_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_blocks_room_id",
                        column: x => x.room_id,
                        principalTable: "therapy_rooms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    start_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    end_time = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    local_start = table.Column<DateTime>(type: "datetime2(0)", precision: 0, nullable: false),
                    time_zone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    duration_minutes = table.Column<int>(type: "int", nullable: false),
                    turnaround_minutes = table.Column<int>(type: "int", nullable: false),
                    turnaround_for_therapist = table.Column<bool>(type: "bit", nullable: false),
                    status = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    place = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    location = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    notes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    therapist_id = table.Column<long>(type: "bigint", nullable: false),
                    room_id = table.Column<long>(type: "bigint", nullable: true),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    service_code_id = table.Column<long>(type: "bigint", nullable: true),
                    is_recurring = table.Column<bool>(type: "bit", nullable: false),
                    recurrence_pattern_id = table.Column<long>(type: "bigint", nullable: true),
                    parent_appointment_id = table.Column<long>(type: "bigint", nullable: true),
                    moved_by_hand = table.Column<bool>(type: "bit", nullable: false),
                    is_group_session = table.Column<bool>(type: "bit", nullable: false),
                    max_participants = table.Column<int>(type: "int", nullable: true),
                    arrived_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    cancelled_by = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    cancellation_reason_id = table.Column<long>(type: "bigint", nullable: true),
                    cancellation_reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    cancellation_notes = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    notice_hours = table.Column<decimal>(type: "decimal(9,2)", precision: 9, scale: 2, nullable: true),
                    overbook_reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    is_late_entry = table.Column<bool>(type: "bit", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointments", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointments_cancellation_reason_id",
                        column: x => x.cancellation_reason_id,
                        principalTable: "cancellation_reasons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_location_id",
                        column: x => x.location_id,
                        principalTable: "practice_locations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_parent_appointment_id",
                        column: x => x.parent_appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_recurrence_pattern_id",
                        column: x => x.recurrence_pattern_id,
                        principalTable: "appointment_recurrence_patterns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_room_id",
                        column: x => x.room_id,
                        principalTable: "therapy_rooms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_service_code_id",
                        column: x => x.service_code_id,
                        principalTable: "service_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_therapist_id",
                        column: x => x.therapist_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "record_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    permission_id = table.Column<long>(type: "bigint", nullable: false),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    granted = table.Column<bool>(type: "bit", nullable: false),
                    granted_by = table.Column<long>(type: "bigint", nullable: true),
                    granted_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_permissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_record_permissions_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_record_permissions_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_record_permissions_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "block_staff",
                columns: table => new
                {
                    block_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block_staff", x => new { x.block_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_block_staff_block_id",
                        column: x => x.block_id,
                        principalTable: "blocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_block_staff_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_equipment",
                columns: table => new
                {
                    appointment_id = table.Column<long>(type: "bigint", nullable: false),
                    equipment_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "int", nullable: false),
                    notes = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_equipment", x => new { x.appointment_id, x.equipment_id });
                    table.ForeignKey(
                        name: "fk_appointment_equipment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_equipment_equipment_id",
                        column: x => x.equipment_id,
                        principalTable: "therapy_equipment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_group_participants",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    appointment_id = table.Column<long>(type: "bigint", nullable: false),
                    client_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true),
                    attendance = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    notes = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_group_participants", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointment_group_participants_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_group_participants_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_group_participants_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_staff",
                columns: table => new
                {
                    appointment_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_staff", x => new { x.appointment_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_appointment_staff_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_staff_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "series_dates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    recurrence_pattern_id = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    appointment_id = table.Column<long>(type: "bigint", nullable: true),
                    wanted = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    problem = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: true),
                    updated_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_series_dates", x => x.id);
                    table.ForeignKey(
                        name: "fk_series_dates_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_series_dates_recurrence_pattern_id",
                        column: x => x.recurrence_pattern_id,
                        principalTable: "appointment_recurrence_patterns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_equipment_equipment_id",
                table: "appointment_equipment",
                column: "equipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_group_participants_client_id",
                table: "appointment_group_participants",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_group_participants_learner_id",
                table: "appointment_group_participants",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ux_appointment_group_participants_appointment_id_client_id_learner_id",
                table: "appointment_group_participants",
                columns: new[] { "appointment_id", "client_id", "learner_id" },
                unique: true,
                filter: "[learner_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_recurrence_patterns_client_id",
                table: "appointment_recurrence_patterns",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_staff_user_id",
                table: "appointment_staff",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_cancellation_reason_id",
                table: "appointments",
                column: "cancellation_reason_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_client_id_start_time",
                table: "appointments",
                columns: new[] { "client_id", "start_time" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_learner_id",
                table: "appointments",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_location_id_start_time",
                table: "appointments",
                columns: new[] { "location_id", "start_time" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_parent_appointment_id",
                table: "appointments",
                column: "parent_appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_recurrence_pattern_id_start_time",
                table: "appointments",
                columns: new[] { "recurrence_pattern_id", "start_time" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_room_id_start_time",
                table: "appointments",
                columns: new[] { "room_id", "start_time" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_service_code_id",
                table: "appointments",
                column: "service_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_start_time",
                table: "appointments",
                column: "start_time");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_therapist_id_start_time",
                table: "appointments",
                columns: new[] { "therapist_id", "start_time" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_at",
                table: "audit_entries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_client_id_at",
                table: "audit_entries",
                columns: new[] { "client_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_user_id_at",
                table: "audit_entries",
                columns: new[] { "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_audit_seals_first_entry_id",
                table: "audit_seals",
                column: "first_entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_block_staff_user_id",
                table: "block_staff",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_blocks_location_id_start_time",
                table: "blocks",
                columns: new[] { "location_id", "start_time" });

            migrationBuilder.CreateIndex(
                name: "ix_blocks_room_id",
                table: "blocks",
                column: "room_id");

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_accesses_client_id_user_id",
                table: "break_glass_accesses",
                columns: new[] { "client_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_accesses_user_id",
                table: "break_glass_accesses",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_feeds_user_id",
                table: "calendar_feeds",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_calendar_feeds_token_hash",
                table: "calendar_feeds",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clients_last_name_first_name_id",
                table: "clients",
                columns: new[] { "last_name", "first_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_therapist_id",
                table: "clients",
                column: "therapist_id");

            migrationBuilder.CreateIndex(
                name: "ux_clients_file_number",
                table: "clients",
                column: "file_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_closures_last_day",
                table: "closures",
                column: "last_day");

            migrationBuilder.CreateIndex(
                name: "ix_closures_location_id",
                table: "closures",
                column: "location_id");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_client_id",
                table: "contacts",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_learners_client_id",
                table: "learners",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_learners_instructor_id",
                table: "learners",
                column: "instructor_id");

            migrationBuilder.CreateIndex(
                name: "ix_location_hours_location_id",
                table: "location_hours",
                column: "location_id");

            migrationBuilder.CreateIndex(
                name: "ux_notification_preferences_user_id",
                table: "notification_preferences",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_permission_types_name",
                table: "permission_types",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_practice_locations_practice_id",
                table: "practice_locations",
                column: "practice_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_permissions_client_id_user_id",
                table: "record_permissions",
                columns: new[] { "client_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_record_permissions_learner_id",
                table: "record_permissions",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_permissions_user_id",
                table: "record_permissions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_refresh_tokens_family",
                table: "refresh_tokens",
                column: "family");

            migrationBuilder.CreateIndex(
                name: "ix_refresh_tokens_user_id",
                table: "refresh_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_refresh_tokens_token_hash",
                table: "refresh_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ux_role_permissions_role_permission_id",
                table: "role_permissions",
                columns: new[] { "role", "permission_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_roles_normalized_name",
                table: "roles",
                column: "normalized_name",
                unique: true,
                filter: "[normalized_name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_schedule_changes_appointment_id",
                table: "schedule_changes",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_schedule_changes_at",
                table: "schedule_changes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_schedule_changes_client_id_at",
                table: "schedule_changes",
                columns: new[] { "client_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_series_dates_appointment_id",
                table: "series_dates",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_series_dates_outcome_date",
                table: "series_dates",
                columns: new[] { "outcome", "date" });

            migrationBuilder.CreateIndex(
                name: "ux_series_dates_recurrence_pattern_id_date",
                table: "series_dates",
                columns: new[] { "recurrence_pattern_id", "date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_codes_room_kind_id",
                table: "service_codes",
                column: "room_kind_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_codes_skill_id",
                table: "service_codes",
                column: "skill_id");

            migrationBuilder.CreateIndex(
                name: "ux_service_codes_code",
                table: "service_codes",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_skills_skill_id",
                table: "staff_skills",
                column: "skill_id");

            migrationBuilder.CreateIndex(
                name: "ix_therapy_equipment_location_id",
                table: "therapy_equipment",
                column: "location_id");

            migrationBuilder.CreateIndex(
                name: "ix_therapy_rooms_location_id",
                table: "therapy_rooms",
                column: "location_id");

            migrationBuilder.CreateIndex(
                name: "ix_therapy_rooms_room_kind_id",
                table: "therapy_rooms",
                column: "room_kind_id");

            migrationBuilder.CreateIndex(
                name: "ix_time_off_user_id_ends_at",
                table: "time_off",
                columns: new[] { "user_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_locations_location_id",
                table: "user_locations",
                column: "location_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_passkeys_user_id",
                table: "user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_permissions_user_id",
                table: "user_permissions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_sessions_user_id",
                table: "user_sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_user_sessions_token_hash",
                table: "user_sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_email_verification_token",
                table: "users",
                column: "email_verification_token");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_email",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_users_password_reset_token",
                table: "users",
                column: "password_reset_token");

            migrationBuilder.CreateIndex(
                name: "ux_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true,
                filter: "[normalized_user_name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_working_hours_location_id",
                table: "working_hours",
                column: "location_id");

            migrationBuilder.CreateIndex(
                name: "ix_working_hours_user_id",
                table: "working_hours",
                column: "user_id");
            migrationBuilder.Sql(
                """
                EXEC(N'CREATE VIEW auth_logs AS
                SELECT id, entity_id AS user_id, action, ip_address, user_agent, CAST(CASE WHEN outcome = ''OK'' THEN 1 ELSE 0 END AS bit) AS success, [at] AS timestamp, details
                FROM audit_entries WHERE information_type = ''auth''')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW auth_logs");

            migrationBuilder.DropTable(
                name: "appointment_equipment");

            migrationBuilder.DropTable(
                name: "appointment_group_participants");

            migrationBuilder.DropTable(
                name: "appointment_staff");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "block_staff");

            migrationBuilder.DropTable(
                name: "break_glass_accesses");

            migrationBuilder.DropTable(
                name: "calendar_feeds");

            migrationBuilder.DropTable(
                name: "closures");

            migrationBuilder.DropTable(
                name: "commands");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "location_hours");

            migrationBuilder.DropTable(
                name: "notification_preferences");

            migrationBuilder.DropTable(
                name: "occupancies");

            migrationBuilder.DropTable(
                name: "permission_types");

            migrationBuilder.DropTable(
                name: "practice_settings");

            migrationBuilder.DropTable(
                name: "record_permissions");

            migrationBuilder.DropTable(
                name: "refresh_tokens");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "role_permissions");

            migrationBuilder.DropTable(
                name: "schedule_changes");

            migrationBuilder.DropTable(
                name: "series_dates");

            migrationBuilder.DropTable(
                name: "staff_skills");

            migrationBuilder.DropTable(
                name: "time_off");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_locations");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_passkeys");

            migrationBuilder.DropTable(
                name: "user_permissions");

            migrationBuilder.DropTable(
                name: "user_roles");

            migrationBuilder.DropTable(
                name: "user_sessions");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "working_hours");

            migrationBuilder.DropTable(
                name: "therapy_equipment");

            migrationBuilder.DropTable(
                name: "blocks");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "cancellation_reasons");

            migrationBuilder.DropTable(
                name: "learners");

            migrationBuilder.DropTable(
                name: "appointment_recurrence_patterns");

            migrationBuilder.DropTable(
                name: "therapy_rooms");

            migrationBuilder.DropTable(
                name: "service_codes");

            migrationBuilder.DropTable(
                name: "clients");

            migrationBuilder.DropTable(
                name: "practice_locations");

            migrationBuilder.DropTable(
                name: "room_kinds");

            migrationBuilder.DropTable(
                name: "skills");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "practice");
        }
    }
}
