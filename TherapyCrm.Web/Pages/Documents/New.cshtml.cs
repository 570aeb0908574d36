using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>Adds files to a client's record, or to the practice's own papers.</summary>
[RequirePermission(Permission.EditDocuments, Or = Permission.WriteClinical)]
[ReadsItsFormItself]
public sealed class NewDocumentPage(UploadDocument upload, DocumentRules rules, ClientHead clientHead, People people, CurrentActor current, Words words) : PageModel, IDocumentFormPage
{
    /// <summary>About whom; null for the practice.</summary>
    [FromQuery(Name = "client")] public long? ClientId { get; set; }

    /// <inheritdoc/>
    public DocumentForm Form { get; private set; } = new();

    /// <summary>Whom the page is about.</summary>
    public ClientHeading? Head { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<DocumentCategory> Categories { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<Choice> Learners { get; private set; } = [];

    /// <summary>Names of the files that are stored although others were not.</summary>
    public IReadOnlyList<string> Stored { get; private set; } = [];

    /// <summary>Where the documents are listed.</summary>
    public string Next => ClientId is { } client ? $"/clients/{client}/documents" : "/documents";

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var incoming = await IncomingForm.BeginAsync(HttpContext, cancel);
        if (!await incoming.IsOursAsync(HttpContext)) return BadRequest();
        Form = DocumentForm.Of(incoming.Fields);
        var (stored, problems) = await StoreAsync(incoming, cancel);
        if (problems.Count == 0) return this.Done(Next, stored.Count == 1 ? words["{0} was added.", stored[0]] : words["{0} documents were added.", stored.Count]);
        Stored = stored;
        await LoadAsync(cancel);
        return this.ShowForm("_UploadForm", problems);
    }

    private async Task<(List<string> Stored, List<Problem> Problems)> StoreAsync(IncomingForm incoming, CancellationToken cancel)
    {
        var (stored, problems, count) = (new List<string>(), new List<Problem>(Form.Unreadable()), 0);
        while (await incoming.NextAsync(cancel) is { } file)
        {
            count++;
            if (problems.Exists(p => p.Field != "file")) continue; // what is wrong with the form is wrong for every file
            var details = Form.ToDetails() with { Title = count == 1 ? Form.Title : null };
            var outcome = await upload.RunAsync(Press(incoming, count), new() { ClientId = ClientId, Details = details, FileName = file.Name, Content = file.Content }, cancel);
            if (outcome.Succeeded) stored.Add(outcome.Value.Title);
            else problems.AddRange(outcome.Problems.Select(p => p.Field == "file" ? Named(p, file.Name) : p));
        }
        if (incoming.Refused > 0) problems.Add(Problem.Invalid("file", "Please add at most {0} files at once; {1} were not stored.", IncomingForm.MostFiles, incoming.Refused));
        if (count == 0 && problems.Count == 0) problems.Add(Problem.Invalid("file", "Please choose a file."));
        return (stored, problems);
    }

    private Problem Named(Problem problem, string file) => new(problem.Field, "{0}: {1}", file, words[problem.Message, problem.Args]) { Kind = problem.Kind };

    // Each file of the press is a press of its own.
    private Actor Press(IncomingForm incoming, int file) => current.Actor with
    {
        CommandId = incoming.Fields.GetValueOrDefault("__command") is { Length: > 0 and <= 200 } command
            ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{command} {file}")).AsSpan(0, 16)) : null,
    };

    private async Task LoadAsync(CancellationToken cancel)
    {
        if (!await rules.MayAddAsync(current.Actor, ClientId, cancel) && ClientId is null) throw new ForbiddenException();
        if (ClientId is { } client)
        {
            Head = await clientHead.RunAsync(current.Actor, client, cancel: cancel);
            if (!await rules.MayAddAsync(current.Actor, client, cancel)) throw new ForbiddenException();
            Learners = await people.LearnersAsync(current.Actor, client, cancel);
        }
        Categories = await rules.CategoriesAsync(current.Actor, ClientId, null, cancel);
    }
}
