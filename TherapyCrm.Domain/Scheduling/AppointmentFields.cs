using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Carries what was asked for onto the appointment; booking and changing share it.</summary>
internal static class AppointmentFields
{
    /// <param name="db">Where rows that are no longer wanted are removed from; null for a new appointment.</param>
    public static void Fill(Appointment a, BookingFacts facts, DbContext? db = null)
    {
        var request = facts.Request;
        a.Title = facts.Title;
        (a.ClientId, a.LearnerId, a.TherapistId) = (request.ClientId, request.LearnerId, request.TherapistId);
        (a.LocationId, a.RoomId, a.Place) = (request.LocationId, request.RoomId, request.Place);
        (a.PlaceNote, a.Notes) = (TypedText.Kept(request.PlaceNote), TypedText.Kept(request.Notes));
        (a.ServiceCodeId, a.TurnaroundMinutes) = (request.ServiceCodeId, facts.Service?.TurnaroundMinutes ?? 0);
        a.TurnaroundForTherapist = facts.Service?.TurnaroundForTherapist ?? false;
        (a.IsGroupSession, a.MaxParticipants) = (request.IsGroupSession, request.MaxParticipants);
        a.PlaceAt(request.Start, facts.Location.TimeZone, facts.Minutes, facts.Start);
        Match(db, a.Staff, request.Staff, s => s.UserId, w => w.UserId, w => new AppointmentStaff { UserId = w.UserId, Role = w.Role }, (s, w) => s.Role = w.Role);
        Match(db, a.Equipment, request.Equipment, e => e.EquipmentId, w => w.EquipmentId,
            w => new AppointmentEquipment { EquipmentId = w.EquipmentId, Quantity = w.Quantity }, (e, w) => e.Quantity = w.Quantity);
        Match(db, a.Participants, request.Participants, p => (p.ClientId, p.LearnerId), w => (w.ClientId, w.LearnerId),
            w => new AppointmentParticipant { ClientId = w.ClientId, LearnerId = w.LearnerId }, (_, _) => { });
    }

    private static void Match<TRow, TWanted, TKey>(
        DbContext? db, List<TRow> rows, IReadOnlyList<TWanted> wanted, Func<TRow, TKey> keyOf, Func<TWanted, TKey> wantedKey, Func<TWanted, TRow> make, Action<TRow, TWanted> update)
        where TRow : class where TKey : notnull
    {
        foreach (var row in rows.Where(r => !wanted.Any(w => wantedKey(w).Equals(keyOf(r)))).ToList())
        {
            db?.Remove(row);
            rows.Remove(row);
        }
        foreach (var w in wanted)
        {
            var row = rows.Find(r => keyOf(r).Equals(wantedKey(w)));
            if (row is null) rows.Add(make(w));
            else update(row, w);
        }
    }
}
