using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Api;

/// <summary>Documents and their files: <c>/api/documents</c>. Who may do what, each document itself decides.</summary>
public static class DocumentsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/documents").WithTags("documents");
        Listed(all.MapGet("", ListAsync).ForTheSignedIn().Described("listDocuments", "List documents", "The documents one may see; archived ones only with archived=true."))
            .Query<long>("clientId", "Of this client.").Query<DocumentScope>("scope", "Of all, of clients, or of the practice itself.");
        all.MapPost("", UploadAsync).WithMetadata(new RequirePermissionAttribute(Permission.EditDocuments) { Or = Permission.WriteClinical })
            .Described("uploadDocument", "Upload new document", "A form with a file: the parts that say something about it come before the part \"file\".")
            .WithMetadata(new AcceptedForm(typeof(DocumentUploadJson))).Produces<DocumentJson>(201).MayRefuse(404, 409, 422);
        all.MapGet("/{id:long}", OneAsync).ForTheSignedIn().Described("getDocument", "Get document details").Produces<DocumentJson>().MayRefuse(404);
        all.MapPut("/{id:long}", EditAsync).ForTheSignedIn().Described("editDocument", "Update document metadata", "What is left out stays as it is; what was before stays as a version.")
            .Produces<DocumentJson>().MayRefuse(403, 404, 409, 412, 422, 428);
        all.MapDelete("/{id:long}", ArchiveAsync).ForTheSignedIn().Described("archiveDocument", "Delete document", "Archives it; the file stays until the record's retention ends.")
            .Produces(204).MayRefuse(403, 404, 412);
        all.MapGet("/{id:long}/download", DownloadAsync).ForTheSignedIn().Described("downloadDocument", "Download document", "Takes Range; the ETag is the file's checksum.")
            .Query<int>("version", "An earlier version.").Produces(200, contentType: "application/octet-stream").Produces(206, contentType: "application/octet-stream").MayRefuse(404, 416, 422);
        Listed(api.MapGet("/clients/{id:long}/documents", OfClientAsync).WithTags("clients").ForTheSignedIn().Described("listClientDocuments", "Get client documents"))
            .MayRefuse(404);
    }

    private static RouteHandlerBuilder Listed(RouteHandlerBuilder door) => door
        .Query<string>("search", "Beginnings of words of the title, the file's name or a tag.").Query<long>("categoryId", "Filed under this category.")
        .Query<long>("learnerId", "About this learner.").Query<SecurityClassification>("securityClassification", "Kept so closely.")
        .Query<LocalDate>("expiresBy", "Holding no longer than to this day.").Query<bool>("archived", "true lists what was archived.")
        .Paged<DocumentSort>().Produces<PageJson<DocumentSummaryJson>>().MayRefuse(422);

    private static Task<IResult> ListAsync(HttpContext http, CurrentActor current, DocumentList documents, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        return PageAsync(http, query, current, documents, query.Id("clientId"), query.One<DocumentScope>("scope") ?? DocumentScope.All, cancel);
    }

    private static Task<IResult> OfClientAsync(HttpContext http, long id, CurrentActor current, DocumentList documents, CancellationToken cancel) =>
        PageAsync(http, new ApiQuery(http), current, documents, id, DocumentScope.All, cancel);

    private static async Task<IResult> PageAsync(
        HttpContext http, ApiQuery query, CurrentActor current, DocumentList documents, long? clientId, DocumentScope scope, CancellationToken cancel)
    {
        var (page, size) = query.Page();
        var (day, moment) = query.DayOrTime("expiresBy");
        if (moment is not null) query.Wrong("expiresBy", "Please write a date like 2026-11-23.");
        var request = new DocumentList.Request
        {
            ClientId = clientId, Scope = scope, Text = query.Text("search"), CategoryId = query.Id("categoryId"), LearnerId = query.Id("learnerId"),
            Classification = query.One<SecurityClassification>("securityClassification"), ExpiresBy = day, Archived = query.YesNo("archived") ?? false,
            Sort = query.One<DocumentSort>("sort") ?? DocumentSort.Newest, Page = page, PageSize = size,
        };
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var found = await documents.RunAsync(current.Actor, request, cancel);
        return Results.Json(new PageJson<DocumentSummaryJson>([.. found.Items.Select(DocumentSummaryJson.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> UploadAsync(HttpContext http, CurrentActor current, UploadDocument upload, CancellationToken cancel)
    {
        var form = await IncomingForm.BeginAsync(http, cancel);
        var file = await form.NextAsync(cancel);
        var parts = new DocumentParts(http, form, file?.Name);
        Outcome<Document> outcome = parts.Problems.Count > 0 ? Outcome<Document>.Failed(parts.Problems)
            : file is null ? Problem.Invalid("file", "Please choose a file.")
            : await upload.RunAsync(current.Actor, new() { ClientId = parts.ClientId, Details = parts.Details, FileName = file.Name, Content = file.Content }, cancel);
        if (await form.NextAsync(cancel) is not null && !outcome.Succeeded) await form.EndAsync(cancel);
        return http.Answer(outcome, document =>
        {
            http.Versioned(document.Version);
            return Results.Created($"/api/documents/{document.Id}", DocumentJson.Of(document, TypedText.Kept(parts.Details.Description)));
        });
    }

    private static async Task<IResult> OneAsync(HttpContext http, long id, CurrentActor current, OpenDocument open, CancellationToken cancel)
    {
        var found = await open.OneAsync(current.Actor, id, cancel);
        return http.Versioned(DocumentJson.Of(found.Document, found.Description), found.Document.Version);
    }

    private static async Task<IResult> EditAsync(
        HttpContext http, long id, Changes<DocumentEditJson> changes, CurrentActor current, OpenDocument open, EditDocument edit, CancellationToken cancel)
    {
        var now = await open.ForEditAsync(current.Actor, id, cancel);
        var body = changes.Over(http, DocumentEditJson.Of(now.Document, now.Description), DocumentJson.Of(now.Document, now.Description), now.Document.Version);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var seen = http.SeenVersion(body.Value!.Version);
        var outcome = await edit.RunAsync(current.Actor, new(id, seen, body.Value.ToDetails()), cancel);
        return http.AnswerEdit(seen, outcome, document => http.Versioned(DocumentJson.Of(document, TypedText.Kept(body.Value.Description)), document.Version));
    }

    private static async Task<IResult> ArchiveAsync(HttpContext http, long id, CurrentActor current, ArchiveDocument archive, CancellationToken cancel) =>
        http.Answer(await archive.RunAsync(current.Actor, new(id, http.SeenVersionIfSaid()), cancel), _ => Results.NoContent());

    private static async Task<IResult> DownloadAsync(HttpContext http, long id, CurrentActor current, DocumentContent content, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var version = query.Whole("version", 1, int.MaxValue);
        return query.Problems.Count > 0 ? http.Refuse(query.Problems) : http.Download(await content.OpenAsync(current.Actor, id, version, shown: false, cancel));
    }
}
