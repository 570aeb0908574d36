using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages;

/// <summary>What is to become of the bookings of a person who is away.</summary>
public sealed class AwayForm
{
    /// <summary>Such as illness; no medical detail.</summary>
    public string? Reason { get; set; }

    /// <summary>The reason of the cancellations.</summary>
    public long? ReasonId { get; set; }
    public bool AllowOutsideHours { get; set; }
    public List<Row> Rows { get; set; } = [];

    /// <summary>What is to become of bookings for which nothing else is chosen: empty to leave them, or <c>cancel</c>.</summary>
    public string? Rest { get; set; }

    /// <summary>One booking.</summary>
    public sealed class Row
    {
        public long AppointmentId { get; set; }
        public int? Version { get; set; }

        /// <summary>Empty to leave it, <c>cancel</c>, <c>move</c> to another time, or <c>to:5</c> for who takes it.</summary>
        public string? Choice { get; set; }

        /// <summary>Another local time, 2026-12-01T14:00.</summary>
        public string? Start { get; set; }
    }

    /// <summary>What was chosen; bookings left alone are not in it.</summary>
    public IReadOnlyList<AwayAction> Actions() => [.. Rows.Select(ToAction).OfType<AwayAction>()];

    private AwayAction? ToAction(Row row)
    {
        var start = Minutes.Parse(row.Start ?? "") is { Success: true } parsed ? parsed.Value : (LocalDateTime?)null;
        var taker = row.Choice is { } to && to.StartsWith("to:", StringComparison.Ordinal) && long.TryParse(to[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        if (row.Choice == "cancel" || (Rest == "cancel" && taker is null && start is null && string.IsNullOrEmpty(row.Choice))) return new(row.AppointmentId, row.Version) { Cancels = true, ReasonId = ReasonId, Reason = ReasonId is null ? Reason : null };
        return taker is null && start is null ? null : new(row.AppointmentId, row.Version) { TherapistId = taker, Start = start, AllowOutsideHours = AllowOutsideHours };
    }

    private static LocalDateTimePattern Minutes { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");
}
