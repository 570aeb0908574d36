using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Tests.Clients;

public sealed class TypedTests
{
    [Theory]
    [InlineData("6045550123", "604-555-0123")]
    [InlineData("+1 (604) 555.0123", "604-555-0123")]
    [InlineData("604-555-0123 ext 4", "604-555-0123 ext 4")]
    [InlineData("+44 20 7946 0000", "+44 20 7946 0000")]
    [InlineData(" 555-0123 ", "555-0123")]
    [InlineData(null, "")]
    public void A_phone_number_shows_in_the_usual_groups(string? typed, string shown) => Assert.Equal(shown, PhoneText.Display(typed));

    [Theory]
    [InlineData(2004, 2, 29, 2023, 2, 28, 18)]
    [InlineData(2004, 2, 29, 2023, 3, 1, 19)]
    [InlineData(2004, 2, 29, 2024, 2, 28, 19)]
    [InlineData(2004, 2, 29, 2024, 2, 29, 20)]
    [InlineData(2010, 11, 23, 2026, 11, 22, 15)]
    [InlineData(2010, 11, 23, 2026, 11, 23, 16)]
    [InlineData(2026, 11, 23, 2026, 11, 23, 0)]
    public void Ages_go_by_the_calendar(int y, int m, int d, int ty, int tm, int td, int age) =>
        Assert.Equal(age, Ages.On(new LocalDate(y, m, d), new LocalDate(ty, tm, td)));
}
