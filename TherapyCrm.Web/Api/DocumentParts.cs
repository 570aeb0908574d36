using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Api;

/// <summary>Reads what a form with a file says about it, and collects what is wrong; a part that is not known is refused.</summary>
internal sealed class DocumentParts
{
    private static readonly string[] Known = [.. typeof(DocumentUploadJson).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
    private readonly IReadOnlyDictionary<string, string> fields;
    private readonly List<Problem> problems = [];

    public DocumentParts(HttpContext http, IncomingForm form, string? fileName)
    {
        fields = form.Fields;
        foreach (var name in fields.Keys.Where(name => !Known.Contains(name))) Wrong(name, "This property is not known.");
        var said = new JsonObject { ["file"] = fileName };
        foreach (var (name, value) in fields) said[name] = value;
        Fingerprint.Take(http, said);
        ClientId = Id("clientId");
        Details = new()
        {
            Title = Text("title"), Description = Text("description"), CategoryId = Id("categoryId"), LearnerId = Id("learnerId"), RetentionPeriodDays = (int?)Number("retentionPeriodDays", int.MaxValue),
            Tags = [.. (Text("tags") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Classification = Read("securityClassification", "This value is not known.", text => StoredText.TryParse<SecurityClassification>(text, out var known) ? known : (SecurityClassification?)null) ?? SecurityClassification.Confidential,
            ExpirationDate = Read("expirationDate", "Please write a date like 2026-11-23.", text => LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : (LocalDate?)null),
        };
    }

    /// <summary>About whom; null for the practice.</summary>
    public long? ClientId { get; }

    /// <summary>What is said.</summary>
    public DocumentDetails Details { get; }

    /// <summary>What cannot be read.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    private string? Text(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private long? Id(string name) => Number(name, long.MaxValue);

    private long? Number(string name, long most) => Read(name, "This value is not known.",
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : (long?)null);

    private T? Read<T>(string name, string otherwise, Func<string, T?> read) where T : struct
    {
        if (Text(name) is not { } text) return null;
        if (read(text) is { } value) return value;
        Wrong(name, otherwise);
        return null;
    }

    private void Wrong(string name, string message) => problems.Add(Problem.Invalid(name, message));
}
