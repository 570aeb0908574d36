using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TherapyCrm.Domain.Practice;

/// <summary>How the practice, its places and its people lie in the database.</summary>
internal sealed class PracticeTables :
    IEntityTypeConfiguration<PracticeDetails>, IEntityTypeConfiguration<PracticeSetting>, IEntityTypeConfiguration<Location>,
    IEntityTypeConfiguration<LocationHours>, IEntityTypeConfiguration<Closure>, IEntityTypeConfiguration<RoomKind>, IEntityTypeConfiguration<Room>,
    IEntityTypeConfiguration<Equipment>, IEntityTypeConfiguration<ServiceCode>, IEntityTypeConfiguration<CancellationReason>
{
    public void Configure(EntityTypeBuilder<PracticeDetails> builder)
    {
        builder.ToTable("practice");
        builder.Property(p => p.HoursOfOperation).HasMaxLength(1000);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PracticeSetting> builder)
    {
        builder.ToTable("practice_settings");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<Location> builder)
    {
        builder.ToTable("practice_locations");
        builder.Property(l => l.TimeZone).HasMaxLength(60);
        builder.Property(l => l.HoursOfOperation).HasMaxLength(1000);
        builder.Property(l => l.Directions).HasMaxLength(2000);
        builder.Property(l => l.Latitude).HasPrecision(10, 8);
        builder.Property(l => l.Longitude).HasPrecision(11, 8);
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.HasOne<PracticeDetails>().WithMany().HasForeignKey(l => l.PracticeId);
        builder.HasMany(l => l.Hours).WithOne().HasForeignKey(h => h.LocationId);
    }

    public void Configure(EntityTypeBuilder<LocationHours> builder) => builder.ToTable("location_hours");

    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.ToTable("closures");
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.LastDay);
        builder.HasOne<Location>().WithMany().HasForeignKey(c => c.LocationId);
    }

    public void Configure(EntityTypeBuilder<RoomKind> builder)
    {
        builder.ToTable("room_kinds");
        builder.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.ToTable("therapy_rooms");
        builder.Property(r => r.Description).HasMaxLength(2000);
        builder.Property(r => r.Equipment).HasMaxLength(2000);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne(r => r.Location).WithMany().HasForeignKey(r => r.LocationId);
        builder.HasOne(r => r.RoomKind).WithMany().HasForeignKey(r => r.RoomKindId);
    }

    public void Configure(EntityTypeBuilder<Equipment> builder)
    {
        builder.ToTable("therapy_equipment");
        builder.Property(r => r.Description).HasMaxLength(2000);
        builder.Property(r => r.Notes).HasMaxLength(4000);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne(r => r.Location).WithMany().HasForeignKey(r => r.LocationId);
    }

    public void Configure(EntityTypeBuilder<ServiceCode> builder)
    {
        builder.ToTable("service_codes");
        builder.Property(s => s.Code).HasMaxLength(40);
        builder.Property(s => s.TaxRate).HasPrecision(6, 3);
        builder.Property(s => s.Notes).HasMaxLength(4000);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasOne(s => s.RoomKind).WithMany().HasForeignKey(s => s.RoomKindId);
        builder.HasOne<Skill>().WithMany().HasForeignKey(s => s.SkillId);
    }

    public void Configure(EntityTypeBuilder<CancellationReason> builder)
    {
        builder.ToTable("cancellation_reasons");
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
