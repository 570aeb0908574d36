using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Blocks;

/// <summary>What was typed of a block so far.</summary>
public sealed class BlockForm
{
    /// <summary>The fields in the order of the form.</summary>
    public static readonly string[] FieldOrder =
        ["Form.Kind", "Form.Title", "Form.Date", "Form.StartTime", "Form.EndDate", "Form.EndTime", "Form.LocationId", "Form.RoomId", "Form.Staff", "Form.Notes"];

    public BlockKind Kind { get; set; }
    public string? Title { get; set; }
    public string? Date { get; set; }
    public string? StartTime { get; set; }

    /// <summary>Empty: the same day.</summary>
    public string? EndDate { get; set; }
    public string? EndTime { get; set; }
    public long? LocationId { get; set; }
    public long? RoomId { get; set; }
    public List<long> Staff { get; set; } = [];
    public string? Notes { get; set; }
    public int? Version { get; set; }

    /// <summary>The request, or what is still missing or unreadable.</summary>
    public Outcome<BlockRequest> ToRequest()
    {
        var problems = new List<Problem>();
        var (day, from) = (UrlDates.Day(Date), UrlDates.Time(StartTime));
        var (lastDay, to) = (string.IsNullOrWhiteSpace(EndDate) ? day : UrlDates.Day(EndDate), UrlDates.Time(EndTime));
        if (day is null) problems.Add(Problem.Invalid("Date", "Please give a date."));
        if (from is null) problems.Add(Problem.Invalid("StartTime", "Please say when it starts."));
        if (to is null || lastDay is null) problems.Add(Problem.Invalid("EndTime", "Please say when it ends."));
        else if (day is not null && from is not null && lastDay.Value + to.Value <= day.Value + from.Value) problems.Add(Problem.Invalid("EndTime", "The end must come after the start."));
        if (LocationId is null) problems.Add(Problem.Invalid("LocationId", "Please choose a location."));
        if (problems.Count > 0) return problems.ToArray();
        var start = day!.Value + from!.Value;
        return new BlockRequest
        {
            Title = Title ?? "",
            Kind = Kind,
            LocationId = LocationId!.Value,
            Start = start,
            Minutes = (int)Period.Between(start, lastDay!.Value + to!.Value, PeriodUnits.Minutes).Minutes,
            RoomId = RoomId,
            Staff = Staff,
            Notes = Notes,
        };
    }

    /// <summary>The form of a block.</summary>
    public static BlockForm Of(BlockView view) => new()
    {
        Kind = view.Block.Kind,
        Title = view.Block.Title,
        Date = UrlDates.Text(view.Block.Start.Date),
        StartTime = UrlDates.Text(view.Block.Start.TimeOfDay),
        EndDate = view.End.Date == view.Block.Start.Date ? null : UrlDates.Text(view.End.Date),
        EndTime = UrlDates.Text(view.End.TimeOfDay),
        LocationId = view.Block.LocationId,
        RoomId = view.Block.RoomId,
        Staff = [.. view.Block.Staff],
        Notes = view.Block.Notes,
        Version = view.Version,
    };
}
