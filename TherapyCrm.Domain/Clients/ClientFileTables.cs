using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TherapyCrm.Domain.Clients;

/// <summary>How client types and the format of file numbers lie in the database.</summary>
internal sealed class ClientFileTables : IEntityTypeConfiguration<ClientType>, IEntityTypeConfiguration<FileNumberRule>
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
}
