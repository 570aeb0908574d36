using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>What a password must be: 12 to 128 characters that do not fall apart into common words, one's own names, runs and repeats (access.md §3).</summary>
public sealed class PasswordRules : IPasswordValidator<StaffMember>
{
    public const int Shortest = 12, Longest = 128;

    /// <summary>Characters that must be left when everything easy is taken out.</summary>
    private const int LeastOwn = 6;

    // Written for this product: what people put into passwords of an office like this one, in its two languages.
    private static readonly string[] Easy =
    [
        "password", "passwort", "motdepasse", "passe", "pass", "word", "secret", "login", "admin", "administrator", "root", "user", "guest", "test", "demo", "temp", "change", "changeme",
        "default", "welcome", "bienvenue", "bonjour", "hello", "letmein", "open", "sesame", "master", "access", "enter", "please", "computer", "internet", "windows", "microsoft", "google",
        "therapy", "therapist", "therapie", "clinic", "clinique", "practice", "office", "bureau", "reception", "health", "sante", "doctor", "patient", "client", "calm", "mind", "care",
        "spring", "summer", "autumn", "winter", "printemps", "ete", "automne", "hiver", "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "canada", "vancouver", "toronto", "montreal", "calgary", "quebec",
        "love", "iloveyou", "amour", "angel", "baby", "princess", "sunshine", "soleil", "flower", "dragon", "monkey", "tiger", "football", "hockey", "soccer", "baseball", "superman",
        "batman", "starwars", "shadow", "michael", "charlie", "jordan", "freedom", "whatever", "trustno", "chocolate", "cheese", "coffee", "pepper", "ginger", "buster", "happy", "lucky",
        "qwerty", "qwertz", "azerty", "qwertyuiop", "asdf", "asdfgh", "asdfghjkl", "zxcv", "zxcvbn", "zxcvbnm", "qaz", "wsx", "edc", "poiuy", "lkjh", "mnbv", "abc",
    ];

    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>What is wrong with a password.</summary>
    /// <param name="own">The person's names and address, the practice's name: words that others know.</param>
    public static IEnumerable<Problem> Check(string field, string? password, params string?[] own)
    {
        if (string.IsNullOrEmpty(password)) yield return Problem.Invalid(field, "Please fill this in.");
        else if (password.Length < Shortest) yield return Problem.Invalid(field, "Please use at least {0} characters. A few words that do not belong together are easy to keep in mind.", Shortest);
        else if (password.Length > Longest) yield return Problem.Invalid(field, "Please use at most {0} characters.", Longest);
        else if (Left(password, own).Length < LeastOwn)
            yield return Problem.Invalid(field, "This is too easy to guess: it is made of common words, known names, runs or repeats. Add words of your own.");
    }

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<StaffMember> manager, StaffMember user, string? password)
    {
        var problems = Check("password", password, user.FirstName, user.LastName, user.Email).ToList();
        return Task.FromResult(problems.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. problems.Select(p => new IdentityError { Code = "Password", Description = p.ToString() })]));
    }

    private static string Left(string password, string?[] own)
    {
        var left = Plain(password);
        var words = own.SelectMany(o => Folded.Words(o?.Split('@')[0].Replace('.', ' '))).Where(w => w.Length >= 3).Concat(Easy);
        foreach (var word in words.OrderByDescending(w => w.Length)) left = Without(left, word);
        return WithoutRuns(left);
    }

    // A short word only counts where it stands alone; inside others it is chance.
    private static string Without(string text, string word) => word.Length >= 5
        ? text.Replace(word, " ", StringComparison.Ordinal)
        : Regex.Replace(text, $@"(?<!\p{{L}}){Regex.Escape(word)}(?!\p{{L}})", " ", RegexOptions.CultureInvariant);

    private static string Plain(string password)
    {
        var plain = new StringBuilder(password.Length);
        foreach (var c in Folded.Text(password.Replace('@', 'a').Replace('$', 's').Replace('!', 'i').Replace('€', 'e')))
            plain.Append(c switch { '0' => 'o', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', _ => c });
        return Digits(password) > password.Length / 2 ? Folded.Text(password) : plain.ToString();
    }

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);

    private static string WithoutRuns(string text)
    {
        var kept = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            if (text[i] != ' ' && !(i > 0 && (text[i] == text[i - 1] || Follows(text[i - 1], text[i]))) && !Repeats(text, i)) kept.Append(text[i]);
        return kept.ToString();
    }

    private static bool Follows(char a, char b) => Runs.Any(run => run.Contains($"{a}{b}", StringComparison.Ordinal) || run.Contains($"{b}{a}", StringComparison.Ordinal));

    // The same two characters or more stood before already: abxyabxy is as good as abxy.
    private static bool Repeats(string text, int i) =>
        i + 1 < text.Length && text[..i].Contains(text.Substring(i, 2), StringComparison.Ordinal)
        || i > 1 && text[..(i - 1)].Contains(text.Substring(i - 1, 2), StringComparison.Ordinal);
}
