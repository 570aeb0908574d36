using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Documents;

/// <summary>How documents, their categories and grants lie in the database.</summary>
internal sealed class DocumentTables :
    IEntityTypeConfiguration<Document>, IEntityTypeConfiguration<DocumentCategory>, IEntityTypeConfiguration<DocumentPermission>, IEntityTypeConfiguration<DocumentAccessLog>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.Property(d => d.Title).HasMaxLength(255);
        builder.Property(d => d.FilePath).HasMaxLength(255);
        builder.Property(d => d.FileName).HasMaxLength(255);
        builder.Property(d => d.FileType).HasMaxLength(100);
        builder.Property(d => d.MimeType).HasMaxLength(100);
        builder.Property(d => d.Checksum).HasMaxLength(255);
        builder.Property(d => d.EncryptionKeyId).HasMaxLength(255);
        builder.Property(d => d.Tags).HasMaxLength(2000);
        builder.Property(d => d.SearchText).HasMaxLength(800);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.Ignore(d => d.TagList);
        builder.HasIndex(d => new { d.ClientId, d.UploadDate });
        builder.HasIndex(d => new { d.ParentDocumentId, d.Version });
        builder.HasIndex(d => d.FilePath);
        builder.HasIndex(d => d.ExpirationDate);
        builder.HasOne(d => d.Client).WithMany().HasForeignKey(d => d.ClientId);
        builder.HasOne(d => d.Category).WithMany().HasForeignKey(d => d.CategoryId);
        builder.HasOne<Learner>().WithMany().HasForeignKey(d => d.LearnerId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.UploaderId);
        builder.HasOne<Document>().WithMany().HasForeignKey(d => d.ParentDocumentId);
    }

    public void Configure(EntityTypeBuilder<DocumentCategory> builder)
    {
        builder.ToTable("document_categories");
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.Description).HasMaxLength(1000);
        builder.Property(c => c.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<DocumentPermission> builder)
    {
        builder.ToTable("document_permissions");
        builder.HasIndex(p => new { p.DocumentId, p.UserId, p.PermissionType }).IsUnique();
        builder.HasIndex(p => p.UserId);
        builder.HasOne<Document>().WithMany().HasForeignKey(p => p.DocumentId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.UserId);
    }

    public void Configure(EntityTypeBuilder<DocumentAccessLog> builder) => builder.HasNoKey().ToView("document_access_logs");
}
