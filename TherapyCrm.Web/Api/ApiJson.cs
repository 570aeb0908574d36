using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace TherapyCrm.Web.Api;

/// <summary>How the API writes and reads JSON: camelCase, ids as numbers, times as ISO 8601 with offset, enums by their stored text; unknown members are refused.</summary>
public static class ApiJson
{
    private static readonly LocalTimePattern HourMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>For what is read and written outside of an endpoint.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets them.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.PropertyNameCaseInsensitive = false;
        options.Converters.Add(new JsonStringEnumConverter(new Capitals(), allowIntegerValues: false));
        options.Converters.Add(NodaConverters.InstantConverter);
        options.Converters.Add(NodaConverters.LocalDateConverter);
        options.Converters.Add(new ApiTimes.Converter());
        options.Converters.Add(new NodaPatternConverter<LocalTime>(HourMinute));
        return options;
    }

    /// <summary>An enum's name in capitals, where its attribute says nothing else (contract/enums.tsv).</summary>
    private sealed class Capitals : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToUpperInvariant();
    }
}
