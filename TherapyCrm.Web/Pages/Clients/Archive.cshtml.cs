using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Discharges a client and closes the file after a yes, and a second one when bookings are to come.</summary>
[RequirePermission(Permission.ArchiveClients)]
public sealed class ArchiveClientPage(ArchiveClient archiveClient, ClientPage clientPage, CurrentActor current, Words words)
    : EditPage<ArchiveClientPage.ArchiveForm>(current)
{
    private ClientFile? file;

    /// <summary>What is confirmed.</summary>
    public sealed class ArchiveForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Reason")] public string? Reason { get; set; }
        [DisplayName("Keep the bookings")] public bool ConfirmBookings { get; set; }
    }

    [FromRoute] public long Id { get; set; }

    /// <summary>Whom the page is about.</summary>
    public ClientHeading Head => file!.Head;

    protected override async Task<ArchiveForm?> StoredAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return file!.MayArchive ? new() { Version = file.Client.Version } : throw new ForbiddenException();
    }

    protected override async Task LoadAsync(CancellationToken cancel) => file ??= await clientPage.RunAsync(Actor, Id, cancel);

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Form.Reason)) return ([Problem.Invalid("Reason", "Please fill this in.")], "", "");
        var outcome = await archiveClient.RunAsync(Actor, new(Id, Form.Version, Form.ConfirmBookings, Form.Reason), cancel);
        return (outcome.Problems, $"/clients/{Id}", words["The file is archived."]);
    }
}
