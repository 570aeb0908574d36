using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>One parameter of an endpoint's query: what it is called, what it holds, what it is for. It describes the API and decides what is accepted.</summary>
public sealed record QueryField(string Name, Type Type, string Description);

/// <summary>Reads a query's parameters and collects what is wrong with them; a parameter the endpoint does not name is refused.</summary>
public sealed class ApiQuery
{
    /// <summary>Most rows of a page.</summary>
    public const int LargestPage = 200;
    private readonly IQueryCollection query;
    private readonly List<Problem> problems = [];

    public ApiQuery(HttpContext http)
    {
        query = http.Request.Query;
        var known = http.GetEndpoint()!.Metadata.GetOrderedMetadata<QueryField>().Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in query.Keys.Where(name => !known.Contains(name))) Wrong(name, "This parameter is not known.");
        foreach (var name in query.Keys.Where(name => query[name].Count > 1)) Wrong(name, "This parameter is given twice.");
    }

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>As it was sent; null when it was not, or empty.</summary>
    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>An id.</summary>
    public long? Id(string name) => Read(name, IdOf);

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        if (Number(text, least, most) is { } number) return (int)number;
        Wrong(name, "Please write a number from {0} to {1}.", least, most);
        return null;
    }

    /// <summary>true or false.</summary>
    public bool? YesNo(string name) => Read<bool>(name, text => text switch { "true" => true, "false" => false, _ => null });

    /// <summary>One value of an enum.</summary>
    public T? One<T>(string name) where T : struct, Enum => Read<T>(name, text => StoredText.TryParse<T>(text, out var value) ? value : null);

    /// <summary>Values of an enum, parted by commas.</summary>
    public IReadOnlyList<T> Some<T>(string name) where T : struct, Enum => Each<T>(name, text => StoredText.TryParse<T>(text, out var value) ? value : null);

    /// <summary>A point in time with its offset; a plus sign that arrived as a blank is forgiven.</summary>
    public OffsetDateTime? Time(string name) => Read(name, text => ApiTimes.Read(text.Replace(' ', '+')));

    /// <summary>A day or a point in time.</summary>
    public (LocalDate? Day, Instant? Moment) DayOrTime(string name)
    {
        if (Text(name) is not { } text) return default;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day && ApiTimes.IsWithinReach(day.Value)) return (day.Value, null);
        return (null, Time(name)?.ToInstant());
    }

    /// <summary>Parts of a list: <c>equipment=3:2,5:1</c>; the second number is null where it is not given.</summary>
    public IReadOnlyList<(long Id, long? With)> Pairs(string name) => Each<(long, long?)>(name, text => text.Split(':') switch
    {
        [var id] when IdOf(id) is { } first => (first, null),
        [var id, var with] when IdOf(id) is { } first && IdOf(with) is { } second => (first, second),
        _ => null,
    });

    /// <summary>The page wanted, from 1, and its size.</summary>
    public (int Page, int Size) Page() => (Whole("page", 1, 1_000_000) ?? 1, Whole("pageSize", 1, LargestPage) ?? 50);

    /// <summary>Values parted by commas, each read by itself.</summary>
    public IReadOnlyList<T> Each<T>(string name, Func<string, T?> read) where T : struct
    {
        var values = (Text(name)?.Split(',') ?? []).Select(read).ToList();
        if (values.Exists(v => v is null)) Wrong(name, "This value is not known.");
        return [.. values.OfType<T>()];
    }

    /// <summary>An id as it is written; null when it is none.</summary>
    public static long? IdOf(string text) => Number(text, 1, long.MaxValue);

    /// <summary>Notes what is wrong with a parameter.</summary>
    public void Wrong(string name, string message, params object[] args) => problems.Add(Problem.Invalid(name, message, args));

    private T? Read<T>(string name, Func<string, T?> read) where T : struct
    {
        if (Text(name) is not { } text) return null;
        var value = read(text);
        if (value is null && !problems.Exists(p => p.Field == name)) Wrong(name, "This value is not known.");
        return value;
    }

    private static long? Number(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
