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

/// <summary>What of a client's record was given to others: to whom, what, why, when and by whom.</summary>
[RequirePermission(Permission.ExportRecords)]
public sealed class DisclosuresPage(AddDisclosure add, Disclosures disclosures, ClientPage clientPage, PracticeDay practiceDay, CurrentActor current, Words words) : EditPage<DisclosuresPage.DisclosureForm>(current)
{
    /// <summary>A disclosure as it is typed.</summary>
    public sealed class DisclosureForm : IEditForm
    {
        public int? Version { get; set; }
        public long? LearnerId { get; set; }
        [DisplayName("To whom")] public string? Recipient { get; set; }
        [DisplayName("What")] public string? What { get; set; }
        [DisplayName("Why")] public string? Why { get; set; }
        [DisplayName("When")] public string? DisclosedOn { get; set; }

        /// <inheritdoc/>
        public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(DisclosedOn), DisclosedOn));
    }

    [FromRoute] public long Id { get; set; }

    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<DisclosureRow> Rows { get; private set; } = [];

    protected override Task<DisclosureForm?> StoredAsync(CancellationToken cancel) => Task.FromResult<DisclosureForm?>(null);

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Rows = await disclosures.OfAsync(Actor, Id, cancel);
        ClientFile = await clientPage.RunAsync(Actor, Id, cancel);
        Form.DisclosedOn ??= UrlDates.Text(await practiceDay.OfAsync(Actor.Now, cancel));
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var day = UrlDates.Day(Form.DisclosedOn) ?? await practiceDay.OfAsync(Actor.Now, cancel);
        var outcome = await add.RunAsync(Actor, new(Id, Form.LearnerId, day, new(Form.Recipient ?? "", Form.What ?? "", Form.Why ?? "")), cancel);
        return (outcome.Problems, $"/clients/{Id}/disclosures", words["Saved."]);
    }
}
