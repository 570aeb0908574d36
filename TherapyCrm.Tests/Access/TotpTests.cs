using System.Text;
using NodaTime;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Tests.Access;

/// <summary>One-time codes are those of RFC 6238, cut to six digits, and base 32 is that of RFC 4648.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, Totp.Code(Secret, seconds / 30));

    [Fact]
    public void A_code_counts_one_step_early_and_late_and_no_more()
    {
        var now = Instant.FromUnixTimeSeconds(1111111109);
        var step = 1111111109 / 30;
        Assert.Equal([null, step - 1, step, step + 1, null], Enumerable.Range(-2, 5).Select(d => Totp.StepOf(Secret, Totp.Code(Secret, step + d), now)));
        Assert.Null(Totp.StepOf(Secret, "", now));
        Assert.Null(Totp.StepOf(Secret, "１２３４５６", now));
    }

    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_typed_in_base_32(string bytes, string text) => Assert.Equal(text, Totp.Text(Encoding.ASCII.GetBytes(bytes)));
}
