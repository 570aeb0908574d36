using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a service, changes it, or retires it.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ServicePage(SaveServiceCode save, PracticeSetup setup, CurrentActor current, Words words) : EditPage<ServicePage.ServiceCodeForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class ServiceCodeForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Code")] public string? Code { get; set; }
        [DisplayName("Name")] public string? Description { get; set; }
        [DisplayName("Rate")] public decimal Rate { get; set; }
        [DisplayName("Tax in per cent")] public decimal TaxRate { get; set; }
        [DisplayName("Billed per")] public BillableUnit BillableUnit { get; set; }
        [DisplayName("Length in minutes")] public int DefaultDuration { get; set; } = 50;
        [DisplayName("Shortest length in minutes")] public int? MinimumDuration { get; set; }
        [DisplayName("Turnaround in minutes")] public int TurnaroundMinutes { get; set; }
        [DisplayName("The therapist is busy during the turnaround too")] public bool TurnaroundForTherapist { get; set; }
        [DisplayName("Colour")] public int Colour { get; set; } = 1;
        [DisplayName("For groups")] public bool IsGroup { get; set; }
        [DisplayName("Notes")] public string? Notes { get; set; }
        [DisplayName("In use")] public bool IsActive { get; set; } = true;
        public long? RoomKindId { get; set; }
        public long? SkillId { get; set; }
    }

    [FromRoute] public long? Id { get; set; }

    /// <summary>Kinds of rooms it can ask for.</summary>
    public IReadOnlyList<RoomKind> Kinds { get; private set; } = [];

    /// <summary>Skills it can ask for.</summary>
    public IReadOnlyList<Skill> Skills { get; private set; } = [];

    protected override async Task<ServiceCodeForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var row = (await setup.ServicesAsync(Actor, cancel)).Find(r => r.Id == Id) ?? throw new NotFoundException();
        return new()
        {
            Version = row.Version, Code = row.Code, Description = row.Description, Rate = row.Rate, TaxRate = row.TaxRate, BillableUnit = row.BillableUnit,
            DefaultDuration = row.DefaultDuration, MinimumDuration = row.MinimumDuration, TurnaroundMinutes = row.TurnaroundMinutes,
            TurnaroundForTherapist = row.TurnaroundForTherapist, Colour = row.Colour, IsGroup = row.IsGroup, Notes = row.Notes,
            IsActive = row.IsActive, RoomKindId = row.RoomKindId, SkillId = row.SkillId,
        };
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Kinds = [.. (await setup.RoomKindsAsync(Actor, cancel)).Where(k => k.IsActive || k.Id == Form.RoomKindId)];
        Skills = [.. (await setup.SkillsAsync(Actor, cancel)).Where(s => s.IsActive || s.Id == Form.SkillId)];
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Code = Form.Code ?? "", Description = Form.Description ?? "", Rate = Form.Rate, TaxRate = Form.TaxRate,
            BillableUnit = Form.BillableUnit, DefaultDuration = Form.DefaultDuration, MinimumDuration = Form.MinimumDuration,
            TurnaroundMinutes = Form.TurnaroundMinutes, TurnaroundForTherapist = Form.TurnaroundForTherapist, Colour = Form.Colour,
            IsGroup = Form.IsGroup, Notes = Form.Notes, IsActive = Form.IsActive, RoomKindId = Form.RoomKindId, SkillId = Form.SkillId,
        }, cancel);
        return (outcome.Problems, "/settings/services", words["Saved."]);
    }
}
