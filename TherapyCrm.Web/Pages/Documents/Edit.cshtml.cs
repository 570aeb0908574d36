using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>Changes what is said about a document; who may, the document itself decides.</summary>
[SignedIn]
public sealed class EditDocumentPage(EditDocument edit, OpenDocument open, DocumentRules rules, People people, CurrentActor current, Words words)
    : EditPage<DocumentForm>(current), IDocumentFormPage
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The document as it is stored.</summary>
    public DocumentVersion Stored { get; private set; } = null!;

    /// <inheritdoc/>
    public IReadOnlyList<DocumentCategory> Categories { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<Choice> Learners { get; private set; } = [];

    protected override async Task<DocumentForm?> StoredAsync(CancellationToken cancel)
    {
        Stored = await open.ForEditAsync(Actor, Id, cancel);
        return DocumentForm.Of(Stored);
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Stored ??= await open.ForEditAsync(Actor, Id, cancel);
        Categories = await rules.CategoriesAsync(Actor, Stored.Document.ClientId, Stored.Document.CategoryId, cancel);
        Learners = Stored.Document.ClientId is { } client ? await people.LearnersAsync(Actor, client, cancel) : [];
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await edit.RunAsync(Actor, new(Id, Form.Version, Form.ToDetails()), cancel);
        return (outcome.Problems, $"/documents/{Id}", words["Saved."]);
    }
}
