using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Blocks;

/// <summary>Shows a block, and lets who may change it or take it off the board.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class EditModel(BookingChoices choices, BlockDetails details, EditBlock editBlock, CancelBlock cancelBlock, CurrentActor current, Words words)
    : BlockPage(choices, current, words)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public BlockView View { get; private set; } = null!;

    /// <inheritdoc/>
    public override string Heading => Words["Change the block"];

    /// <inheritdoc/>
    public override string Action => Url.Content($"~/blocks/{Id}");

    /// <inheritdoc/>
    public override bool MayCancel => true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        View = await details.RunAsync(Current.Actor, Id, cancel);
        if (!View.MayChange) return this.PageOr("_BlockFacts");
        await ReadAsync(cancel);
        Form = BlockForm.Of(View);
        return this.PageOr("_BlockForm");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        View = await details.RunAsync(Current.Actor, Id, cancel);
        if (!View.MayChange) throw new ForbiddenException();
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        var request = Form.ToRequest();
        if (!request.Succeeded) return await AgainAsync(request.Problems, cancel);
        var saved = await editBlock.RunAsync(Current.Actor, new(Id, Form.Version, request.Value with { Offset = View.Block.Offset }), cancel);
        if (saved.Problems.Any(p => p.Kind == ProblemKind.Stale)) Form.Version = View.Version;
        return saved.Succeeded ? After(saved.Value, Words["Changes saved."]) : await AgainAsync(saved.Problems, cancel);
    }

    /// <summary>Takes it off the board.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel)
    {
        View = await details.RunAsync(Current.Actor, Id, cancel);
        var gone = await cancelBlock.RunAsync(Current.Actor, new(Id, Form.Version), cancel);
        return gone.Succeeded ? After(gone.Value, Words["The block is off the board."]) : await AgainAsync(gone.Problems, cancel);
    }
}
