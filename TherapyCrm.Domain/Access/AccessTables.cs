using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>How permissions, sessions and the log lie in the database.</summary>
internal sealed class AccessTables :
    IEntityTypeConfiguration<PermissionType>, IEntityTypeConfiguration<RolePermission>, IEntityTypeConfiguration<UserPermission>,
    IEntityTypeConfiguration<RecordPermission>, IEntityTypeConfiguration<BreakGlassAccess>, IEntityTypeConfiguration<UserSession>,
    IEntityTypeConfiguration<RefreshToken>, IEntityTypeConfiguration<Command>, IEntityTypeConfiguration<JobRun>,
    IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditSeal>, IEntityTypeConfiguration<AuthLog>,
    IEntityTypeConfiguration<BreakGlassNotice>, IEntityTypeConfiguration<AuditReview>
{
    public void Configure(EntityTypeBuilder<PermissionType> builder)
    {
        builder.ToTable("permission_types");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("role_permissions");
        builder.Property(p => p.PermissionId).HasConversion<long>();
        builder.HasIndex(p => new { p.Role, p.PermissionId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UserPermission> builder)
    {
        builder.ToTable("user_permissions");
        builder.Property(p => p.PermissionId).HasConversion<long>();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.UserId);
    }

    public void Configure(EntityTypeBuilder<RecordPermission> builder)
    {
        builder.ToTable("record_permissions");
        builder.Property(p => p.PermissionId).HasConversion<long>();
        builder.HasIndex(p => new { p.ClientId, p.UserId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.UserId);
        builder.HasOne<Clients.Client>().WithMany().HasForeignKey(p => p.ClientId);
        builder.HasOne<Clients.Learner>().WithMany().HasForeignKey(p => p.LearnerId);
    }

    public void Configure(EntityTypeBuilder<BreakGlassAccess> builder)
    {
        builder.ToTable("break_glass_accesses");
        builder.Property(p => p.Reason).HasMaxLength(1000);
        builder.Property(p => p.ReviewNote).HasMaxLength(1000);
        builder.HasIndex(p => new { p.ClientId, p.UserId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.UserId);
        builder.HasOne<Clients.Client>().WithMany().HasForeignKey(p => p.ClientId);
    }

    public void Configure(EntityTypeBuilder<BreakGlassNotice> builder)
    {
        builder.ToTable("break_glass_notices");
        builder.HasIndex(n => new { n.UserId, n.SeenAt });
        builder.HasOne(n => n.Access).WithMany().HasForeignKey(n => n.BreakGlassAccessId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.UserId);
    }

    public void Configure(EntityTypeBuilder<AuditReview> builder)
    {
        builder.ToTable("audit_reviews");
        builder.Property(r => r.Note).HasMaxLength(1000);
        builder.HasIndex(r => r.AuditEntryId).IsUnique();
        builder.HasOne<AuditEntry>().WithMany().HasForeignKey(r => r.AuditEntryId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.ReviewedBy);
    }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("user_sessions");
        builder.Property(s => s.TokenHash).HasMaxLength(64);
        builder.Property(s => s.UserAgent).HasMaxLength(255);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_tokens");
        builder.Property(s => s.TokenHash).HasMaxLength(64);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => s.Family);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<Command> builder)
    {
        builder.ToTable("commands");
        builder.HasKey(c => new { c.UserId, c.CommandId });
        builder.Property(c => c.Entity).HasMaxLength(60);
        builder.Property(c => c.Fingerprint).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("job_runs");
        builder.HasKey(r => new { r.Job, r.DueAt });
        builder.Property(r => r.Job).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.Property(a => a.Action).HasMaxLength(60);
        builder.Property(a => a.InformationType).HasMaxLength(40);
        builder.Property(a => a.IpAddress).HasMaxLength(45);
        builder.Property(a => a.UserAgent).HasMaxLength(255);
        builder.Property(a => a.Reason).HasMaxLength(1000);
        builder.Property(a => a.Details).HasMaxLength(1000);
        builder.HasIndex(a => new { a.ClientId, a.At });
        builder.HasIndex(a => new { a.UserId, a.At });
        builder.HasIndex(a => a.At);
        builder.HasIndex(a => new { a.EntityId, a.InformationType });
    }

    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("audit_seals");
        builder.HasIndex(s => s.FirstEntryId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AuthLog> builder) => builder.HasNoKey().ToView("auth_logs");
}

/// <summary>How ASP.NET Core Identity's own rows and the key ring lie in the database.</summary>
internal sealed class IdentityTables :
    IEntityTypeConfiguration<StaffRole>, IEntityTypeConfiguration<IdentityUserRole<long>>, IEntityTypeConfiguration<IdentityUserClaim<long>>,
    IEntityTypeConfiguration<IdentityUserLogin<long>>, IEntityTypeConfiguration<IdentityRoleClaim<long>>,
    IEntityTypeConfiguration<IdentityUserToken<long>>, IEntityTypeConfiguration<IdentityUserPasskey<long>>, IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<StaffRole> builder) => builder.ToTable("roles");
    public void Configure(EntityTypeBuilder<IdentityUserRole<long>> builder) => builder.ToTable("user_roles");
    public void Configure(EntityTypeBuilder<IdentityUserClaim<long>> builder) => builder.ToTable("user_claims");
    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder) => builder.ToTable("user_logins");
    public void Configure(EntityTypeBuilder<IdentityRoleClaim<long>> builder) => builder.ToTable("role_claims");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<long>> builder)
    {
        builder.ToTable("user_passkeys");
        builder.HasKey(p => p.CredentialId).IsClustered(false); // A clustered key of SQL Server holds 900 bytes at most.
        builder.Property(p => p.CredentialId).HasMaxLength(1024);
        builder.OwnsOne(p => p.Data, data => data.ToJson("data"));
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> builder)
    {
        builder.ToTable("user_tokens");
        builder.Property(t => t.Value).HasMaxLength(4000);
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_keys");
        builder.Property(k => k.Xml).HasMaxLength(-1); // Unlimited: an encrypted key carries its certificate.
    }
}
