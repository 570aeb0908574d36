using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>A form over one stored row, which remembers the version its reader saw.</summary>
public interface IEditForm
{
    /// <summary>The version that was read; null for a new row.</summary>
    int? Version { get; set; }

    /// <summary>What was typed but cannot be read, such as a date.</summary>
    IEnumerable<Problem> Unreadable() => [];
}

/// <summary>A page that adds or changes one row: shows problems at their fields, both sides of a stale edit, and the bookings in the way.</summary>
public abstract class EditPage<TForm>(CurrentActor current) : PageModel, IEditPage where TForm : class, IEditForm, new()
{
    /// <summary>What is typed.</summary>
    [BindProperty] public TForm Form { get; set; } = new();

    /// <summary>Who acts.</summary>
    protected Actor Actor => current.Actor;

    /// <summary>Fields in which what is stored by now differs from what was typed.</summary>
    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    /// <summary>What must be confirmed before it is saved.</summary>
    public BookingsInTheWay? InTheWay { get; private set; }

    /// <inheritdoc/>
    public string[] FieldOrder { get; } = [.. typeof(TForm).GetProperties().Select(p => $"Form.{p.Name}")];

    /// <summary>The row as it is stored; null when the page adds a new one.</summary>
    protected abstract Task<TForm?> StoredAsync(CancellationToken cancel);

    /// <summary>Does it, and answers the problems and where to go.</summary>
    protected abstract Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel);

    /// <summary>Loads what the form offers to choose from.</summary>
    protected virtual Task LoadAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Form = await StoredAsync(cancel) ?? Form;
        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Problem[] unreadable = ModelState.IsValid ? [.. Form.Unreadable()] : [];
        if (!ModelState.IsValid || unreadable.Length > 0) return await AgainAsync(unreadable, cancel);
        var (problems, next, notice) = await SaveAsync(cancel);
        return problems.Count == 0 ? this.Done(next, notice) : await AgainAsync(problems, cancel);
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        InTheWay = problems.Select(p => p.Detail).OfType<BookingsInTheWay>().FirstOrDefault();
        if (problems.Any(p => p.Kind == ProblemKind.Stale) && await StoredAsync(cancel) is { } stored)
        {
            Differences = Difference.Between(stored, Form, HttpContext.RequestServices.GetRequiredService<Words>());
            Form.Version = stored.Version;
            ModelState.Remove("Form.Version");
        }
        await LoadAsync(cancel);
        return this.ShowForm("", problems);
    }
}

/// <summary>What the shared parts of an editing page show.</summary>
public interface IEditPage
{
    IReadOnlyList<Difference> Differences { get; }
    BookingsInTheWay? InTheWay { get; }

    /// <summary>Names of the fields in the order of the form.</summary>
    string[] FieldOrder { get; }
}
