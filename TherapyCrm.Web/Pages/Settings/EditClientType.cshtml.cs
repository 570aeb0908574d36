using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a type of clients, changes it, retires it, or removes one that nobody has.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ClientTypePage(SaveClientType save, RemoveClientType remove, ClientTypes types, CurrentActor current, Words words) : EditPage<ClientTypePage.ClientTypeForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class ClientTypeForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Name")] public string? Name { get; set; }
        [DisplayName("Colour")] public int Colour { get; set; } = 1;
        [DisplayName("Files are kept")] public int RetentionAmount { get; set; }
        [DisplayName("Counted in")] public RetentionUnit RetentionUnit { get; set; } = RetentionUnit.Years;
        [DisplayName("Fee before tax")] public decimal? FeeBase { get; set; }
        [DisplayName("Tax in per cent")] public decimal? FeeTaxRate { get; set; }
        [DisplayName("Fee with tax")] public decimal? FeeTotal { get; set; }
        [DisplayName("Usual length in minutes")] public int? DefaultDuration { get; set; }
        [DisplayName("In use")] public bool IsActive { get; set; } = true;
    }

    [FromRoute] public long? Id { get; set; }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        var outcome = await remove.RunAsync(Actor, new(Id ?? 0), cancel);
        if (outcome.Succeeded) return this.Done("/settings/client-types", words["The type is removed."]);
        ModelState.Clear();
        Form = await StoredAsync(cancel) ?? Form;
        return this.ShowForm("", outcome.Problems);
    }

    protected override async Task<ClientTypeForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        var type = (await types.AllAsync(Actor, cancel)).Select(t => t.Type).FirstOrDefault(t => t.Id == Id && !t.IsBuiltIn) ?? throw new NotFoundException();
        return new()
        {
            Version = type.Version, Name = type.Name, Colour = type.Colour, RetentionAmount = type.RetentionAmount, RetentionUnit = type.RetentionUnit,
            FeeBase = type.FeeBase, FeeTaxRate = type.FeeTaxRate, FeeTotal = type.FeeTotal, DefaultDuration = type.DefaultDuration, IsActive = type.IsActive,
        };
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = Id, Version = Form.Version, Name = Form.Name ?? "", Colour = Form.Colour, RetentionAmount = Form.RetentionAmount, RetentionUnit = Form.RetentionUnit,
            Fee = new(Form.FeeBase, Form.FeeTaxRate, Form.FeeTotal), DefaultDuration = Form.DefaultDuration, IsActive = Form.IsActive,
        }, cancel);
        return (outcome.Problems, "/settings/client-types", words["Saved."]);
    }
}
