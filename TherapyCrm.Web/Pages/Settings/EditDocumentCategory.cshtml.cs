using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a category of documents, changes it, or retires it.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class DocumentCategoryPage(SaveDocumentCategory save, DocumentRules rules, CurrentActor current, Words words) : EditPage<DocumentCategoryPage.CategoryForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class CategoryForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("Description")] public string? Description { get; set; }
        [DisplayName("Clinical")] public bool IsClinical { get; set; }
        [DisplayName("In use")] public bool IsActive { get; set; } = true;
    }

    [FromRoute] public long? Id { get; set; }

    protected override async Task<CategoryForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var row = (await rules.AllAsync(cancel)).FirstOrDefault(r => r.Id == Id) ?? throw new NotFoundException();
        return new() { Version = row.Version, Name = row.Name, Description = row.Description, IsClinical = row.IsClinical, IsActive = row.IsActive };
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Name = Form.Name ?? "", Description = Form.Description, IsClinical = Form.IsClinical, IsActive = Form.IsActive,
        }, cancel);
        return (outcome.Problems, "/settings/document-categories", words["Saved."]);
    }
}
