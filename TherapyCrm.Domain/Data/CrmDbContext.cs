using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Keeping;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Data;

/// <summary>The practice's database: one model for SQL Server and SQLite.</summary>
public abstract partial class CrmDbContext(DbContextOptions options)
    : IdentityDbContext<StaffMember, StaffRole, long>(options), IDataProtectionKeyContext
{
    public DbSet<PermissionType> PermissionTypes => Set<PermissionType>();
    public DbSet<RolePermission> RolePermissions => Set<RolePermission>();
    public DbSet<UserPermission> UserPermissions => Set<UserPermission>();
    public DbSet<RecordPermission> RecordPermissions => Set<RecordPermission>();
    public DbSet<BreakGlassAccess> BreakGlassAccesses => Set<BreakGlassAccess>();
    public DbSet<UserSession> UserSessions => Set<UserSession>();
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    public DbSet<Command> Commands => Set<Command>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    public DbSet<AuthLog> AuthLogs => Set<AuthLog>();
    public DbSet<PracticeDetails> Practices => Set<PracticeDetails>();
    public DbSet<PracticeSetting> PracticeSettings => Set<PracticeSetting>();
    public DbSet<Location> Locations => Set<Location>();
    public DbSet<LocationHours> LocationHours => Set<LocationHours>();
    public DbSet<Closure> Closures => Set<Closure>();
    public DbSet<RoomKind> RoomKinds => Set<RoomKind>();
    public DbSet<Room> Rooms => Set<Room>();
    public DbSet<Equipment> Equipment => Set<Equipment>();
    public DbSet<StaffLocation> StaffLocations => Set<StaffLocation>();
    public DbSet<WorkingHours> WorkingHours => Set<WorkingHours>();
    public DbSet<TimeOff> TimeOff => Set<TimeOff>();
    public DbSet<Skill> Skills => Set<Skill>();
    public DbSet<StaffSkill> StaffSkills => Set<StaffSkill>();
    public DbSet<NotificationPreferences> NotificationPreferences => Set<NotificationPreferences>();
    public DbSet<ServiceCode> ServiceCodes => Set<ServiceCode>();
    public DbSet<CancellationReason> CancellationReasons => Set<CancellationReason>();
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<Learner> Learners => Set<Learner>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<ClientType> ClientTypes => Set<ClientType>();
    public DbSet<Guardian> Guardians => Set<Guardian>();
    public DbSet<ClientRevision> ClientRevisions => Set<ClientRevision>();
    public DbSet<CareGroup> CareGroups => Set<CareGroup>();
    public DbSet<CareGroupMember> CareGroupMembers => Set<CareGroupMember>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Disclosure> Disclosures => Set<Disclosure>();
    public DbSet<ClinicalFact> ClinicalFacts => Set<ClinicalFact>();
    public DbSet<FileNumberRule> FileNumberRules => Set<FileNumberRule>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<AppointmentStaff> AppointmentStaff => Set<AppointmentStaff>();
    public DbSet<AppointmentEquipment> AppointmentEquipment => Set<AppointmentEquipment>();
    public DbSet<AppointmentParticipant> AppointmentParticipants => Set<AppointmentParticipant>();
    public DbSet<RecurrencePattern> RecurrencePatterns => Set<RecurrencePattern>();
    public DbSet<SeriesDate> SeriesDates => Set<SeriesDate>();
    public DbSet<Block> Blocks => Set<Block>();
    public DbSet<BlockStaff> BlockStaff => Set<BlockStaff>();
    public DbSet<Occupancy> Occupancies => Set<Occupancy>();
    public DbSet<ScheduleChange> ScheduleChanges => Set<ScheduleChange>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<ClientKey> ClientKeys => Set<ClientKey>();
    public DbSet<BreakGlassNotice> BreakGlassNotices => Set<BreakGlassNotice>();
    public DbSet<AuditReview> AuditReviews => Set<AuditReview>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<DestructionRequest> DestructionRequests => Set<DestructionRequest>();
    public DbSet<DestructionCertificate> DestructionCertificates => Set<DestructionCertificate>();
    public DbSet<SessionNote> SessionNotes => Set<SessionNote>();
    public DbSet<NoteVersion> NoteVersions => Set<NoteVersion>();
    public DbSet<NoteDraft> NoteDrafts => Set<NoteDraft>();
    public DbSet<NoteCosignature> NoteCosignatures => Set<NoteCosignature>();
    public DbSet<ChoiceListRow> ChoiceLists => Set<ChoiceListRow>();
    public DbSet<ProcessNote> ProcessNotes => Set<ProcessNote>();
    public DbSet<NoteTemplate> NoteTemplates => Set<NoteTemplate>();
    public DbSet<NoteTemplateVersion> NoteTemplateVersions => Set<NoteTemplateVersion>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentCategory> DocumentCategories => Set<DocumentCategory>();
    public DbSet<DocumentPermission> DocumentPermissions => Set<DocumentPermission>();
    public DbSet<DocumentAccessLog> DocumentAccessLogs => Set<DocumentAccessLog>();
    public DbSet<TreatmentPlan> TreatmentPlans => Set<TreatmentPlan>();
    public DbSet<PlanGoal> PlanGoals => Set<PlanGoal>();
    public DbSet<PlanIntervention> PlanInterventions => Set<PlanIntervention>();
    public DbSet<PlanRevision> PlanRevisions => Set<PlanRevision>();
    public DbSet<NoteSnippet> NoteSnippets => Set<NoteSnippet>();
    public DbSet<AssessmentDefinition> AssessmentDefinitions => Set<AssessmentDefinition>();
    public DbSet<AssessmentDefinitionVersion> AssessmentDefinitionVersions => Set<AssessmentDefinitionVersion>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<AssessmentVersion> AssessmentVersions => Set<AssessmentVersion>();

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Apply(configurationBuilder);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CrmDbContext).Assembly);
        Names.Apply(builder);
    }
}

/// <summary>The model on SQLite, with its own migrations.</summary>
public sealed class SqliteCrmContext(DbContextOptions<SqliteCrmContext> options) : CrmDbContext(options);

/// <summary>The model on SQL Server, with its own migrations.</summary>
public sealed class SqlServerCrmContext(DbContextOptions<SqlServerCrmContext> options) : CrmDbContext(options);
