using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a sort of device, changes how many there are, or takes it out of use.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class EquipmentPage(SaveEquipment save, PracticeSetup setup, CurrentActor current, Words words) : EditPage<EquipmentPage.EquipmentForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class EquipmentForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("Quantity")] public int Quantity { get; set; } = 1;
        [DisplayName("Description")] public string? Description { get; set; }
        [DisplayName("Notes")] public string? Notes { get; set; }
        [DisplayName("In use")] public bool IsAvailable { get; set; } = true;
        public long? LocationId { get; set; }
        public bool ConfirmBookings { get; set; }
    }

    [FromRoute] public long? Id { get; set; }

    /// <summary>Where it can stand.</summary>
    public IReadOnlyList<Location> Locations { get; private set; } = [];

    protected override async Task<EquipmentForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var row = (await setup.EquipmentAsync(Actor, cancel)).Find(r => r.Id == Id) ?? throw new NotFoundException();
        return new()
        {
            Version = row.Version, Name = row.Name, Quantity = row.Quantity, Description = row.Description, Notes = row.Notes, IsAvailable = row.IsAvailable, LocationId = row.LocationId,
        };
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Locations = [.. (await setup.LocationsAsync(Actor, cancel)).Where(l => l.IsActive || l.Id == Form.LocationId)];
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Name = Form.Name ?? "", Quantity = Form.Quantity, Description = Form.Description, Notes = Form.Notes,
            IsAvailable = Form.IsAvailable, LocationId = Form.LocationId, ConfirmBookings = Form.ConfirmBookings,
        }, cancel);
        return (outcome.Problems, "/settings/equipment", words["Saved."]);
    }
}
