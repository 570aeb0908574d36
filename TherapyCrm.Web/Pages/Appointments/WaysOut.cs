using System.Globalization;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>What can be done about a refusal: other rooms and times that one key takes, confirming a warning, overbooking with a reason.</summary>
/// <param name="Warnings">Confirming them is enough.</param>
/// <param name="MayOverbook">The person may claim what is taken.</param>
public sealed record WaysOut(ConflictDetail? Conflict, bool Warnings, bool MayOverbook)
{
    /// <summary>Nothing is in the way.</summary>
    public static readonly WaysOut None = new(null, false, false);

    /// <summary>True when there is something to show.</summary>
    public bool Any => Conflict is not null || Warnings;

    /// <summary>What the problems of an operation leave open.</summary>
    public static WaysOut Of(IReadOnlyList<Problem> problems, Actor actor)
    {
        var detail = problems.Select(p => p.Detail).OfType<ConflictDetail>().FirstOrDefault();
        var areWarnings = problems.Count > 0 && problems.All(p => p.Kind == ProblemKind.Warning);
        return new(detail, areWarnings, detail is not null && actor.May(Permission.Overbook));
    }

    /// <summary>An alternative as the button that takes it sends it.</summary>
    public static string Value(Alternative way) =>
        string.Create(CultureInfo.InvariantCulture, $"{UrlDates.Text(way.Start.Date)}|{UrlDates.Text(way.Start.TimeOfDay)}|{way.RoomId}");

    /// <summary>A pressed button read back; false for a text that is none.</summary>
    public static bool Read(string? value, out (string Date, string Time, long? RoomId) taken)
    {
        taken = default;
        var parts = (value ?? "").Split('|');
        if (parts.Length != 3 || UrlDates.Day(parts[0]) is null || UrlDates.Time(parts[1]) is null) return false;
        taken = (parts[0], parts[1], long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var room) ? room : null);
        return true;
    }
}
