using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>How clients, learners and contacts lie in the database.</summary>
internal sealed class ClientTables :
    IEntityTypeConfiguration<Client>, IEntityTypeConfiguration<Learner>, IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<Counter>,
    IEntityTypeConfiguration<ClientKey>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("clients");
        builder.Property(c => c.FirstName).HasMaxLength(100);
        builder.Property(c => c.MiddleName).HasMaxLength(100);
        builder.Property(c => c.LastName).HasMaxLength(100);
        builder.Property(c => c.FileNumber).HasMaxLength(60);
        builder.Property(c => c.Phone).HasMaxLength(60);
        builder.Property(c => c.CellPhone).HasMaxLength(60);
        builder.Property(c => c.HomePhone).HasMaxLength(60);
        builder.Property(c => c.WorkPhone).HasMaxLength(60);
        builder.Property(c => c.Gender).HasMaxLength(100);
        builder.Property(c => c.MeetingLink).HasMaxLength(500);
        builder.Property(c => c.AdditionalInfo).HasMaxLength(4000);
        builder.Property(c => c.MailingAddress).HasMaxLength(1000);
        builder.Property(c => c.Address).HasMaxLength(1000);
        builder.Property(c => c.Notes).HasMaxLength(4000);
        builder.Property(c => c.InterpreterNotes).HasMaxLength(1000);
        builder.Property(c => c.SafetyAlert).HasMaxLength(500);
        builder.Property(c => c.CustodyAlert).HasMaxLength(500);
        builder.Property(c => c.SearchText).HasMaxLength(400);
        builder.Property(c => c.SortName).HasMaxLength(200);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.FileNumber).IsUnique();
        builder.HasIndex(c => new { c.SortName, c.Id });
        builder.Property(c => c.FeeTaxRate).HasPrecision(6, 3);
        builder.Ignore(c => c.Fee);
        builder.HasOne<ClientType>().WithMany().HasForeignKey(c => c.ClientTypeId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.TherapistId);
        builder.HasMany(c => c.Learners).WithOne(l => l.Client).HasForeignKey(l => l.ClientId);
        builder.HasMany(c => c.Contacts).WithOne().HasForeignKey(l => l.ClientId);
    }

    public void Configure(EntityTypeBuilder<Learner> builder)
    {
        builder.ToTable("learners");
        builder.Property(l => l.Notes).HasMaxLength(4000);
        builder.Property(l => l.Schedule).HasMaxLength(1000);
        builder.Property(l => l.SearchText).HasMaxLength(400);
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.InstructorId);
    }

    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts");
        builder.Property(l => l.Address).HasMaxLength(1000);
        builder.Property(l => l.Notes).HasMaxLength(4000);
        builder.Property(l => l.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(60);
        builder.Property(c => c.Next).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ClientKey> builder)
    {
        builder.ToTable("client_keys");
        builder.Property(k => k.KeyId).HasMaxLength(32);
        builder.Property(k => k.KekId).HasMaxLength(16);
        builder.Property(k => k.WrappedKey).HasMaxLength(100);
        builder.HasIndex(k => k.ClientId).IsUnique();
        builder.HasOne<Client>().WithMany().HasForeignKey(k => k.ClientId);
    }
}
