using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One line of an appointment's history.</summary>
/// <param name="By">Who did it; null when the application did.</param>
/// <param name="MayUndo">The reader can still take it back.</param>
/// <param name="Changes">What became different, old and new; empty when only the action itself counts.</param>
public sealed record HistoryLine(long Id, Instant At, string? By, string Action, bool IsUndone, bool MayUndo, IReadOnlyList<HistoryLine.Change> Changes)
{
    /// <summary>One value before and after: a <see cref="LocalDateTime"/>, minutes or a name; null for nothing (no room).</summary>
    public sealed record Change(HistorySubject Of, object? Before, object? After);
}

/// <summary>What a change of an appointment is about.</summary>
public enum HistorySubject { Start, Length, Therapist, Room, Location }

/// <summary>Tells what was done to an appointment, newest first.</summary>
public sealed class AppointmentHistory(CrmDbContext db) : IOperation
{
    /// <summary>The history of an appointment the actor may see.</summary>
    /// <exception cref="NotFoundException">The appointment is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<HistoryLine>> RunAsync(Actor actor, long appointmentId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        if (!await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments).AnyAsync(a => a.Id == appointmentId, cancel)) throw new NotFoundException();
        var rows = await db.ScheduleChanges.AsNoTracking().Where(c => c.AppointmentId == appointmentId).OrderByDescending(c => c.Id).ToListAsync(cancel);
        var states = rows.ConvertAll(r => (Row: r, Before: Read(r.Before), After: Read(r.After)));
        var people = await NamesAsync(db.Users.Select(u => new Named { Id = u.Id, Name = u.FirstName + " " + u.LastName }),
            states.SelectMany(s => new[] { s.Row.UserId, s.Before?.TherapistId, s.After?.TherapistId }), cancel);
        var rooms = await NamesAsync(db.Rooms.Select(r => new Named { Id = r.Id, Name = r.Name }), states.SelectMany(s => new[] { s.Before?.RoomId, s.After?.RoomId }), cancel);
        var houses = await NamesAsync(db.Locations.Select(l => new Named { Id = l.Id, Name = l.Name }), states.SelectMany(s => new[] { s.Before?.LocationId, s.After?.LocationId }), cancel);
        return states.ConvertAll(s => new HistoryLine(
            s.Row.Id, s.Row.At, Name(people, s.Row.UserId), s.Row.Action, s.Row.UndoneAt is not null, MayUndo(actor, s.Row, rows), [.. Differences(s.Before, s.After, people, rooms, houses)]));
    }

    private sealed record Named
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
    }

    private static bool MayUndo(Actor actor, ScheduleChange change, List<ScheduleChange> all) =>
        change == all[0] && change.UserId == actor.UserId && change.UndoneAt is null && actor.Now - change.At <= UndoChange.Window && ScheduleAction.Undoable.Contains(change.Action);

    private static async Task<Dictionary<long, string>> NamesAsync(IQueryable<Named> all, IEnumerable<long?> wanted, CancellationToken cancel)
    {
        var ids = wanted.OfType<long>().Distinct().ToList();
        return ids.Count == 0 ? [] : await all.Where(n => ids.Contains(n.Id)).ToDictionaryAsync(n => n.Id, n => n.Name, cancel);
    }

    private static IEnumerable<HistoryLine.Change> Differences(
        AppointmentState? before, AppointmentState? after, Dictionary<long, string> people, Dictionary<long, string> rooms, Dictionary<long, string> houses)
    {
        if (before is null || after is null) yield break;
        if (before.Start != after.Start) yield return new(HistorySubject.Start, Local(before.Start), Local(after.Start));
        if (before.Minutes != after.Minutes) yield return new(HistorySubject.Length, before.Minutes, after.Minutes);
        if (before.TherapistId != after.TherapistId)
            yield return new(HistorySubject.Therapist, Name(people, before.TherapistId), Name(people, after.TherapistId));
        if (before.RoomId != after.RoomId) yield return new(HistorySubject.Room, Name(rooms, before.RoomId), Name(rooms, after.RoomId));
        if (before.LocationId != after.LocationId)
            yield return new(HistorySubject.Location, Name(houses, before.LocationId), Name(houses, after.LocationId));
    }

    private static AppointmentState? Read(string? json) => json is null ? null : AppointmentState.FromJson(json);

    private static LocalDateTime Local(string text) => LocalDateTimePattern.GeneralIso.Parse(text).Value;

    private static string? Name(Dictionary<long, string> names, long? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}
