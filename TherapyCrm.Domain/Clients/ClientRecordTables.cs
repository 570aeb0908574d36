using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TherapyCrm.Domain.Clients;

/// <summary>How consents, disclosures and clinical facts lie in the database.</summary>
internal sealed class ClientRecordTables : IEntityTypeConfiguration<Consent>, IEntityTypeConfiguration<Disclosure>, IEntityTypeConfiguration<ClinicalFact>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("client_consents");
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.LearnerId);
        builder.HasOne(c => c.Client).WithMany().HasForeignKey(c => c.ClientId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId);
    }

    public void Configure(EntityTypeBuilder<Disclosure> builder)
    {
        builder.ToTable("client_disclosures");
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasOne(d => d.Client).WithMany().HasForeignKey(d => d.ClientId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(d => d.LearnerId);
    }

    public void Configure(EntityTypeBuilder<ClinicalFact> builder)
    {
        builder.ToTable("clinical_facts");
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasOne(f => f.Client).WithMany().HasForeignKey(f => f.ClientId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(f => f.LearnerId);
    }
}
