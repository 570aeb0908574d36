using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TherapyCrm.Domain.Clients;

/// <summary>How client types, the format of file numbers, guardians, care groups and the profile's history lie in the database.</summary>
internal sealed class ClientFileTables : IEntityTypeConfiguration<ClientType>, IEntityTypeConfiguration<FileNumberRule>,
    IEntityTypeConfiguration<Guardian>, IEntityTypeConfiguration<ClientRevision>,
    IEntityTypeConfiguration<CareGroup>, IEntityTypeConfiguration<CareGroupMember>
{
    public void Configure(EntityTypeBuilder<ClientType> builder)
    {
        builder.ToTable("client_types");
        builder.Property(t => t.Name).HasMaxLength(ClientType.LongestName);
        builder.Property(t => t.FeeTaxRate).HasPrecision(6, 3);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.Ignore(t => t.Fee);
        builder.HasIndex(t => t.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FileNumberRule> builder)
    {
        builder.ToTable("file_number_rules");
        builder.Property(r => r.Prefix).HasMaxLength(12);
        builder.Property(r => r.Suffix).HasMaxLength(12);
        builder.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Guardian> builder)
    {
        builder.ToTable("client_guardians");
        builder.Property(g => g.Phone).HasMaxLength(60);
        builder.Property(g => g.Address).HasMaxLength(1000);
        builder.Property(g => g.Percentage).HasPrecision(5, 2);
        builder.Ignore(g => g.LearnerId);
        builder.HasIndex(g => new { g.ClientId, g.Position }).IsUnique();
        builder.HasOne<Client>().WithMany(c => c.Guardians).HasForeignKey(g => g.ClientId);
    }

    public void Configure(EntityTypeBuilder<ClientRevision> builder)
    {
        builder.ToTable("client_revisions");
        builder.Property(r => r.Action).HasMaxLength(60);
        builder.HasIndex(r => new { r.ClientId, r.ChangedAt });
        builder.HasOne(r => r.Client).WithMany().HasForeignKey(r => r.ClientId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(r => r.LearnerId);
    }

    public void Configure(EntityTypeBuilder<CareGroup> builder)
    {
        builder.ToTable("care_groups");
        builder.Property(g => g.MemberKey).HasMaxLength(64);
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.HasIndex(g => g.MemberKey).IsUnique();
        builder.HasMany(g => g.Members).WithOne(m => m.CareGroup).HasForeignKey(m => m.CareGroupId);
    }

    public void Configure(EntityTypeBuilder<CareGroupMember> builder)
    {
        builder.ToTable("care_group_members");
        builder.Property(m => m.FeeTaxRate).HasPrecision(6, 3);
        builder.Ignore(m => m.Fee);
        builder.Ignore(m => m.LearnerId);
        builder.HasIndex(m => new { m.ClientId, m.Format }).IsUnique();
        builder.HasOne(m => m.Client).WithMany().HasForeignKey(m => m.ClientId);
    }
}
