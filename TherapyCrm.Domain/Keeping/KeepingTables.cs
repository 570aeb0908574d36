using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Keeping;

/// <summary>How holds, requests and certificates lie in the database.</summary>
internal sealed class KeepingTables : IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<DestructionRequest>, IEntityTypeConfiguration<DestructionCertificate>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("legal_holds");
        builder.Property(h => h.Reason).HasMaxLength(1000);
        builder.Property(h => h.LiftReason).HasMaxLength(1000);
        builder.HasOne<Client>().WithMany().HasForeignKey(h => h.ClientId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(h => h.SetBy);
    }

    public void Configure(EntityTypeBuilder<DestructionRequest> builder)
    {
        builder.ToTable("destruction_requests");
        builder.HasOne<Client>().WithMany().HasForeignKey(h => h.ClientId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(h => h.AskedBy);
    }

    public void Configure(EntityTypeBuilder<DestructionCertificate> builder)
    {
        builder.ToTable("destruction_certificates");
        builder.Property(c => c.FileNumber).HasMaxLength(60);
        builder.Property(c => c.Name).HasMaxLength(400);
        builder.HasIndex(c => c.ClientId).IsUnique();
        builder.HasOne<Client>().WithMany().HasForeignKey(h => h.ClientId);
    }
}
