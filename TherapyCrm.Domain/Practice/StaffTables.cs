using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TherapyCrm.Domain.Practice;

/// <summary>How the people who work here lie in the database.</summary>
internal sealed class StaffTables :
    IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<StaffLocation>, IEntityTypeConfiguration<WorkingHours>,
    IEntityTypeConfiguration<TimeOff>, IEntityTypeConfiguration<Skill>, IEntityTypeConfiguration<StaffSkill>,
    IEntityTypeConfiguration<NotificationPreferences>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Email).IsRequired();
        builder.Property(u => u.PhoneNumber).HasColumnName("phone");
        builder.Property(u => u.EmailConfirmed).HasColumnName("is_email_verified");
        builder.Property(u => u.AccessFailedCount).HasColumnName("failed_login_attempts");
        builder.Property(u => u.EmailVerificationToken).HasMaxLength(64);
        builder.Property(u => u.PasswordResetToken).HasMaxLength(64);
        builder.Property(u => u.Version).IsConcurrencyToken();
        builder.Ignore(u => u.PhoneNumberConfirmed);
        builder.HasIndex(u => u.EmailVerificationToken);
        builder.HasIndex(u => u.PasswordResetToken);
        builder.HasMany(u => u.Locations).WithOne().HasForeignKey(l => l.UserId);
        builder.HasMany(u => u.WorkingHours).WithOne().HasForeignKey(l => l.UserId);
        builder.HasMany(u => u.Skills).WithOne().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<StaffLocation> builder)
    {
        builder.ToTable("user_locations");
        builder.HasKey(l => new { l.UserId, l.LocationId });
        builder.HasOne<Location>().WithMany().HasForeignKey(l => l.LocationId);
    }

    public void Configure(EntityTypeBuilder<WorkingHours> builder)
    {
        builder.ToTable("working_hours");
        builder.HasOne<Location>().WithMany().HasForeignKey(l => l.LocationId);
    }

    public void Configure(EntityTypeBuilder<TimeOff> builder)
    {
        builder.ToTable("time_off");
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => new { t.UserId, t.EndsAt });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<Skill> builder)
    {
        builder.ToTable("skills");
        builder.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<StaffSkill> builder)
    {
        builder.ToTable("staff_skills");
        builder.HasKey(l => new { l.UserId, l.SkillId });
        builder.HasOne<Skill>().WithMany().HasForeignKey(l => l.SkillId);
    }

    public void Configure(EntityTypeBuilder<NotificationPreferences> builder)
    {
        builder.ToTable("notification_preferences");
        builder.HasIndex(n => n.UserId).IsUnique();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.UserId);
    }
}
