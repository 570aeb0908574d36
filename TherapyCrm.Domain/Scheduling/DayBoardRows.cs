using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Reads the day's appointments in one query; of those out of sight nothing but time and place leaves the database.</summary>
internal sealed class DayBoardRows(CrmDbContext db, Actor actor, BoardFrame frame, Places places)
{
    public async Task<List<BoardAppointment>> ReadAsync(CancellationToken cancel)
    {
        var (earliest, start, end, location) = (frame.Earliest, frame.Start, frame.End, frame.Here.Id);
        var day = db.Appointments.AsNoTracking().Where(a => a.StartTime >= earliest && a.StartTime < end && a.EndTime > start && a.Status != AppointmentStatus.Cancelled);
        // People and devices may be at another location on the same day, and are taken here then.
        if (frame.By == BoardBy.Room) day = day.Where(a => a.LocationId == location);
        var rows = await SeenOrTaken.Of(db, actor, day).Select(SeenOrTaken.AsRow(frame.Initials)).ToListAsync(cancel);
        var alerts = SeenOrTaken.MayReadAlerts(actor);
        return [.. rows.Select(r => r.ToAppointment(frame.Initials, alerts, places)).OrderBy(a => a.StartUtc).ThenBy(a => a.Id)];
    }
}

/// <summary>Pairs each appointment with itself where the reader may see it, and with nothing where not.</summary>
internal static class SeenOrTaken
{
    public sealed class Pair
    {
        public required Appointment A { get; init; }
        public Appointment? V { get; init; }
    }

    public static IQueryable<Pair> Of(CrmDbContext db, Actor actor, IQueryable<Appointment> some)
    {
        var rule = Visibility.OfAppointment(db, actor, Permission.ViewAppointments);
        if (rule.Body is ConstantExpression { Value: true }) return some.Select(a => new Pair { A = a, V = a });
        return from a in some
               join v in some.Where(rule) on a.Id equals v.Id into seen
               from v in seen.DefaultIfEmpty()
               select new Pair { A = a, V = v };
    }

    /// <summary>Alerts belong to the client's file: shown when that is at least as much in sight as the appointments are.</summary>
    public static bool MayReadAlerts(Actor actor) =>
        actor.ReachOf(Permission.ViewClients) >= actor.ReachOf(Permission.ViewAppointments) && actor.ReachOf(Permission.ViewClients) != Reach.None
        && !actor.DeniedOnRecords.Contains(Permission.ViewClients) && !actor.GrantedOnRecords.Contains(Permission.ViewAppointments);

    /// <summary>What a calendar shows; a group's client is one participant among several and not named.</summary>
    /// <param name="initials">A title typed by hand may hold a name, so the service's stands in for it.</param>
    public static Expression<Func<Pair, BoardRow>> AsRow(bool initials) => initials ? AsRowWithInitials : AsRowWithNames;

    private static readonly Expression<Func<Pair, BoardRow>> AsRowWithNames = MakeRow(initials: false), AsRowWithInitials = MakeRow(initials: true);

    private static Expression<Func<Pair, BoardRow>> MakeRow(bool initials) => p => new BoardRow
    {
        Id = p.A.Id,
        LocalStart = p.A.LocalStart,
        StartTime = p.A.StartTime,
        Minutes = p.A.DurationMinutes,
        Turnaround = p.A.TurnaroundMinutes,
        LocationId = p.A.LocationId,
        RoomId = p.A.RoomId,
        TherapistId = p.A.TherapistId,
        Title = initials ? p.V!.ServiceCode!.Description : p.V!.Title,
        Status = p.V.Status,
        ArrivedAt = p.V.ArrivedAt,
        Max = p.V.MaxParticipants,
        Participants = p.V.IsGroupSession ? p.V.Participants.Count : 0,
        ClientId = p.V.ClientId,
        Who = p.V.IsGroupSession ? null
            : p.V.LearnerId == null ? p.V.Client!.FirstName + BoardRow.Between + p.V.Client.LastName : p.V.Learner!.FirstName + BoardRow.Between + p.V.Learner.LastName,
        // One number instead of nine columns: on a full day the columns are what reading costs.
        Marks = (p.V.IsGroupSession ? BoardRow.Group : 0) + (p.V.RecurrencePatternId != null ? BoardRow.Series : 0) + (p.V.OverbookReason != null ? BoardRow.Overbooked : 0)
            + (!p.V.IsGroupSession && (p.V.Client!.SafetyAlert != null || p.V.Client.CustodyAlert != null) ? BoardRow.Alert : 0)
            + (!p.V.IsGroupSession && p.V.Client!.RequiresInterpreter ? BoardRow.Interpreter : 0)
            + (p.V.Place == AppointmentPlace.Online ? BoardRow.Online : p.V.Place == AppointmentPlace.Home ? BoardRow.AtHome : 0)
            + (p.A.TurnaroundForTherapist ? BoardRow.TurnaroundTakesTherapist : 0),
        Therapist = p.V.Therapist!.FirstName + " " + p.V.Therapist.LastName,
        Colour = p.V.ServiceCode!.Colour,
    };
}

/// <summary>An appointment as it comes from the database.</summary>
internal sealed class BoardRow
{
    public const int Group = 1;
    public const int Series = 2;
    public const int Overbooked = 4;
    public const int Alert = 8;
    public const int Interpreter = 16;
    public const int Online = 32;
    public const int AtHome = 64;
    public const int TurnaroundTakesTherapist = 128;

    /// <summary>A character that no typed text is kept with.</summary>
    public const string Between = "\u001f";

    public required long Id { get; init; }
    public required LocalDateTime LocalStart { get; init; }
    public required Instant StartTime { get; init; }
    public required int Minutes { get; init; }
    public required int Turnaround { get; init; }
    public required long LocationId { get; init; }
    public required long? RoomId { get; init; }
    public required long TherapistId { get; init; }
    public string? Title { get; init; }
    public AppointmentStatus? Status { get; init; }
    public Instant? ArrivedAt { get; init; }
    public int? Max { get; init; }
    public int? Participants { get; init; }
    public long? ClientId { get; init; }

    /// <summary>First and last name with <see cref="Between"/> between them.</summary>
    public string? Who { get; init; }
    public int? Marks { get; init; }
    public string? Therapist { get; init; }
    public int? Colour { get; init; }

    public BoardAppointment ToAppointment(bool initials, bool alerts, Places places) => new()
    {
        Id = Id,
        IsSeen = IsSeen,
        Start = LocalStart,
        StartUtc = StartTime,
        Minutes = Minutes,
        TurnaroundMinutes = Turnaround,
        TurnaroundForTherapist = Has(TurnaroundTakesTherapist),
        LocationId = LocationId,
        RoomId = RoomId,
        TherapistId = TherapistId,
        Title = Title,
        Status = Status ?? AppointmentStatus.Scheduled,
        Place = Has(Online) ? AppointmentPlace.Online : Has(AtHome) ? AppointmentPlace.Home : AppointmentPlace.Practice,
        ArrivedAt = ArrivedAt,
        IsSeries = Has(Series),
        IsGroup = Has(Group),
        MaxParticipants = Max,
        Participants = Participants ?? 0,
        ClientId = ClientId,
        Who = !IsSeen || Who is null ? null : initials ? InitialsOf(Who) : Who.Replace(Between[0], ' '),
        IsOverbooked = Has(Overbooked),
        HasAlert = alerts && Has(Alert),
        NeedsInterpreter = alerts && Has(Interpreter),
        TherapistName = IsSeen ? Therapist : null,
        RoomName = IsSeen && RoomId is { } room ? places.RoomNames.GetValueOrDefault(room) : null,
        Colour = Colour ?? 1,
    };

    private bool IsSeen => Status is not null;

    private bool Has(int mark) => (Marks & mark) != 0 && Marks is not null;

    private static string InitialsOf(string who) => who.Split(Between) is [var first, var last] ? Common.Initials.Of(first, last) : "";
}
