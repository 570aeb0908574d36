using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Keeps the name of one participant of a group out of the file of another.</summary>
public sealed class GroupNames(CrmDbContext db) : IOperation
{
    private static readonly char[] Edges = ['*', '_', '#', '(', ')', '[', ']', '"', '“', '”', '«', '»', '-', '–', '—', '/', '>'];

    /// <summary>Names of others in the note of one participant, at its fields.</summary>
    public async Task<IReadOnlyList<Problem>> ProblemsAsync(SessionNote note, NoteBody body, CancellationToken cancel = default)
    {
        if (note.AppointmentId is not { } visit) return [];
        var others = NamesBut(await db.NamedAsync(visit, cancel), note.ClientId, note.LearnerId);
        return [.. body.Sections.SelectMany((s, i) => Found(s.Text, others, $"Sections[{i}].Text")), .. Found(body.Reason, others, "Reason"),
            .. (body.Progress ?? []).SelectMany((p, i) => Found(p.Remark, others, $"Progress[{i}].Remark"))];
    }

    /// <summary>The names of everybody but one; a name that this one bears too is nobody else's.</summary>
    internal static HashSet<string> NamesBut(IReadOnlyList<GroupMember> members, long clientId, long? learnerId)
    {
        var own = members.Where(m => m.ClientId == clientId && m.LearnerId == learnerId).SelectMany(m => m.Names).SelectMany(Folded.Words).ToHashSet();
        return [.. members.SelectMany(m => m.Names).SelectMany(Folded.Words).Where(w => w.Length > 1 && !own.Contains(w))];
    }

    /// <summary>The names of everybody.</summary>
    internal static HashSet<string> NamesOf(IReadOnlyList<GroupMember> members) => NamesBut(members, 0, null);

    /// <summary>A problem for the first word of a text that is surely a name: written with a capital, or in a script without them.</summary>
    internal static IEnumerable<Problem> Found(string? text, HashSet<string> names, string field)
    {
        if (Words(text).FirstOrDefault(w => !char.IsLower(w[0]) && IsOne(w, names)) is { } word)
            yield return Problem.Invalid(field, "“{0}” is the name of another participant. Please write it without the name: no file may name somebody else of the group.", word);
    }

    /// <summary>The first word that reads like a name but is written small, as “will” and “may” are when they are none.</summary>
    internal static string? Doubtful(string? text, HashSet<string> names) => Words(text).FirstOrDefault(w => char.IsLower(w[0]) && IsOne(w, names));

    private static IEnumerable<string> Words(string? text) =>
        (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => w.Split(Edges, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsOne(string word, HashSet<string> names) => Folded.Words(word).Concat(Folded.Words(WithoutGenitive(word))).Any(names.Contains);

    private static string WithoutGenitive(string word) => word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || word.EndsWith("’s", StringComparison.OrdinalIgnoreCase) ? word[..^2] : word;
}
