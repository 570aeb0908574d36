namespace TherapyCrm.Domain.Common;

/// <summary>Phone numbers as people write them: kept as typed, compared by their digits, shown in the usual groups.</summary>
public static class PhoneText
{
    /// <summary>The digits that tell one line from another; the 1 before a North American number is left out.</summary>
    public static string Key(string? phone)
    {
        var digits = Folded.Digits(phone);
        return digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
    }

    /// <summary>A ten-digit number as 604-555-0123; anything else as it was typed.</summary>
    public static string Display(string? phone)
    {
        var typed = phone?.Trim() ?? "";
        var key = Key(typed);
        return key.Length == 10 && typed.All(c => char.IsAsciiDigit(c) || " ()-./+".Contains(c, StringComparison.Ordinal))
            ? $"{key[..3]}-{key[3..6]}-{key[6..]}"
            : typed;
    }

    /// <summary>True for what somebody typed to find a phone number: digits and the marks between them only.</summary>
    public static bool LooksLikeOne(string? text) =>
        !string.IsNullOrWhiteSpace(text) && text.All(c => char.IsAsciiDigit(c) || " ()-./+".Contains(c, StringComparison.Ordinal)) && text.Any(char.IsAsciiDigit);

    /// <summary>What is wrong with a number at a field: missing, too long, or without enough digits to dial.</summary>
    public static IEnumerable<Problem> Check(string field, string? phone, bool required = false)
    {
        var problems = TypedText.Check(field, phone, 60, required).ToList();
        if (problems.Count == 0 && !string.IsNullOrWhiteSpace(phone) && Folded.Digits(phone).Length < 5)
            problems.Add(Problem.Invalid(field, "Please write a phone number with its digits."));
        return problems;
    }
}
