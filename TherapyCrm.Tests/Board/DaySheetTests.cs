using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Jobs;

namespace TherapyCrm.Tests.Board;

public sealed class DaySheetTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Today_and_tomorrow_are_written_as_files_that_need_nothing_else()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        await world.BookAsync("Tom <Reed>", "10:00", day: BoardWorld.Monday.PlusDays(1));

        var files = await WriteAsync();

        Assert.Equal([$"2026-11-23-{world.Here}-main-street.html", $"2026-11-24-{world.Here}-main-street.html"], files.Select(Path.GetFileName));
        var today = await File.ReadAllTextAsync(files[0]);
        Assert.Equal(2, today.Split("Sarah Chow").Length - 1);
        Assert.Contains("09:00–09:50", today, StringComparison.Ordinal);
        Assert.Contains("Tom &lt;Reed&gt;", await File.ReadAllTextAsync(files[1]), StringComparison.Ordinal);
        foreach (var forbidden in new[] { "<script", "src=", "href=\"/", "http:", "https:" }) Assert.DoesNotContain(forbidden, today, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Written_again_the_files_are_replaced_and_those_of_past_days_are_gone()
    {
        var world = await BoardWorld.MakeAsync(app);
        var first = await WriteAsync();
        await world.BookAsync("Sarah Chow", "09:00");
        app.Clock.Advance(NodaTime.Duration.FromDays(1));

        var second = await WriteAsync();

        Assert.False(File.Exists(first[0]));
        Assert.Equal(second.Order(), Directory.GetFiles(Path.Combine(app.StorageRoot, WriteDaySheets.Folder)).Order());
    }

    [Fact]
    public async Task Where_the_practice_wants_initials_the_files_hold_no_name()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.BoardShowsInitials.Key, Value = "1" });

        var today = await File.ReadAllTextAsync((await WriteAsync())[0]);

        Assert.Contains("S. C.", today, StringComparison.Ordinal);
        Assert.DoesNotContain("Sarah", today, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> WriteAsync() =>
        app.RunAsync(s => ((WriteDaySheets)s.GetService(typeof(WriteDaySheets))!).RunAsync(Actor.Application(app.Clock.Now)));
}
