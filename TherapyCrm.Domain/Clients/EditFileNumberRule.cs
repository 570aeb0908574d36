using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Changes how the practice numbers new files; files that have a number keep it.</summary>
public sealed class EditFileNumberRule(CrmDbContext db, FileNumbers fileNumbers, PracticeDay practiceDay) : IOperation
{
    private static readonly ClientDetails Example = new() { FirstName = "Maria", MiddleName = "Elena", LastName = "Santos", Phone = "" };

    /// <summary>What the format should be, and the version the editor had seen.</summary>
    public sealed record Request(int? Version, FileNumberFormat Format, string? Prefix, string? Suffix)
    {
        internal Problem[] Check() =>
            Format != FileNumberFormat.Counted ? [] : [.. TypedText.Check("prefix", Prefix, 12), .. TypedText.Check("suffix", Suffix, 12)];

        internal void WriteTo(FileNumberRule rule)
        {
            (rule.Format, rule.Prefix, rule.Suffix) = (Format, null, null);
            if (Format == FileNumberFormat.Counted) (rule.Prefix, rule.Suffix) = (TypedText.Kept(Prefix), TypedText.Kept(Suffix));
        }
    }

    /// <returns>The format; or what is wrong.</returns>
    public async Task<Outcome<FileNumberRule>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Check() is { Length: > 0 } problems) return problems;
        if (await db.FileNumberRules.OrderBy(r => r.Id).FirstOrDefaultAsync(cancel) is { } rule)
        {
            if (rule.StaleSince(request.Version) is { } stale) return stale;
            request.WriteTo(rule);
            return await db.SaveEditAsync(actor, "file_number_rule.edited", rule, null, [], null, cancel);
        }
        rule = new FileNumberRule();
        request.WriteTo(rule);
        db.Add(rule);
        db.Audit(actor, "file_number_rule.added", rule);
        return await db.SaveAsync(rule, cancel: cancel);
    }

    /// <summary>The format as it is stored, or as every practice begins (version 0).</summary>
    public async Task<FileNumberRule> StoredAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        return await fileNumbers.RuleAsync(cancel);
    }

    /// <summary>The number a file would get by a format that is not saved yet: the next one, or that of an example; null where numbers are typed or the format is wrong.</summary>
    public async Task<string?> PreviewAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Check().Length > 0) return null;
        var rule = new FileNumberRule();
        request.WriteTo(rule);
        return await fileNumbers.NextAsync(rule, Example, await practiceDay.OfAsync(actor.Now, cancel), cancel);
    }
}
