using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How series, blocks, claims and changes lie in the database.</summary>
internal sealed class ScheduleTables :
    IEntityTypeConfiguration<RecurrencePattern>, IEntityTypeConfiguration<SeriesDate>, IEntityTypeConfiguration<Block>,
    IEntityTypeConfiguration<BlockStaff>, IEntityTypeConfiguration<Occupancy>, IEntityTypeConfiguration<ScheduleChange>,
    IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<RecurrencePattern> builder)
    {
        builder.ToTable("appointment_recurrence_patterns");
        builder.Property(p => p.TimeZone).HasMaxLength(60);
        builder.Property(p => p.Dates).HasMaxLength(4000);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasOne<Clients.Client>().WithMany().HasForeignKey(p => p.ClientId);
        builder.HasMany(p => p.SeriesDates).WithOne(d => d.RecurrencePattern).HasForeignKey(d => d.RecurrencePatternId);
    }

    public void Configure(EntityTypeBuilder<SeriesDate> builder)
    {
        builder.ToTable("series_dates");
        builder.Property(d => d.Wanted).HasMaxLength(4000);
        builder.Property(d => d.Problem).HasMaxLength(500);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.RecurrencePatternId, d.Date }).IsUnique();
        builder.HasIndex(d => new { d.Outcome, d.Date });
        builder.HasOne(d => d.Appointment).WithMany().HasForeignKey(d => d.AppointmentId);
    }

    public void Configure(EntityTypeBuilder<Block> builder)
    {
        builder.ToTable("blocks");
        builder.Property(b => b.TimeZone).HasMaxLength(60);
        builder.Property(b => b.Notes).HasMaxLength(2000);
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.HasQueryFilter(b => b.DeletedAt == null);
        builder.HasIndex(b => new { b.LocationId, b.StartTime });
        builder.HasOne(b => b.Location).WithMany().HasForeignKey(b => b.LocationId);
        builder.HasOne(b => b.Room).WithMany().HasForeignKey(b => b.RoomId);
    }

    public void Configure(EntityTypeBuilder<BlockStaff> builder)
    {
        builder.ToTable("block_staff");
        builder.HasKey(s => new { s.BlockId, s.UserId });
        builder.HasOne(s => s.Block).WithMany(b => b.Staff).HasForeignKey(s => s.BlockId);
        builder.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<Occupancy> builder)
    {
        builder.ToTable("occupancies");
        builder.HasKey(o => new { o.Kind, o.ResourceId, o.Slice, o.Unit });
        builder.Property(o => o.Kind).HasConversion<byte>();
    }

    public void Configure(EntityTypeBuilder<ScheduleChange> builder)
    {
        builder.ToTable("schedule_changes");
        builder.Property(c => c.Action).HasMaxLength(40);
        builder.Property(c => c.Before).HasMaxLength(4000);
        builder.Property(c => c.After).HasMaxLength(4000);
        builder.HasIndex(c => c.AppointmentId);
        builder.HasIndex(c => new { c.ClientId, c.At });
        builder.HasIndex(c => c.At);
    }

    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("calendar_feeds");
        builder.Property(f => f.TokenHash).HasMaxLength(64);
        builder.HasIndex(f => f.TokenHash).IsUnique();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.UserId);
    }
}
