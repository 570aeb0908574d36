using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>Points in time as the API sends and takes them: ISO 8601 with the offset of the location.</summary>
public static class ApiTimes
{
    private static readonly OffsetDateTimePattern[] Accepted =
    [
        OffsetDateTimePattern.Rfc3339,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>"),
    ];

    /// <summary>The instant on the location's clock.</summary>
    public static OffsetDateTime At(this Instant instant, string timeZone) => instant.WithOffset(Zones.OffsetAt(instant, timeZone));

    /// <summary>A time with its offset, seconds or not; null when it is none.</summary>
    public static OffsetDateTime? Read(string? text) =>
        Accepted.Select(p => p.Parse(text ?? "")).FirstOrDefault(r => r.Success) is { Value: var time } && IsWithinReach(time.Date) ? time : null;

    /// <summary>False for days so far off that a zone or a month added to them would leave the calendar.</summary>
    public static bool IsWithinReach(LocalDate day) => day.Year is >= 1 and <= 9000;

    /// <summary>The wall clock at the location, whatever offset was sent; the offset there chooses between the two of a doubled hour.</summary>
    public static (LocalDateTime Local, Offset Offset) OnTheWall(this OffsetDateTime sent, string timeZone)
    {
        var there = sent.ToInstant().At(timeZone);
        return (there.LocalDateTime, there.Offset);
    }

    /// <summary>Reads and writes them as JSON.</summary>
    public sealed class Converter : JsonConverter<OffsetDateTime>
    {
        /// <inheritdoc/>
        public override OffsetDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.String ? ApiTimes.Read(reader.GetString()) : null) ?? throw new JsonException();

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, OffsetDateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(OffsetDateTimePattern.Rfc3339.Format(value));
    }
}
