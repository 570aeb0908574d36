using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Keeping;

namespace TherapyCrm.Tests.Keeping;

/// <summary>How long a file is kept (domain.md §4).</summary>
public sealed class RetentionTests
{
    private static readonly Gen<LocalDate> Days = Gen.Int[0, 40_000].Select(n => new LocalDate(1930, 1, 1).PlusDays(n));
    private static readonly Gen<RetentionTerm> Terms = Gen.Select(Gen.Int[1, 40], Gen.Enum<RetentionUnit>()).Select(t => new RetentionTerm(t.Item1, t.Item2));
    private static readonly Gen<int> Majorities = Gen.Int[18, 19];

    [Theory]
    [InlineData("2008-02-29", 18, "2026-03-01")]
    [InlineData("2008-02-29", 19, "2027-03-01")]
    [InlineData("2004-02-29", 20, "2024-02-29")]
    [InlineData("2008-02-28", 18, "2026-02-28")]
    [InlineData("2008-03-01", 18, "2026-03-01")]
    [InlineData("2007-12-31", 19, "2026-12-31")]
    public void The_birthday_of_majority_is_that_of_the_calendar(string born, int majority, string ofAge) =>
        Assert.Equal(Day(ofAge), new Retention(new(1, RetentionUnit.Years), majority).OfAge(Day(born)));

    [Theory]
    [InlineData("2026-01-31", 1, RetentionUnit.Months, "2026-02-28")]
    [InlineData("2024-02-29", 7, RetentionUnit.Years, "2031-02-28")]
    [InlineData("2024-02-28", 366, RetentionUnit.Days, "2025-02-28")]
    public void A_term_is_added_by_the_calendar(string last, int amount, RetentionUnit unit, string until) =>
        Assert.Equal(new Kept(Day(until), RetentionReason.LastContact), new Retention(new(amount, unit), 19).Of(Day(last), []));

    [Theory]
    [InlineData("2012-06-01", 18, "2040-06-01", RetentionReason.Majority)]
    [InlineData("2012-06-01", 19, "2041-06-01", RetentionReason.Majority)]
    [InlineData("2001-06-01", 18, "2030-05-04", RetentionReason.LastContact)]
    public void The_later_of_the_two_counts(string born, int majority, string until, RetentionReason why) =>
        Assert.Equal(new Kept(Day(until), why), new Retention(new(10, RetentionUnit.Years), majority).Of(Day("2020-05-04"), [Day(born)]));

    [Fact]
    public void A_document_lengthens_and_never_shortens() => Gen.Select(Days, Days, Terms).Sample((last, document, term) =>
    {
        var kept = new Retention(term, 19).Of(last, []);
        Assert.Equal(LocalDate.Max(kept.Until!.Value, document), kept.AtLeast(document).Until);
        Assert.Equal(kept, kept.AtLeast(null));
        Assert.Null(new Retention(new(0, RetentionUnit.Years), 19).Of(last, []).AtLeast(document).Until);
    });

    [Fact]
    public void For_ever_is_for_ever() => Gen.Select(Days, Days, Majorities).Sample((last, born, majority) =>
        Assert.Null(new Retention(new(0, RetentionUnit.Years), majority).Of(last, [born]).Until));

    [Fact]
    public void Nobody_is_of_age_before_their_birthday_and_everybody_the_day_after_it() => Gen.Select(Days, Majorities).Sample((born, majority) =>
    {
        var ofAge = new Retention(new(1, RetentionUnit.Years), majority).OfAge(born);
        Assert.Equal(majority, Period.Between(born, ofAge, PeriodUnits.Years).Years);
        Assert.True(ofAge.PlusDays(-2).CompareTo(born.PlusYears(majority)) < 0);
        Assert.InRange(Period.DaysBetween(born.PlusYears(majority), ofAge), 0, 1);
    });

    [Fact]
    public void A_file_is_never_kept_shorter_than_either_term_and_exactly_as_long_as_the_later() => Gen.Select(Days, Days.List[0, 4], Terms, Majorities).Sample((last, born, term, majority) =>
    {
        var rule = new Retention(term, majority);
        var kept = rule.Of(last, born);
        var ends = born.Select(b => term.After(rule.OfAge(b))!.Value).Append(term.After(last)!.Value).ToList();
        Assert.Equal(ends.Max(), kept.Until);
        Assert.False(kept.IsOver(kept.Until!.Value));
        Assert.True(kept.IsOver(kept.Until.Value.PlusDays(1)));
    });

    [Fact]
    public void A_later_contact_or_a_younger_learner_never_shortens_it() => Gen.Select(Days, Days, Gen.Int[0, 5000], Terms).Sample((last, born, later, term) =>
    {
        var rule = new Retention(term, 19);
        var kept = rule.Of(last, [born]).Until;
        Assert.True(rule.Of(last.PlusDays(later), [born]).Until >= kept);
        Assert.True(rule.Of(last, [born.PlusDays(later)]).Until >= kept);
        Assert.True(rule.Of(last, [born, born.PlusDays(later)]).Until >= kept);
        Assert.True(new Retention(term, 18).Of(last, [born]).Until <= kept);
    });

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
