using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One location's day with rooms, therapists or devices side by side: what is taken, by whom as far as the reader may see it, and what is free.</summary>
public sealed class DayBoard(CrmDbContext db, PlaceMemory memory) : IOperation
{
    /// <summary>Which board is wanted.</summary>
    public sealed record Request
    {
        /// <summary>Null takes the reader's first location, else the main one.</summary>
        public long? LocationId { get; init; }

        /// <summary>Null takes today on the location's clock.</summary>
        public LocalDate? Day { get; init; }
        public BoardBy By { get; init; }

        /// <summary>Shows initials instead of names, as a shared screen does; the practice's setting asks for it too.</summary>
        public bool Initials { get; init; }
    }

    /// <summary>The board, read with at most three queries however full the day is, beside what is remembered of the places.</summary>
    /// <exception cref="NotFoundException">There is no such location.</exception>
    public async Task<Board> ReadAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var places = await memory.ReadAsync(db, actor, cancel);
        var here = places.Chosen(actor, request.LocationId) ?? throw new NotFoundException();
        var day = request.Day ?? Zones.ToLocal(actor.Now, here.TimeZone).Date;
        var frame = new BoardFrame(here, day, request.By, request.Initials || places.ShowsInitials);
        var columns = await new DayBoardColumns(db, frame).ReadAsync(cancel);
        var rows = await new DayBoardRows(db, actor, frame, places).ReadAsync(cancel);
        var links = await DayBoardLinks.ReadAsync(db, frame, cancel);
        return new DayBoardLayout(frame, columns, rows, links).Make(places.Offered(here.Id), actor.Now);
    }
}

/// <summary>What stands side by side on the board.</summary>
public enum BoardBy { Room, Therapist, Equipment }

/// <summary>The place and day a board is about, with the instants between which the day lies.</summary>
internal sealed record BoardFrame(PlaceRow Here, LocalDate Day, BoardBy By, bool Initials)
{
    public Instant Start { get; } = Zones.StartOfDay(Day, Here.TimeZone);
    public Instant End { get; } = Zones.StartOfDay(Day.PlusDays(1), Here.TimeZone);

    /// <summary>Nothing that begins before this reaches into the day.</summary>
    public Instant Earliest => Start - Duration.FromMinutes(SlotTime.LongestMinutes);

    /// <summary>The slice of this day's wall clock, from 0 to 288, that a wall-clock time lies in.</summary>
    public int SlotOf(LocalDateTime local) => DaySlots.Clamp((Period.DaysBetween(Day, local.Date) * DaySlots.PerDay) + DaySlots.Of(local.TimeOfDay));

    /// <summary>The same of an instant.</summary>
    public int SlotOf(Instant instant) => instant <= Start ? 0 : instant >= End ? DaySlots.PerDay : SlotOf(Zones.ToLocal(instant, Here.TimeZone));
}
