using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace TherapyCrm.Tests.Exports;

/// <summary>Asks for exports by plain forms, waits for them, and reads back what was printed.</summary>
internal static class ExportWorld
{
    /// <summary>A client with a note, an amended one, a redacted one, a draft, a private note, a PDF of two pages, a picture and a table.</summary>
    public static async Task<NoteWorld> FullAsync(CrmApp? app = null)
    {
        var world = await NoteWorld.StartAsync(app);
        await world.App.Given.UserPermissionAsync(world.Therapist.Id, Permission.RedactClinical, granted: true);
        await world.VisitAsync();
        await world.SignedAsync("canary-apricot text", new DateOnly(2026, 10, 5));
        var amended = await world.SignedAsync("canary-bilberry old words");
        await world.AmendedAsync(amended.Id, "canary-cloudberry new words");
        var redacted = await world.SignedAsync("canary-durian text", new DateOnly(2026, 10, 7));
        Assert.True((await world.AsAsync((Domain.Clinical.RedactNote o, Actor a) => o.RunAsync(a, new(redacted.Id, "Written into the wrong file", new(Given.Password))))).Succeeded);
        var draft = await world.BegunAsync();
        var inHand = (await world.InHandAsync(draft.Id)).Drafts[0];
        await world.AsAsync((Domain.Clinical.SaveNoteDraft o, Actor a) => o.RunAsync(a, new(draft.Id, inHand.Id, inHand.Version, NoteWorld.Text("canary-elderberry draft"))));
        Assert.True((await world.AsAsync((Domain.Clinical.SaveProcessNote o, Actor a) => o.RunAsync(a, new(world.Client.Id, null, null, "canary-fig private")))).Succeeded);
        await UploadAsync(world, Pdf("canary-grape page one", "canary-grape page two"), "letter.pdf");
        await UploadAsync(world, Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="), "drawing.png");
        await UploadAsync(world, "a;b\n1;2"u8.ToArray(), "scores.csv");
        return world;
    }

    public static async Task<Domain.Documents.Document> UploadAsync(NoteWorld world, byte[] content, string name)
    {
        var category = await world.App.DbAsync(db => db.DocumentCategories.Where(c => c.IsClinical).Select(c => c.Id).FirstAsync());
        var outcome = await world.AsAsync((UploadDocument o, Actor a) => o.RunAsync(a, new() { ClientId = world.Client.Id, Details = new() { CategoryId = category }, FileName = name, Content = new MemoryStream(content) }));
        Assert.True(outcome.Succeeded, string.Join(", ", outcome.Problems));
        return outcome.Value;
    }

    /// <summary>A PDF with a line on each page.</summary>
    public static byte[] Pdf(params string[] pages)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages) builder.AddPage(PageSize.Letter).AddText(text, 12, new PdfPoint(50, 700), font);
        return builder.Build();
    }

    /// <summary>The form as it is offered, with these parts ticked and no others.</summary>
    public static async Task<HttpResponseMessage> AskAsync(this CrmClient reader, long client, string[] parts, string? reason = "Asked for by the client", bool history = false, bool append = true, string? from = null, string? until = null)
    {
        var url = $"/clients/{client}/export";
        var form = (await reader.PageAsync(url)).QuerySelectorAll<IHtmlFormElement>("form.card").Single();
        foreach (var box in form.QuerySelectorAll<IHtmlInputElement>("input[name='Form.Parts']")) box.IsChecked = parts.Contains(box.Value);
        form.QuerySelector<IHtmlInputElement>("input[type=checkbox][name='Form.WithHistory']")!.IsChecked = history;
        form.QuerySelector<IHtmlInputElement>("input[type=checkbox][name='Form.AppendsDocuments']")!.IsChecked = append;
        return await reader.PostAsync(form, url, new Dictionary<string, string> { ["Form.Reason"] = reason ?? "", ["Form.From"] = from ?? "", ["Form.Until"] = until ?? "" });
    }

    /// <summary>Where the export is, once it is ready.</summary>
    public static async Task<string> ReadyAsync(this CrmClient reader, HttpResponseMessage asked)
    {
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var address = asked.Headers.Location!.ToString();
        for (var i = 0; i < 240; i++)
        {
            var page = await reader.PageAsync(address);
            if (page.QuerySelector("a[href$='handler=File']") is not null) return address;
            Assert.DoesNotContain("failed", page.QuerySelector("#export-title")!.TextContent, StringComparison.Ordinal);
            await Task.Delay(250);
        }
        throw new TimeoutException("The export was not ready within a minute.");
    }

    public static async Task<byte[]> DownloadAsync(this CrmClient reader, string address)
    {
        var answer = await reader.GetAsync($"{address}?handler=File");
        Assert.Equal((HttpStatusCode.OK, "application/pdf", "attachment"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The letters of all pages, without the blanks and breaks that a layout puts between them.</summary>
    public static (string Text, int Pages) Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return (string.Concat(document.GetPages().SelectMany(p => ContentOrderTextExtractor.GetText(p).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Normalize(NormalizationForm.FormKC), document.NumberOfPages);
    }
}
