using NodaTime;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class BoardChangesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 17, 0);

    [Fact]
    public void A_number_that_was_passed_over_is_looked_for_again_until_patience_ends()
    {
        var cursor = new ChangeCursor(10, []).After([11, 13], Now);
        Assert.Equal((13, 12), (cursor.Last, Assert.Single(cursor.Missing).Id));
        Assert.Empty(cursor.After([12], Now).Missing);
        Assert.Single(cursor.After([], Now + ChangeCursor.Patience - Duration.FromSeconds(1)).Missing);
        Assert.Empty(cursor.After([], Now + ChangeCursor.Patience + Duration.FromSeconds(1)).Missing);
    }

    [Fact]
    public void A_thousand_numbers_that_a_restarted_server_skips_are_not_looked_for() =>
        Assert.Empty(new ChangeCursor(10, []).After([1011], Now).Missing);

    [Fact]
    public async Task A_change_is_read_once_and_touches_the_boards_it_shows_on()
    {
        using var app = new CrmApp();
        var world = await BoardWorld.MakeAsync(app);
        var cursor = await app.RunAsync(s => Changes(s).LatestAsync());
        var booked = await world.BookAsync("Sarah Chow", "09:00");

        var (changes, next) = await app.RunAsync(s => Changes(s).ReadAsync(cursor));
        var (again, _) = await app.RunAsync(s => Changes(s).ReadAsync(next));

        var change = Assert.Single(changes);
        Assert.Equal(booked.Id, change.AppointmentId);
        Assert.True(change.Touches([world.Here], BoardWorld.Monday));
        Assert.False(change.Touches([world.Here], BoardWorld.Monday.PlusDays(1)));
        Assert.False(change.Touches([world.Here + 1], BoardWorld.Monday));
        Assert.Empty(again);
    }

    [Fact]
    public async Task A_commit_rings_at_once()
    {
        using var app = new CrmApp();
        var world = await BoardWorld.MakeAsync(app);
        var ring = ScheduleBell.NextRing;
        await world.BookAsync("Sarah Chow", "09:00");
        Assert.True(ring.IsCompleted);
    }

    private static BoardChanges Changes(IServiceProvider services) => (BoardChanges)services.GetService(typeof(BoardChanges))!;
}
