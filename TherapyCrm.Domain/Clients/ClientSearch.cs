using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>Finds clients by the beginnings of their names in any order, by file number, or by the digits of their phone.</summary>
public static class ClientSearch
{
    /// <summary>The clients that the text may mean; all when it is empty.</summary>
    public static IQueryable<Client> Matching(this IQueryable<Client> clients, string? text)
    {
        if (PhoneText.LooksLikeOne(text)) return clients.WithDigits(PhoneText.Key(text));
        foreach (var word in Folded.Words(text).Take(8))
        {
            var beginning = " " + word;
            clients = word.Length >= 3 && word.All(char.IsAsciiDigit)
                ? clients.Where(c => c.SearchText.Contains(word))
                : clients.Where(c => c.SearchText.Contains(beginning));
        }
        return clients;
    }

    private static IQueryable<Client> WithDigits(this IQueryable<Client> clients, string digits)
    {
        var fileNumber = $" {digits.PadLeft(4, '0')} ";
        return digits.Length < 3
            ? clients.Where(c => c.SearchText.Contains(fileNumber))
            : clients.Where(c => c.SearchText.Contains(digits) || c.SearchText.Contains(fileNumber));
    }
}
