using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Lays rows out as columns: what overlaps side by side, what is free as gaps.</summary>
internal sealed class DayBoardLayout(BoardFrame frame, List<ColumnRow> columns, List<BoardAppointment> appointments, ILookup<long, LinkRow> links)
{
    private static readonly DaySlots UsualHours = new(8 * 12, 18 * 12);
    private readonly IReadOnlyList<DaySlots>? open = frame.Here.OpenOn(frame.Day);
    private readonly string? closedFor = frame.Here.ClosedFor(frame.Day);

    public Board Make(IReadOnlyList<BoardPlace> places, Instant now)
    {
        var drafts = Drafts().ToList();
        var shown = Shown(drafts);
        var hours = closedFor is not null ? [] : open ?? [shown];
        var isOpen = Slots(hours);
        return new Board
        {
            Location = places.First(p => p.Id == frame.Here.Id),
            Locations = places,
            Day = frame.Day,
            By = frame.By,
            Now = Zones.ToLocal(now, frame.Here.TimeZone),
            NowUtc = now,
            DayStart = frame.Start,
            ClosedFor = closedFor,
            Open = hours,
            Shown = shown,
            Columns = [.. drafts.Where(IsShown).Select(d => d.Finish(isOpen, shown))],
            NotHere = [.. drafts.Where(d => !IsShown(d) && d.Kind == OccupancyKind.Staff).Select(d => d.Name)],
            Initials = frame.Initials,
            Appointments = [.. appointments.Where(a => a.LocationId == frame.Here.Id)],
        };
    }

    private IEnumerable<ColumnDraft> Drafts()
    {
        var kind = frame.By switch { BoardBy.Therapist => OccupancyKind.Staff, BoardBy.Equipment => OccupancyKind.Equipment, _ => OccupancyKind.Room };
        var drafts = columns.ToDictionary(c => c.Id, c => new ColumnDraft(kind, c, frame));
        var roomless = new ColumnDraft(null, new ColumnRow { Id = 0, Name = "" }, frame);
        foreach (var a in appointments)
        {
            var slots = new DaySlots(frame.SlotOf(a.Start), frame.SlotOf(a.End));
            foreach (var (id, name, pieces) in Takes(a))
            {
                if (id is null) { roomless.Add(a, slots, 1); continue; }
                // Somebody who has left, or a device out of use, still shows what is booked with it here.
                if (!drafts.TryGetValue(id.Value, out var draft) && name is not null && a.LocationId == frame.Here.Id)
                    drafts.Add(id.Value, draft = new ColumnDraft(kind, new ColumnRow { Id = id.Value, Name = name, IsActive = false }, frame));
                draft?.Add(a, slots, pieces);
            }
        }
        return roomless.IsEmpty ? drafts.Values : drafts.Values.Append(roomless);
    }

    private IEnumerable<(long? Id, string? Name, int Pieces)> Takes(BoardAppointment a)
    {
        if (frame.By == BoardBy.Room) yield return (a.RoomId, a.RoomName, 1);
        if (frame.By == BoardBy.Therapist) yield return (a.TherapistId, a.TherapistName, 1);
        foreach (var link in links[a.Id]) yield return (link.Id, link.Name, link.Pieces);
    }

    /// <summary>A room or device always, unless out of use; a person who works or has something on.</summary>
    private bool IsShown(ColumnDraft draft) =>
        !draft.IsEmpty || (draft.IsActive && (draft.Kind != OccupancyKind.Staff || draft.Works(open) || draft.IsAway));

    private static bool[] Slots(IReadOnlyList<DaySlots> hours)
    {
        var slots = new bool[DaySlots.PerDay];
        foreach (var stretch in hours) Array.Fill(slots, true, stretch.From, stretch.Length);
        return slots;
    }

    private DaySlots Shown(List<ColumnDraft> drafts)
    {
        var (from, to) = (UsualHours.From, UsualHours.To);
        if (open is { Count: > 0 }) (from, to) = (open[0].From, open.Max(o => o.To));
        foreach (var slots in drafts.SelectMany(d => d.Taken)) (from, to) = (Math.Min(from, slots.From), Math.Max(to, slots.To));
        return new(from / 12 * 12, Math.Min(DaySlots.PerDay, (to + 11) / 12 * 12));
    }
}
