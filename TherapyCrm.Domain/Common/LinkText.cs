namespace TherapyCrm.Domain.Common;

/// <summary>Addresses of pages that people type and others follow: https only.</summary>
public static class LinkText
{
    /// <summary>What is wrong with an address at a field.</summary>
    public static IEnumerable<Problem> Check(string field, string? link)
    {
        var problems = TypedText.Check(field, link, 500).ToList();
        if (problems.Count == 0 && !string.IsNullOrWhiteSpace(link) && !(Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0))
            problems.Add(Problem.Invalid(field, "Please write an address that begins with https://."));
        return problems;
    }
}
