using TherapyCrm.Domain.Access;

namespace TherapyCrm.Tests.Access;

/// <summary>Passwords are long and their own; nobody is asked for a digit and a sign.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("walrus-tepid-orbit-41")]
    [InlineData("l'été où tout changea")]
    [InlineData("пароль для работы утром")]
    [InlineData("kV9#xq2LmT7w")]
    [InlineData("今日は良い天気ですから散歩する")]
    public void A_password_of_ones_own_is_accepted(string password) => Assert.Empty(Check(password));

    [Theory]
    [InlineData("")]
    [InlineData("short words")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("Welcome2026!!")]
    [InlineData("Summer2026!!!")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("qwertyuiop1234")]
    [InlineData("123456789012")]
    [InlineData("Rosa.Delgado.2026")]
    [InlineData("harbourtherapy1")]
    [InlineData("iloveyou-iloveyou")]
    public void An_easy_password_is_refused(string password) => Assert.NotEmpty(Check(password));

    [Fact]
    public void It_may_have_128_characters_and_no_more()
    {
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"{(char)('a' + (i * 7 % 26))}{(char)('a' + (i * 11 % 26))}x{i}"));
        Assert.Empty(Check(words[..128]));
        Assert.NotEmpty(Check(words[..129]));
    }

    private static IEnumerable<object> Check(string password) => PasswordRules.Check("password", password, "Rosa", "Delgado", "rosa.delgado@example.test", "Harbour Therapy");
}
