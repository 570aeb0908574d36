using System.Linq.Expressions;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Finds clients by the beginnings of their names in any order, by file number, or by the digits of their phone.</summary>
public static class ClientSearch
{
    /// <summary>The clients that the text may mean; all when it is empty.</summary>
    public static IQueryable<Client> Matching(this IQueryable<Client> clients, string? text)
    {
        if (PhoneText.LooksLikeOne(text)) return clients.WithDigits(PhoneText.Key(text));
        return Folded.Words(text).Take(8).Aggregate(clients, (found, word) => found.Where(Beginning(word)));
    }

    /// <summary>The same, and the clients of the learners that were found.</summary>
    public static IQueryable<Client> Matching(this IQueryable<Client> clients, string? text, IReadOnlyDictionary<long, string> learners)
    {
        if (learners.Count == 0) return clients.Matching(text);
        var ids = learners.Keys.ToList();
        return clients.Where(Named(text).Or(c => ids.Contains(c.Id)));
    }

    // Learners are looked for by words alone, never by a phone number.
    private static Expression<Func<Client, bool>> Named(string? text) => Folded.Words(text).Take(8).Select(Beginning).Aggregate((a, b) => a.And(b));

    private static Expression<Func<Client, bool>> Beginning(string word)
    {
        var part = word.Length >= 3 && word.All(char.IsAsciiDigit) ? word : " " + word;
        return c => c.SearchText.Contains(part);
    }

    private static IQueryable<Client> WithDigits(this IQueryable<Client> clients, string digits)
    {
        var fileNumber = $" {digits.PadLeft(4, '0')} ";
        return digits.Length < 3
            ? clients.Where(c => c.SearchText.Contains(fileNumber))
            : clients.Where(c => c.SearchText.Contains(digits) || c.SearchText.Contains(fileNumber));
    }
}
