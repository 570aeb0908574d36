using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds, changes or takes back a closure.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ClosurePage(SaveClosure save, RemoveClosure remove, PracticeSetup setup, CurrentActor current, Words words) : EditPage<ClosurePage.ClosureForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class ClosureForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("First day")] public string? FirstDay { get; set; }
        [DisplayName("Last day")] public string? LastDay { get; set; }
        public long? LocationId { get; set; }
        public bool ConfirmBookings { get; set; }

        /// <inheritdoc/>
        public IEnumerable<Problem> Unreadable() =>
        [
            .. DateFields.Unreadable((nameof(FirstDay), FirstDay), (nameof(LastDay), LastDay)),
            .. string.IsNullOrWhiteSpace(FirstDay) ? [Problem.Invalid(nameof(FirstDay), "Please fill this in.")] : Array.Empty<Problem>(),
        ];
    }

    [FromRoute] public long? Id { get; set; }

    /// <summary>What can be closed.</summary>
    public IReadOnlyList<Location> Locations { get; private set; } = [];

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        await remove.RunAsync(Actor, new(Id ?? 0), cancel);
        return this.Done("/settings/closures", words["The closure is removed."]);
    }

    protected override async Task<ClosureForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var row = (await setup.ClosuresAsync(Actor, cancel)).Find(r => r.Id == Id) ?? throw new NotFoundException();
        return new() { Version = row.Version, Name = row.Name, FirstDay = UrlDates.Text(row.FirstDay), LastDay = UrlDates.Text(row.LastDay), LocationId = row.LocationId };
    }

    protected override async Task LoadAsync(CancellationToken cancel) => Locations = await setup.LocationsAsync(Actor, cancel);

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        LocalDate first = UrlDates.Day(Form.FirstDay)!.Value;
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Name = Form.Name ?? "", FirstDay = first, LastDay = UrlDates.Day(Form.LastDay) ?? first,
            LocationId = Form.LocationId, ConfirmBookings = Form.ConfirmBookings,
        }, cancel);
        return (outcome.Problems, "/settings/closures", words["Saved."]);
    }
}
