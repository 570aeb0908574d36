using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Adds, changes or removes a contact of a client.</summary>
[RequirePermission(Permission.EditClients)]
public sealed class ContactPage(AddContact add, EditContact edit, RemoveContact remove, ClientHead clientHead, ClientPage clientPage, CurrentActor current, Words words)
    : EditPage<ContactForm>(current)
{
    [FromRoute] public long Id { get; set; }
    [FromRoute] public long? ContactId { get; set; }

    /// <summary>Whom the contact belongs to.</summary>
    public ClientHeading Head { get; private set; } = null!;

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        var contact = await clientPage.ContactAsync(Actor, Id, ContactId ?? 0, cancel);
        var outcome = await remove.RunAsync(Actor, new(contact.Id), cancel);
        if (outcome.Succeeded) return this.Done($"/clients/{Id}/people", words["The contact is removed."]);
        await LoadAsync(cancel);
        return this.ShowForm("", outcome.Problems);
    }

    protected override async Task<ContactForm?> StoredAsync(CancellationToken cancel) =>
        ContactId is { } contact ? ContactForm.Of(await clientPage.ContactAsync(Actor, Id, contact, cancel)) : null;

    protected override async Task LoadAsync(CancellationToken cancel) => Head = await clientHead.RunAsync(Actor, Id, cancel: cancel);

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        if (ContactId is { } known) await clientPage.ContactAsync(Actor, Id, known, cancel);
        var outcome = ContactId is { } contact
            ? await edit.RunAsync(Actor, new(contact, Form.Version, Form.ToDetails()), cancel)
            : await add.RunAsync(Actor, new(Id, Form.ToDetails()), cancel);
        return (outcome.Problems, $"/clients/{Id}/people", words["Saved."]);
    }
}
