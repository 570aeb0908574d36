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

/// <summary>Diagnoses, medication and allergies of a client and its learners.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ClinicalFactsPage(AddClinicalFact add, EndClinicalFact end, ClinicalFacts facts, ClientPage clientPage, PracticeDay practiceDay, CurrentActor current, Words words) : EditPage<ClinicalFactsPage.ClinicalFactForm>(current)
{
    /// <summary>A clinical fact as it is typed.</summary>
    public sealed class ClinicalFactForm : IEditForm
    {
        public int? Version { get; set; }
        public ClinicalFactKind Kind { get; set; }
        public long? LearnerId { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("Code")] public string? Code { get; set; }
        [DisplayName("Detail")] public string? Detail { get; set; }
        [DisplayName("Since")] public string? NotedOn { get; set; }

        /// <inheritdoc/>
        public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(NotedOn), NotedOn));
    }

    [FromRoute] public long Id { get; set; }

    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>What holds, and what has ended.</summary>
    public ClinicalFactList Facts { get; private set; } = null!;

    /// <summary>The practice's day, as forms write it.</summary>
    public string Today { get; private set; } = "";

    public async Task<IActionResult> OnPostEndAsync(long factId, string? endedOn, bool isMistake, CancellationToken cancel)
    {
        var day = UrlDates.Day(endedOn) ?? await practiceDay.OfAsync(Actor.Now, cancel);
        var outcome = await end.RunAsync(Actor, new(Id, factId, day, isMistake), cancel);
        if (outcome.Succeeded) return this.Done($"/clients/{Id}/clinical", words["Saved."]);
        ModelState.Clear();
        await LoadAsync(cancel);
        return this.ShowForm("", [.. outcome.Problems.Select(p => p with { Field = p.Field.Length == 0 ? "" : $"{p.Field}-{factId}" })], "");
    }

    protected override Task<ClinicalFactForm?> StoredAsync(CancellationToken cancel) => Task.FromResult<ClinicalFactForm?>(null);

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Facts = await facts.OfAsync(Actor, Id, cancel);
        ClientFile = await clientPage.RunAsync(Actor, Id, cancel);
        Today = UrlDates.Text(await practiceDay.OfAsync(Actor.Now, cancel));
        Form.NotedOn ??= Today;
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var day = UrlDates.Day(Form.NotedOn) ?? await practiceDay.OfAsync(Actor.Now, cancel);
        var outcome = await add.RunAsync(Actor, new(Id, Form.LearnerId, Form.Kind, day, new(Form.Name ?? "", Form.Code, Form.Detail)), cancel);
        return (outcome.Problems, $"/clients/{Id}/clinical", words["Saved."]);
    }
}
