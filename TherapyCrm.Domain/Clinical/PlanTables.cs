using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How treatment plans lie in the database; whatever was typed is sealed.</summary>
internal sealed class PlanTables : IEntityTypeConfiguration<TreatmentPlan>, IEntityTypeConfiguration<PlanGoal>, IEntityTypeConfiguration<PlanIntervention>, IEntityTypeConfiguration<PlanRevision>
{
    public void Configure(EntityTypeBuilder<TreatmentPlan> builder)
    {
        builder.ToTable("treatment_plans");
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.Next);
        builder.HasIndex(p => new { p.ClientId, p.LearnerId, p.Status });
        builder.HasIndex(p => new { p.Status, p.ReviewDate });
        builder.HasOne(p => p.Client).WithMany().HasForeignKey(p => p.ClientId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(p => p.LearnerId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.AuthorId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.ApprovedBy);
    }

    public void Configure(EntityTypeBuilder<PlanGoal> builder) => Part(builder, "plan_goals");

    public void Configure(EntityTypeBuilder<PlanIntervention> builder) => Part(builder, "plan_interventions");

    public void Configure(EntityTypeBuilder<PlanRevision> builder)
    {
        builder.ToTable("plan_revisions");
        builder.HasIndex(r => new { r.PlanId, r.ChangedAt });
        builder.HasOne(r => r.Plan).WithMany().HasForeignKey(r => r.PlanId);
        builder.HasOne(r => r.Goal).WithMany().HasForeignKey(r => r.GoalId);
        builder.HasOne(r => r.Intervention).WithMany().HasForeignKey(r => r.InterventionId);
        builder.HasOne<SessionNote>().WithMany().HasForeignKey(r => r.NoteId);
        builder.HasOne<Client>().WithMany().HasForeignKey(r => r.ClientId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.ChangedBy);
    }

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : PlanPart
    {
        builder.ToTable(table);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.PlanId, p.RemovedAt });
        builder.HasOne(p => p.Plan).WithMany().HasForeignKey(p => p.PlanId);
        builder.HasOne<Client>().WithMany().HasForeignKey(p => p.ClientId);
    }
}
