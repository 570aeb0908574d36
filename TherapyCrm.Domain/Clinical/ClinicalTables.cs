using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How notes lie in the database; whatever was typed is sealed.</summary>
internal sealed class ClinicalTables :
    IEntityTypeConfiguration<SessionNote>, IEntityTypeConfiguration<NoteVersion>, IEntityTypeConfiguration<NoteDraft>, IEntityTypeConfiguration<NoteCosignature>,
    IEntityTypeConfiguration<ChoiceListRow>, IEntityTypeConfiguration<ProcessNote>, IEntityTypeConfiguration<NoteTemplate>, IEntityTypeConfiguration<NoteTemplateVersion>,
    IEntityTypeConfiguration<NoteSnippet>
{
    public void Configure(EntityTypeBuilder<SessionNote> builder)
    {
        builder.ToTable("session_notes");
        builder.Property(n => n.VisitKey).HasMaxLength(90);
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.HasIndex(n => n.VisitKey).IsUnique();
        builder.HasIndex(n => new { n.ClientId, n.SessionDate });
        builder.HasIndex(n => new { n.AuthorId, n.Status });
        builder.HasOne(n => n.Client).WithMany().HasForeignKey(n => n.ClientId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(n => n.LearnerId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(n => n.AppointmentId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.AuthorId);
        builder.HasOne<ServiceCode>().WithMany().HasForeignKey(n => n.ServiceCodeId);
        builder.HasOne<NoteTemplate>().WithMany().HasForeignKey(n => n.TemplateId);
    }

    public void Configure(EntityTypeBuilder<NoteVersion> builder)
    {
        Part(builder, "note_versions");
        builder.Property(v => v.Hash).HasMaxLength(64);
        builder.HasIndex(v => new { v.NoteId, v.Number }).IsUnique();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.AuthorId);
    }

    public void Configure(EntityTypeBuilder<NoteDraft> builder)
    {
        Part(builder, "note_drafts");
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.UserId, d.NoteId });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.UserId);
    }

    public void Configure(EntityTypeBuilder<NoteCosignature> builder)
    {
        Part(builder, "note_cosignatures");
        builder.HasIndex(c => new { c.NoteId, c.SupervisorId }).IsUnique();
        builder.HasIndex(c => new { c.SupervisorId, c.SignedAt });
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.SupervisorId);
    }

    public void Configure(EntityTypeBuilder<ChoiceListRow> builder)
    {
        builder.ToTable("choice_lists");
        builder.Property(r => r.Lines).HasMaxLength(4000);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => r.List).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProcessNote> builder)
    {
        builder.ToTable("process_notes");
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.HasIndex(n => new { n.AuthorId, n.ClientId, n.Date });
        builder.HasOne(n => n.Client).WithMany().HasForeignKey(n => n.ClientId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.AuthorId);
    }

    public void Configure(EntityTypeBuilder<NoteTemplate> builder)
    {
        builder.ToTable("note_templates");
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<NoteTemplateVersion> builder)
    {
        builder.ToTable("note_template_versions");
        builder.Property(v => v.Headings).HasMaxLength(3000);
        builder.HasIndex(v => new { v.TemplateId, v.Number }).IsUnique();
        builder.HasOne(v => v.Template).WithMany().HasForeignKey(v => v.TemplateId);
    }

    public void Configure(EntityTypeBuilder<NoteSnippet> builder)
    {
        builder.ToTable("note_snippets");
        builder.Property(s => s.Shortcut).HasMaxLength(20);
        builder.Property(s => s.Text).HasMaxLength(4000);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => s.OwnerId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.OwnerId);
    }

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : NotePart
    {
        builder.ToTable(table);
        builder.HasOne(p => p.Note).WithMany().HasForeignKey(p => p.NoteId);
        builder.HasOne<Client>().WithMany().HasForeignKey(p => p.ClientId);
    }
}
