using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What the front desk needs today: the rooms, who comes, who has not confirmed, and what is still to be placed.</summary>
public sealed class TodayDesk(CrmDbContext db, DayBoard dayBoard) : IOperation
{
    /// <summary>Days ahead, today included, in which a missing confirmation is worth a call.</summary>
    public const int ConfirmDays = 3;

    private const int Most = 50;

    /// <summary>The desk of a location; null takes the reader's own.</summary>
    public async Task<DeskDay> ReadAsync(Actor actor, long? locationId, bool initials, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var board = await dayBoard.ReadAsync(actor, new() { LocationId = locationId, By = BoardBy.Room, Initials = initials }, cancel);
        return new(board, await UnconfirmedAsync(actor, board, cancel), await ToPlaceAsync(actor, board, cancel));
    }

    private async Task<List<UnconfirmedRow>> UnconfirmedAsync(Actor actor, Board board, CancellationToken cancel)
    {
        var (location, from, to) = (board.Location.Id, actor.Now, Zones.StartOfDay(board.Now.Date.PlusDays(ConfirmDays), board.Location.TimeZone));
        var mayCall = SeenOrTaken.MayReadAlerts(actor) && !board.Initials;
        var rows = await db.Appointments.AsNoTracking().VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.LocationId == location && a.StartTime > from && a.StartTime < to && a.Status == AppointmentStatus.Scheduled && !a.IsGroupSession)
            .OrderBy(a => a.StartTime).ThenBy(a => a.Id).Take(Most).Select(a => new
            {
                a.Id,
                a.LocalStart,
                First = a.Learner == null ? a.Client!.FirstName : a.Learner.FirstName,
                Last = a.Learner == null ? a.Client!.LastName : a.Learner.LastName,
                Phone = mayCall ? a.Client!.Phone : null,
                MayLeave = mayCall ? a.Client!.MayLeaveMessage : null,
                Therapist = a.Therapist!.FirstName + " " + a.Therapist.LastName,
            }).ToListAsync(cancel);
        return rows.ConvertAll(r => new UnconfirmedRow(r.Id, r.LocalStart, Name(board, r.First, r.Last), r.Therapist, r.Phone, r.MayLeave));
    }

    private async Task<List<ToPlaceRow>> ToPlaceAsync(Actor actor, Board board, CancellationToken cancel)
    {
        var today = board.Now.Date;
        var rows = await (from d in db.SeriesDates.AsNoTracking().Where(d => d.Outcome == SeriesDateOutcome.ToPlace && d.Date >= today)
                          join c in db.Clients.VisibleTo(db, actor, Permission.ViewAppointments) on d.RecurrencePattern!.ClientId equals c.Id
                          orderby d.Date, d.Id
                          select new { d.Id, d.Date, d.RecurrencePattern!.StartTime, c.FirstName, c.LastName, d.Problem }).Take(Most).ToListAsync(cancel);
        return rows.ConvertAll(r => new ToPlaceRow(r.Id, r.Date, r.StartTime, Name(board, r.FirstName, r.LastName), r.Problem));
    }

    private static string Name(Board board, string first, string last) => board.Initials ? Initials.Of(first, last) : $"{first} {last}";
}

/// <summary>The desk's day.</summary>
public sealed record DeskDay(Board Board, IReadOnlyList<UnconfirmedRow> Unconfirmed, IReadOnlyList<ToPlaceRow> ToPlace)
{
    /// <summary>Who is still expected today, the late ones first as they lie first in time.</summary>
    public IEnumerable<BoardAppointment> Expected => Board.Appointments.Where(a =>
        a.IsSeen && a.ArrivedAt is null && a.Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed && a.End > Board.Now.PlusMinutes(-30));

    /// <summary>Who has come and whose time is not over, or who is still waiting.</summary>
    public IEnumerable<BoardAppointment> Here => Board.Appointments.Where(a =>
        a.IsSeen && a.ArrivedAt is not null && a.Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed);
}

/// <summary>An appointment of the next days that nobody has confirmed; the phone is empty on a shared screen.</summary>
public sealed record UnconfirmedRow(long Id, LocalDateTime Start, string Who, string Therapist, string? Phone, bool? MayLeaveMessage);

/// <summary>A date of a series that still wants a time or room.</summary>
public sealed record ToPlaceRow(long SeriesDateId, LocalDate Date, LocalTime Time, string Who, string? Problem);
