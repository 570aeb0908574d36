using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Keeping;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The files whose time is over, and what is left of those that were ended.</summary>
[RequirePermission(Permission.DestroyRecords)]
public sealed class RetentionPage(RetentionDates retention, Certificates certificates, CurrentActor current) : PageModel
{
    /// <summary>Most files on the page.</summary>
    public const int Most = 200;
    public IReadOnlyList<FileKept> Due { get; private set; } = [];
    public IReadOnlyList<CertificateRow> Ended { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        (Due, Ended) = (await retention.DueAsync(current.Actor, cancel), await certificates.RunAsync(current.Actor, cancel: cancel));

    /// <summary>Which rule decided, in words.</summary>
    public static string Why(FileKept file, Words words) => file.Kept.Until is null ? words["This kind of file is kept for ever."]
        : file.Kept.Reason switch
        {
            RetentionReason.Document => words["A document in it is kept longer"],
            RetentionReason.Majority => words["Age of majority and {0}", Term(file, words)],
            _ => words["Last contact and {0}", Term(file, words)],
        };

    private static string Term(FileKept file, Words words) => (file.Term.Unit, file.Term.Amount) switch
    {
        (Domain.Clients.RetentionUnit.Days, 1) => words["one day"],
        (Domain.Clients.RetentionUnit.Months, 1) => words["one month"],
        (_, 1) => words["one year"],
        (Domain.Clients.RetentionUnit.Days, _) => words["{0} days", file.Term.Amount],
        (Domain.Clients.RetentionUnit.Months, _) => words["{0} months", file.Term.Amount],
        _ => words["{0} years", file.Term.Amount],
    };
}
