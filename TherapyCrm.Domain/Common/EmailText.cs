namespace TherapyCrm.Domain.Common;

/// <summary>E-mail addresses: only checked for what makes them undeliverable for certain.</summary>
public static class EmailText
{
    /// <summary>What is wrong with an address at a field.</summary>
    public static IEnumerable<Problem> Check(string field, string? email, bool required = false)
    {
        var problems = TypedText.Check(field, email, 200, required).ToList();
        if (problems.Count == 0 && !string.IsNullOrWhiteSpace(email) && !LooksLikeOne(email.Trim()))
            problems.Add(Problem.Invalid(field, "Please write an e-mail address like name@example.org."));
        return problems;
    }

    private static bool LooksLikeOne(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(char.IsWhiteSpace)
            && email[at + 1] != '.' && email[^1] != '.';
    }
}
