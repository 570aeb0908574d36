using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Opens the emergency view of one client: a reason and the password again, view only, for an hour, never over a deny (access.md §1).</summary>
public sealed class OpenBreakGlass(CrmDbContext db, SignIn signIn, Settings settings) : IOperation
{
    /// <summary>How long it stays open.</summary>
    public static readonly Duration Lasts = Duration.FromMinutes(60);

    /// <summary>Fewest characters of the reason.</summary>
    public const int ShortestReason = 15;

    /// <summary>Whom, and why.</summary>
    public sealed record Request
    {
        /// <summary>The client's file number: who looks in an emergency knows whom.</summary>
        public required string? FileNumber { get; init; }
        public required string? Reason { get; init; }
        public required string? Password { get; init; }
    }

    /// <summary>The view that is open, and where those who were told get their mail.</summary>
    public sealed record Opened(long Id, long ClientId, IReadOnlyList<string> ToldByMail);

    /// <returns>The view; or what is wrong.</returns>
    public async Task<Outcome<Opened>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BreakGlass);
        if (Check(request) is { Length: > 0 } problems) return problems;
        if (!await signIn.IsPasswordAsync(actor, request.Password ?? "", cancel)) return Problem.Invalid("password", "This is not your password.");
        var number = request.FileNumber!.Trim();
        var client = await db.Clients.AsNoTracking().FirstOrDefaultAsync(c => c.FileNumber == number, cancel);
        if (client is null || await IsDeniedAsync(actor, client.Id, cancel)) return Problem.Invalid("fileNumber", "There is no such file.");
        var view = new BreakGlassAccess { UserId = actor.UserId!.Value, ClientId = client.Id, Reason = TypedText.Kept(request.Reason)!, StartedAt = actor.Now, ExpiresAt = actor.Now + Lasts };
        db.BreakGlassAccesses.Add(view);
        db.Audit(actor, "access.emergency_opened", view, client.Id, reason: view.Reason);
        var told = await ToldAsync(actor, client.TherapistId, cancel);
        foreach (var person in told) db.BreakGlassNotices.Add(new BreakGlassNotice { Access = view, UserId = person.Id });
        var saved = await db.SaveAsync(view, cancel: cancel);
        return saved.Succeeded ? new Opened(view.Id, client.Id, [.. told.Select(p => p.Email).OfType<string>()]) : Outcome<Opened>.Failed(saved.Problems);
    }

    private async Task<List<(long Id, string? Email)>> ToldAsync(Actor actor, long? therapist, CancellationToken cancel)
    {
        var contact = await settings.GetAsync(Setting.PrivacyContact, cancel);
        return [.. (await db.Users.Where(u => (u.Id == therapist || u.Id == contact) && u.IsActive && u.Id != actor.UserId).Select(u => new { u.Id, u.Email }).ToListAsync(cancel)).Select(u => (u.Id, u.Email))];
    }

    private static Problem[] Check(Request request) =>
    [
        .. TypedText.Check("fileNumber", request.FileNumber, 60, required: true), .. TypedText.Check("reason", request.Reason, 1000, required: true),
        .. request.Reason?.Trim().Length is > 0 and < ShortestReason ? [Problem.Invalid("reason", "Please give a reason of at least {0} characters.", ShortestReason)] : Array.Empty<Problem>(),
    ];

    // A deny on the client's record hides the very existence of the file.
    private Task<bool> IsDeniedAsync(Actor actor, long clientId, CancellationToken cancel) => actor.Denied.Contains(Permission.ViewClients)
        ? Task.FromResult(true)
        : db.RecordPermissions.AnyAsync(r => r.UserId == actor.UserId && r.ClientId == clientId && r.LearnerId == null && !r.Granted
            && r.PermissionId == Permission.ViewClients && (r.ExpiresAt == null || r.ExpiresAt > actor.Now), cancel);
}
