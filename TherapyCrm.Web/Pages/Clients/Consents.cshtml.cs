using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>What was agreed to for a client, by whom and when, and what was taken back.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ConsentsPage(AddConsent add, WithdrawConsent withdraw, Consents consents, ClientPage clientPage, PracticeDay practiceDay, CurrentActor current, Words words) : EditPage<ConsentsPage.ConsentForm>(current)
{
    /// <summary>A consent as it is typed.</summary>
    public sealed class ConsentForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("What for")] public string? Purpose { get; set; }
        public ConsentChannel Channel { get; set; }
        public long? ContactId { get; set; }
        [DisplayName("Given on")] public string? GivenOn { get; set; }
        [DisplayName("Given by")] public string? GivenBy { get; set; }

        /// <inheritdoc/>
        public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(GivenOn), GivenOn));
    }

    [FromRoute] public long Id { get; set; }

    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>All consents, what still holds first.</summary>
    public IReadOnlyList<ConsentRow> Rows { get; private set; } = [];

    /// <summary>The practice's day, as forms write it.</summary>
    public string Today { get; private set; } = "";

    /// <summary>True when consents can be noted.</summary>
    public bool MayEdit => ClientFile.MayEdit && ClientFile.Client.Status != ClientStatus.Archived;

    public async Task<IActionResult> OnPostWithdrawAsync(long consentId, string? withdrawnOn, string? withdrawnBy, CancellationToken cancel)
    {
        var day = UrlDates.Day(withdrawnOn) ?? await practiceDay.OfAsync(Actor.Now, cancel);
        var outcome = await withdraw.RunAsync(Actor, new(Id, consentId, day, withdrawnBy ?? ""), cancel);
        if (outcome.Succeeded) return this.Done($"/clients/{Id}/consents", words["The consent is withdrawn."]);
        ModelState.Clear();
        await LoadAsync(cancel);
        return this.ShowForm("", [.. outcome.Problems.Select(p => p with { Field = p.Field.Length == 0 ? "" : $"{p.Field}-{consentId}" })], "");
    }

    protected override Task<ConsentForm?> StoredAsync(CancellationToken cancel) => Task.FromResult<ConsentForm?>(null);

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        ClientFile = await clientPage.RunAsync(Actor, Id, cancel);
        Rows = await consents.OfAsync(Actor, Id, cancel);
        Today = UrlDates.Text(await practiceDay.OfAsync(Actor.Now, cancel));
        Form.GivenOn ??= Today;
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var day = UrlDates.Day(Form.GivenOn) ?? await practiceDay.OfAsync(Actor.Now, cancel);
        var outcome = await add.RunAsync(Actor, new() { ClientId = Id, ContactId = Form.ContactId, Purpose = Form.Purpose ?? "", Channel = Form.Channel, GivenOn = day, GivenBy = Form.GivenBy ?? "" }, cancel);
        return (outcome.Problems, $"/clients/{Id}/consents", words["Saved."]);
    }
}
