using System.Text.Encodings.Web;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Exports;

/// <summary>How a document goes into an export.</summary>
/// <param name="Number">Of the attachment; null when it is only listed.</param>
/// <param name="Picture">The image as a data address.</param>
/// <param name="Pages">Of a PDF that follows behind.</param>
/// <param name="Why">Why it is only listed although it was to be appended, in English.</param>
public sealed record Attachment(DocumentInFile Row, int? Number, string? Picture, int? Pages, string? Why);

/// <summary>What the printed page shows.</summary>
public sealed record WholeFileView(WholeFile File, IReadOnlyList<Attachment> Attachments, string Practice, string By);

/// <summary>How far an export has come.</summary>
/// <param name="Doing">In English.</param>
public sealed record FileProgress(string Doing, int Done, int Total);

/// <summary>Makes the PDF of a client's whole file: reads, renders, prints, appends.</summary>
public sealed class WholeFilePdf(ReadWholeFile read, DocumentContent content, RazorText razor, PdfFile pdf, CurrentActor current, Words words, Moments moments)
{
    /// <summary>Most bytes of all attachments together; more are listed.</summary>
    public const long MostAttached = 100L * 1024 * 1024;

    /// <returns>The file, and its pages.</returns>
    /// <exception cref="NoBrowserException">There is no browser to print with.</exception>
    public async Task<byte[]> MakeAsync(Actor actor, FileChoice choice, Action<FileProgress> progress, CancellationToken cancel)
    {
        progress(new("Reading the file", 0, 1));
        var file = await read.RunAsync(actor, choice, cancel);
        var (attachments, behind) = await AttachAsync(actor, file, progress, cancel);
        progress(new("Printing", 0, 1));
        var view = new WholeFileView(file, attachments, current.Practice?.Name ?? "", current.Session?.FullName ?? "");
        var html = await razor.OfAsync("/Pages/Print/_WholeFile.cshtml", view);
        var printed = await pdf.PrintAsync(html, Header(view), Footer(view), cancel);
        progress(new("Appending documents", 0, 1));
        return behind.Count == 0 ? printed : PdfMerge.Of([printed, .. behind]);
    }

    private async Task<(List<Attachment> Attachments, List<byte[]> Behind)> AttachAsync(Actor actor, WholeFile file, Action<FileProgress> progress, CancellationToken cancel)
    {
        var (attachments, behind, bytes) = (new List<Attachment>(), new List<byte[]>(), 0L);
        foreach (var (row, i) in file.Documents.Select((d, i) => (d, i)))
        {
            progress(new("Reading documents", i, file.Documents.Count));
            var isPdf = row.Document.MimeType == FileKinds.Pdf.MimeType;
            var isPicture = row.Document.MimeType.StartsWith("image/", StringComparison.Ordinal);
            if (!file.Choice.AppendsDocuments || (!isPdf && !isPicture) || bytes + row.Document.FileSize > MostAttached)
            {
                attachments.Add(new(row, null, null, null, !file.Choice.AppendsDocuments ? null : isPdf || isPicture ? "The export would become too large" : "This kind of file has no pages"));
                continue;
            }
            var whole = await WholeAsync(actor, row, cancel);
            if (isPdf && PdfMerge.PagesOf(whole) is not { })
            {
                attachments.Add(new(row, null, null, null, "The file cannot be opened: it is damaged or locked by a password"));
                continue;
            }
            bytes += whole.Length;
            if (isPdf) behind.Add(whole);
            var number = attachments.Count(a => a.Number is not null) + 1;
            attachments.Add(new(row, number, isPicture ? $"data:{row.Document.MimeType};base64,{Convert.ToBase64String(whole)}" : null, isPdf ? PdfMerge.PagesOf(whole) : null, null));
        }
        return (attachments, behind);
    }

    private async Task<byte[]> WholeAsync(Actor actor, DocumentInFile row, CancellationToken cancel)
    {
        var open = await content.OpenAsync(actor, row.Document.Id, null, shown: false, cancel);
        await using var stream = open.Content;
        using var whole = new MemoryStream((int)row.Document.FileSize);
        await stream.CopyToAsync(whole, cancel);
        return whole.ToArray();
    }

    private string Header(WholeFileView v) => Line($"<span>{Text(v.File.Client.FullName)} · {Text(words["File {0}", v.File.Client.FileNumber])}</span><span>{Text(v.Practice)}</span>");

    private string Footer(WholeFileView v) => Line(
        $"<span>{Text(words["Exported {0} by {1}", moments[v.File.ReadAt], v.By])}</span><span>{words["Page {0} of {1}", "<span class=\"pageNumber\"></span>", "<span class=\"totalPages\"></span>"]}</span>");

    private static string Line(string inside) =>
        $"<div style=\"width:100%;margin:0 0.7in;display:flex;justify-content:space-between;gap:1em;font:8px 'Inter','Noto Sans',Arial,sans-serif;color:#444\">{inside}</div>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
