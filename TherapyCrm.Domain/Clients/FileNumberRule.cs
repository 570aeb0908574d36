using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>How the practice numbers its files.</summary>
public enum FileNumberFormat
{
    /// <summary>PREFIX-0001-SUFFIX.</summary>
    Counted,

    /// <summary>YYYYMMDD-INITIALS, of the day the file is opened.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("DATE_INITIALS")] DateInitials,

    /// <summary>Typed by whoever opens the file.</summary>
    Manual,
}

/// <summary>The practice's format of file numbers: at most one row; without one, they are counted (domain.md §4).</summary>
public sealed class FileNumberRule : Record
{
    public FileNumberFormat Format { get; set; } = FileNumberFormat.Counted;
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }

    /// <summary>The so-manieth number: padded to four digits, empty parts left out.</summary>
    public string Counted(long count) =>
        string.Join('-', new[] { Prefix, count.ToString("0000", CultureInfo.InvariantCulture), Suffix }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The day and the initials of first, middle and last name; a clash appends <c>-2</c>, <c>-3</c> …</summary>
    public static string Dated(LocalDate day, string? first, string? middle, string? last, IReadOnlySet<string> taken)
    {
        var initials = string.Concat(new[] { first, middle, last }.Select(Initial));
        var wanted = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + (initials.Length > 0 ? "-" + initials : "");
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}-{n}")).First(n => !taken.Contains(n));
    }

    private static string Initial(string? name) => Folded.Text(name) is { Length: > 0 } folded ? StringInfo.GetNextTextElement(folded).ToUpperInvariant() : "";
}
