using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How appointments lie in the database; those entered in error are out of every query.</summary>
internal sealed class AppointmentTable :
    IEntityTypeConfiguration<Appointment>, IEntityTypeConfiguration<AppointmentStaff>, IEntityTypeConfiguration<AppointmentEquipment>,
    IEntityTypeConfiguration<AppointmentParticipant>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointments");
        builder.Property(a => a.TimeZone).HasMaxLength(60);
        builder.Property(a => a.Notes).HasMaxLength(4000);
        builder.Property(a => a.PlaceNote).HasColumnName("location").HasMaxLength(500);
        builder.Property(a => a.CancellationReason).HasMaxLength(500);
        builder.Property(a => a.CancellationNotes).HasMaxLength(2000);
        builder.Property(a => a.OverbookReason).HasMaxLength(500);
        builder.Property(a => a.NoticeHours).HasPrecision(9, 2);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasQueryFilter(a => a.DeletedAt == null);
        builder.HasIndex(a => new { a.LocationId, a.StartTime });
        builder.HasIndex(a => new { a.TherapistId, a.StartTime });
        builder.HasIndex(a => new { a.ClientId, a.StartTime });
        builder.HasIndex(a => new { a.RoomId, a.StartTime });
        builder.HasIndex(a => new { a.RecurrencePatternId, a.StartTime });
        builder.HasIndex(a => a.StartTime);
        builder.HasOne(a => a.Client).WithMany().HasForeignKey(a => a.ClientId);
        builder.HasOne(a => a.Learner).WithMany().HasForeignKey(a => a.LearnerId);
        builder.HasOne(a => a.Therapist).WithMany().HasForeignKey(a => a.TherapistId);
        builder.HasOne(a => a.Room).WithMany().HasForeignKey(a => a.RoomId);
        builder.HasOne(a => a.Location).WithMany().HasForeignKey(a => a.LocationId);
        builder.HasOne(a => a.ServiceCode).WithMany().HasForeignKey(a => a.ServiceCodeId);
        builder.HasOne(a => a.RecurrencePattern).WithMany().HasForeignKey(a => a.RecurrencePatternId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(a => a.ParentAppointmentId);
        builder.HasOne<CancellationReason>().WithMany().HasForeignKey(a => a.CancellationReasonId);
    }

    public void Configure(EntityTypeBuilder<AppointmentStaff> builder)
    {
        builder.ToTable("appointment_staff");
        builder.HasKey(s => new { s.AppointmentId, s.UserId });
        builder.HasIndex(s => s.UserId);
        builder.HasOne(s => s.Appointment).WithMany(a => a.Staff).HasForeignKey(s => s.AppointmentId);
        builder.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<AppointmentEquipment> builder)
    {
        builder.ToTable("appointment_equipment");
        builder.HasKey(s => new { s.AppointmentId, s.EquipmentId });
        builder.Property(s => s.Notes).HasMaxLength(1000);
        builder.HasOne(s => s.Appointment).WithMany(a => a.Equipment).HasForeignKey(s => s.AppointmentId);
        builder.HasOne(s => s.Equipment).WithMany().HasForeignKey(s => s.EquipmentId);
    }

    public void Configure(EntityTypeBuilder<AppointmentParticipant> builder)
    {
        builder.ToTable("appointment_group_participants");
        builder.Property(s => s.Notes).HasMaxLength(1000);
        builder.HasIndex(s => new { s.AppointmentId, s.ClientId, s.LearnerId }).IsUnique();
        builder.HasIndex(s => s.ClientId);
        builder.HasOne(s => s.Appointment).WithMany(a => a.Participants).HasForeignKey(s => s.AppointmentId);
        builder.HasOne(s => s.Client).WithMany().HasForeignKey(s => s.ClientId);
        builder.HasOne(s => s.Learner).WithMany().HasForeignKey(s => s.LearnerId);
    }
}
