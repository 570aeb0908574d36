using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How assessments and their instruments lie in the database; what is about a person is sealed.</summary>
internal sealed class AssessmentTables :
    IEntityTypeConfiguration<Assessment>, IEntityTypeConfiguration<AssessmentVersion>, IEntityTypeConfiguration<AssessmentDefinition>, IEntityTypeConfiguration<AssessmentDefinitionVersion>
{
    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("assessments");
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.ClientId, a.AssessedOn });
        builder.HasIndex(a => new { a.AuthorId, a.Status });
        builder.HasOne(a => a.Client).WithMany().HasForeignKey(a => a.ClientId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(a => a.LearnerId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.AuthorId);
        builder.HasOne<TreatmentPlan>().WithMany().HasForeignKey(a => a.PlanId);
    }

    public void Configure(EntityTypeBuilder<AssessmentVersion> builder)
    {
        builder.ToTable("assessment_versions");
        builder.HasIndex(v => new { v.AssessmentId, v.Number }).IsUnique();
        builder.HasOne(v => v.Assessment).WithMany().HasForeignKey(v => v.AssessmentId);
        builder.HasOne<Client>().WithMany().HasForeignKey(v => v.ClientId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.SavedBy);
    }

    public void Configure(EntityTypeBuilder<AssessmentDefinition> builder)
    {
        builder.ToTable("assessment_definitions");
        builder.Property(d => d.Code).HasMaxLength(30);
        builder.Property(d => d.Name).HasMaxLength(100);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => d.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AssessmentDefinitionVersion> builder)
    {
        builder.ToTable("assessment_definition_versions");
        builder.Property(v => v.Content).HasMaxLength(-1); // Unlimited: up to a hundred items.
        builder.HasIndex(v => new { v.DefinitionId, v.Number }).IsUnique();
        builder.HasOne(v => v.Definition).WithMany().HasForeignKey(v => v.DefinitionId);
    }
}
