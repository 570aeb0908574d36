using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Web.Http;

/// <summary>A file on its way in; its content is read once, as it comes.</summary>
public sealed record IncomingFile(string Name, Stream Content);

/// <summary>
/// A form with files, read part by part as it arrives: nothing of a file is held in memory or laid into a temporary folder. Its fields stand before its files.
/// </summary>
public sealed class IncomingForm
{
    /// <summary>Most files of one form.</summary>
    public const int MostFiles = 10;
    private const int LongestField = 64 * 1024;
    private const int MostFields = 100;
    private readonly MultipartReader reader;
    private IncomingFile? next;
    private int files;

    /// <summary>Files that came after the most that are taken; they were read over.</summary>
    public int Refused { get; private set; }

    private IncomingForm(MultipartReader reader) => this.reader = reader;

    /// <summary>What stood before the first file.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Begins to read the request's form, up to its first file.</summary>
    /// <exception cref="BadHttpRequestException">It is no form with files (415), or one that cannot be read (400).</exception>
    public static async Task<IncomingForm> BeginAsync(HttpContext http, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            throw new BadHttpRequestException("Send a form with files.", StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostFiles * (DocumentStore.Largest + (1024 * 1024));
        var form = new IncomingForm(new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 });
        form.next = await form.AdvanceAsync(cancel);
        return form;
    }

    /// <summary>The next file; null at the end. What was left of the one before is read over.</summary>
    public async Task<IncomingFile?> NextAsync(CancellationToken cancel)
    {
        var file = next ?? await AdvanceAsync(cancel);
        next = null;
        if (file is null || ++files <= MostFiles) return file;
        for (Refused = 1; await AdvanceAsync(cancel) is not null; Refused++) { }
        return null;
    }

    /// <summary>Reads over what is left, so that the sender hears the answer.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        while (await NextAsync(cancel) is not null) { }
    }

    /// <summary>Checks the form's own token, as the framework does for forms that it reads by itself.</summary>
    /// <returns>False when it is missing or of somebody else.</returns>
    public async Task<bool> IsOursAsync(HttpContext http)
    {
        http.Request.Headers["RequestVerificationToken"] = Fields.GetValueOrDefault("__RequestVerificationToken", "");
        return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    private async Task<IncomingFile?> AdvanceAsync(CancellationToken cancel)
    {
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } about) continue;
                if (about.IsFileDisposition())
                {
                    var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).Value;
                    if (!string.IsNullOrEmpty(name)) return new(name, section.Body); // a field for files in which none was chosen sends an empty name
                }
                else if (about.IsFormDisposition() && Fields.Count < MostFields)
                    Fields[HeaderUtilities.RemoveQuotes(about.Name).Value ?? ""] = await ReadAsync(section.Body, cancel);
            }
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException && e is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, e);
        }
    }

    private static async Task<string> ReadAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[LongestField];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return count < bytes.Length ? Encoding.UTF8.GetString(bytes, 0, count) : throw new InvalidDataException("A field is too long.");
    }
}
