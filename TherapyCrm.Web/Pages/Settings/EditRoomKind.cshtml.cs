using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a kind of room, renames it, or retires it.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class RoomKindPage(SaveRoomKind save, PracticeSetup setup, CurrentActor current, Words words) : EditPage<RoomKindPage.RoomKindForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class RoomKindForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("In use")] public bool IsActive { get; set; } = true;
    }

    [FromRoute] public long? Id { get; set; }

    protected override async Task<RoomKindForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var row = (await setup.RoomKindsAsync(Actor, cancel)).Find(r => r.Id == Id) ?? throw new NotFoundException();
        return new()
        {
            Version = row.Version, Name = row.Name, IsActive = row.IsActive,
        };
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Name = Form.Name ?? "", IsActive = Form.IsActive,
        }, cancel);
        return (outcome.Problems, "/settings/room-kinds", words["Saved."]);
    }
}
