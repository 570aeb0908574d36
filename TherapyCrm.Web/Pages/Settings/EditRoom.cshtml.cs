using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a room, changes it, or takes it out of use.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class RoomPage(SaveRoom save, PracticeSetup setup, CurrentActor current, Words words) : EditPage<RoomPage.RoomForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class RoomForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("Capacity")] public int? Capacity { get; set; }
        [DisplayName("Description")] public string? Description { get; set; }
        [DisplayName("What stands in it")] public string? Equipment { get; set; }
        [DisplayName("In use")] public bool IsActive { get; set; } = true;
        [DisplayName("Place on the board")] public int DisplayOrder { get; set; }
        public long LocationId { get; set; }
        public long? RoomKindId { get; set; }
        public bool ConfirmBookings { get; set; }
    }

    [FromRoute] public long? Id { get; set; }

    /// <summary>Where it can be.</summary>
    public IReadOnlyList<Location> Locations { get; private set; } = [];

    /// <summary>What it can be.</summary>
    public IReadOnlyList<RoomKind> Kinds { get; private set; } = [];

    protected override async Task<RoomForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var row = (await setup.RoomsAsync(Actor, cancel)).Find(r => r.Id == Id) ?? throw new NotFoundException();
        return new()
        {
            Version = row.Version, Name = row.Name, Capacity = row.Capacity, Description = row.Description, Equipment = row.Equipment,
            IsActive = row.IsActive, DisplayOrder = row.DisplayOrder, LocationId = row.LocationId, RoomKindId = row.RoomKindId,
        };
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Locations = [.. (await setup.LocationsAsync(Actor, cancel)).Where(l => l.IsActive || l.Id == Form.LocationId)];
        Kinds = [.. (await setup.RoomKindsAsync(Actor, cancel)).Where(k => k.IsActive || k.Id == Form.RoomKindId)];
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Name = Form.Name ?? "", LocationId = Form.LocationId, RoomKindId = Form.RoomKindId, Capacity = Form.Capacity,
            Description = Form.Description, Equipment = Form.Equipment, IsActive = Form.IsActive, DisplayOrder = Form.DisplayOrder, ConfirmBookings = Form.ConfirmBookings,
        }, cancel);
        return (outcome.Problems, "/settings/rooms", words["Saved."]);
    }
}
