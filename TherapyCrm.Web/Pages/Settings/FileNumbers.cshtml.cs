using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>How new files are numbered, with the number the next one would get.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class FileNumbersPage(EditFileNumberRule edit, CurrentActor current, Words words) : EditPage<FileNumbersPage.FileNumberForm>(current)
{
    /// <summary>What is typed.</summary>
    public sealed class FileNumberForm : IEditForm
    {
        public int? Version { get; set; }
        [DisplayName("Format")] public FileNumberFormat Format { get; set; }
        [DisplayName("Before the number")] public string? Prefix { get; set; }
        [DisplayName("After the number")] public string? Suffix { get; set; }

        /// <summary>What the operation takes.</summary>
        public EditFileNumberRule.Request ToRequest() => new(Version, Format, Prefix, Suffix);
    }

    /// <summary>The number the next file would get; null where it is typed.</summary>
    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetPreviewAsync([FromQuery(Name = "Form")] FileNumberForm typed, CancellationToken cancel)
    {
        Form = typed;
        await LoadAsync(cancel);
        return this.PageOr("_FileNumberPreview");
    }

    protected override async Task<FileNumberForm?> StoredAsync(CancellationToken cancel)
    {
        var rule = await edit.StoredAsync(Actor, cancel);
        return new() { Version = rule.Version, Format = rule.Format, Prefix = rule.Prefix, Suffix = rule.Suffix };
    }

    protected override async Task LoadAsync(CancellationToken cancel) => Next = await edit.PreviewAsync(Actor, Form.ToRequest(), cancel);

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel) =>
        ((await edit.RunAsync(Actor, Form.ToRequest(), cancel)).Problems, "/settings", words["Saved."]);
}
