using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Tests.Clients;

/// <summary>Files are numbered as the practice says, and no number is given twice (domain.md §4).</summary>
public sealed class FileNumberTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData("HT", "26", "HT-0001-26")]
    [InlineData("HT", null, "HT-0001")]
    [InlineData(null, "26", "0001-26")]
    [InlineData(" ", " ", "0001")]
    public async Task A_counted_number_leaves_its_empty_parts_out(string? prefix, string? suffix, string expected)
    {
        await FormatAsync(FileNumberFormat.Counted, prefix, suffix);

        Assert.Equal(expected, await PreviewAsync(FileNumberFormat.Counted, prefix, suffix));
        Assert.Equal(expected, (await world.ClientAsync()).FileNumber);
    }

    [Fact]
    public async Task The_count_goes_on_after_the_format_changed_and_skips_what_is_taken()
    {
        await world.ClientAsync();
        await FormatAsync(FileNumberFormat.Counted, "HT", null);
        world.Db(db => { db.Add(new Client { FirstName = "A", LastName = "B", Phone = "1", FileNumber = "ht-0002" }); return db.SaveChangesAsync().GetAwaiter().GetResult(); });

        Assert.Equal("HT-0003", await PreviewAsync(FileNumberFormat.Counted, "HT", null));
        Assert.Equal("HT-0003", (await world.ClientAsync()).FileNumber);
    }

    [Fact]
    public async Task The_day_and_initials_get_a_number_behind_them_when_they_clash()
    {
        await FormatAsync(FileNumberFormat.DateInitials);

        Assert.Equal("20261123-ZO", (await world.ClientAsync("Zoë", "O'Brien")).FileNumber);
        Assert.Equal("20261123-ZO-2", (await world.ClientAsync("Zac", "Okafor")).FileNumber);
        Assert.Equal("20261123-ZO-3", (await world.ClientAsync("Zed", "Ono")).FileNumber);
        Assert.Equal("20261123-EMC", (await world.ClientAsync("Élodie", "Côté", d => d with { MiddleName = "Marie" })).FileNumber);
    }

    [Fact]
    public async Task A_typed_number_is_asked_for_and_unique_whatever_its_case()
    {
        await FormatAsync(FileNumberFormat.Manual);

        Assert.Equal("fileNumber", Assert.Single((await AddAsync(null)).Problems).Field);
        Assert.Equal("A_1", (await AddAsync(" A_1 ")).Value!.FileNumber);
        var again = Assert.Single((await AddAsync("a_1")).Problems);
        Assert.Equal(("fileNumber", ProblemKind.Conflict), (again.Field, again.Kind));
        Assert.True((await AddAsync("AX1")).Succeeded);
    }

    [Fact]
    public async Task A_number_is_not_typed_where_the_practice_gives_them() =>
        Assert.Equal("fileNumber", Assert.Single((await AddAsync("7")).Problems).Field);

    [Theory]
    [InlineData(FileNumberFormat.Counted)]
    [InlineData(FileNumberFormat.DateInitials)]
    public async Task Twenty_desks_at_once_get_twenty_numbers(FileNumberFormat format)
    {
        await FormatAsync(format, "HT");

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.ClientAsync("Sam", "Lee"))));

        Assert.Equal(20, added.Select(c => c.FileNumber).Distinct().Count());
        Assert.Contains(format == FileNumberFormat.Counted ? "HT-0020" : "20261123-SL-20", added.Select(c => c.FileNumber));
    }

    [Fact]
    public async Task Of_two_desks_that_type_the_same_number_one_is_refused()
    {
        await FormatAsync(FileNumberFormat.Manual);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => AddAsync("77"))));

        Assert.Single(answers, a => a.Succeeded);
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Equal(ProblemKind.Conflict, Assert.Single(a.Problems).Kind));
    }

    [Fact]
    public async Task A_stale_or_too_long_format_is_refused_and_who_may_not_is_too()
    {
        await FormatAsync(FileNumberFormat.Manual);
        await FormatAsync(FileNumberFormat.Counted);

        Assert.Equal(ProblemKind.Stale, Assert.Single((await world.RunAsync((EditFileNumberRule o) => o.RunAsync(world.Admin, new(0, FileNumberFormat.Manual, null, null)))).Problems).Kind);
        Assert.Equal("prefix", Assert.Single((await world.RunAsync((EditFileNumberRule o) => o.RunAsync(world.Admin, new(null, FileNumberFormat.Counted, new('x', 13), null)))).Problems).Field);
        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((EditFileNumberRule o) => o.RunAsync(world.Desk, new(null, FileNumberFormat.Manual, null, null))));
    }

    private Task<Outcome<Client>> AddAsync(string? number) =>
        world.RunAsync((AddClient o) => o.RunAsync(world.Desk, new(new() { FirstName = "Sam", LastName = "Lee", Phone = "604-555-0100" }, number)));

    private async Task FormatAsync(FileNumberFormat format, string? prefix = null, string? suffix = null) =>
        Assert.True((await world.RunAsync((EditFileNumberRule o) => o.RunAsync(world.Admin, new(null, format, prefix, suffix)))).Succeeded);

    private Task<string?> PreviewAsync(FileNumberFormat format, string? prefix, string? suffix) =>
        world.RunAsync((EditFileNumberRule o) => o.PreviewAsync(world.Admin, new(null, format, prefix, suffix)));
}
