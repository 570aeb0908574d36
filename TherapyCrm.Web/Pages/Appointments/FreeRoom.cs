using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Takes a room for a visit at the practice when the desk leaves the choice open.</summary>
public sealed class FreeRoom(CheckConflicts checkConflicts)
{
    /// <summary>The first suitable room that is free then; when none is, the first, so that the refusal says what is in the way.</summary>
    public async Task FillAsync(Actor actor, BookingForm form, BookingOptions options, CancellationToken cancel)
    {
        if (form.RoomId is not null || form.Place != AppointmentPlace.Practice) return;
        if (form.ToRequest() is not { Succeeded: true, Value: var request }) return;
        var kind = options.Services.FirstOrDefault(s => s.Id == form.ServiceCodeId)?.RoomKindId;
        var rooms = options.Rooms.Where(r => r.LocationId == form.LocationId && (kind is null || r.KindId == kind) && (r.Capacity ?? int.MaxValue) >= request.Participants.Count).ToList();
        foreach (var room in rooms)
        {
            var answer = await checkConflicts.RunAsync(actor, new(request with { RoomId = room.Id, OverbookReason = null }), cancel);
            if (answer.Succeeded && answer.Value.Detail?.Conflicts.Any(c => c.Resource == OccupancyKind.Room) == true) continue;
            form.RoomId = room.Id;
            return;
        }
        form.RoomId = rooms is [var first, ..] ? first.Id : null;
    }
}
