using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Audit;

/// <summary>For the privacy officer: what stands out in a month's log, and a random sample of it.</summary>
[RequirePermission(Permission.ViewAudit)]
public sealed class ReviewPage(AuditSample auditSample, AuditOutliers auditOutliers, ReviewAuditLine review, PracticeDay day, CurrentActor current, Words words) : PageModel
{
    private const int MonthsBack = 12;
    private static readonly YearMonthPattern Pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Such as 2026-10; the month before this one when nothing is said.</summary>
    [BindProperty(SupportsGet = true)] public string? Month { get; set; }

    /// <summary>The ended months that can be looked at, newest first.</summary>
    public IReadOnlyList<(string Value, string Name)> Months { get; private set; } = [];
    public IReadOnlyList<Outlier> Outliers { get; private set; } = [];
    public IReadOnlyList<SampledLine> Sample { get; private set; } = [];

    /// <summary>The line whose note was not taken, and what was typed.</summary>
    public long? FailedId { get; private set; }
    public string? FailedNote { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(long id, string? note, CancellationToken cancel)
    {
        var outcome = await review.RunAsync(current.Actor, id, note, cancel);
        if (outcome.Succeeded)
        {
            this.NoticeNext(words["Saved."]);
            return this.GoTo($"/audit/review?month={Uri.EscapeDataString(Month ?? "")}#line-{id}");
        }
        (FailedId, FailedNote) = (id, note);
        await LoadAsync(cancel);
        return this.ShowForm("Review", outcome.Problems, prefix: "");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var ended = (await day.OfAsync(current.Actor.Now, cancel)).ToYearMonth().PlusMonths(-1);
        var month = Pattern.Parse(Month ?? "") is { Success: true } said && said.Value.CompareTo(ended) <= 0 ? said.Value : ended;
        Month = Pattern.Format(month);
        Months = [.. Enumerable.Range(0, MonthsBack).Select(back => ended.PlusMonths(-back)).Select(m => (Pattern.Format(m), m.OnDayOfMonth(1).ToString("MMMM uuuu", CultureInfo.CurrentCulture)))];
        var first = month.OnDayOfMonth(1);
        Outliers = await auditOutliers.RunAsync(current.Actor, first, first.PlusMonths(1).PlusDays(-1), cancel);
        Sample = await auditSample.RunAsync(current.Actor, month, cancel);
    }
}
