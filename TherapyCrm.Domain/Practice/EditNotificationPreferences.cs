using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Reads and changes which notices a person wants: one's own, or anybody's for who manages users.</summary>
public sealed class EditNotificationPreferences(CrmDbContext db) : IOperation
{
    /// <summary>What they should be.</summary>
    public sealed record Request(long UserId, bool Email, bool Sms, bool Push);

    /// <summary>As they are; as they start when the person never chose.</summary>
    /// <exception cref="NotFoundException">There is no such person.</exception>
    public async Task<NotificationPreferences> GetAsync(Actor actor, long userId, CancellationToken cancel = default)
    {
        await MustMayAsync(actor, userId, cancel);
        return await db.NotificationPreferences.AsNoTracking().FirstOrDefaultAsync(n => n.UserId == userId, cancel) ?? new() { UserId = userId };
    }

    /// <summary>Saves them.</summary>
    public async Task<Outcome<NotificationPreferences>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        await MustMayAsync(actor, request.UserId, cancel);
        var row = await db.NotificationPreferences.FirstOrDefaultAsync(n => n.UserId == request.UserId, cancel);
        if (row is null) db.Add(row = new() { UserId = request.UserId });
        (row.EmailNotifications, row.SmsNotifications, row.PushNotifications) = (request.Email, request.Sms, request.Push);
        db.AuditUser(actor, "user.notifications_edited", request.UserId);
        return await db.SaveAsync(row, _ => Task.FromResult<Problem[]>([Problem.Conflict("", "Somebody else was faster. Please look again.")]), cancel);
    }

    private async Task MustMayAsync(Actor actor, long userId, CancellationToken cancel)
    {
        if (userId != actor.UserId) actor.MustHave(Permission.ManageUsers);
        if (!await db.Users.AnyAsync(u => u.Id == userId, cancel)) throw new NotFoundException();
    }
}
