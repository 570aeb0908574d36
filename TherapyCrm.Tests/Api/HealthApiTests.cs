namespace TherapyCrm.Tests.Api;

/// <summary>Whether the system works, told to everybody in one word and to administrators in figures.</summary>
public sealed class HealthApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Everybody_hears_up_and_no_more() => Assert.Equal("""{"status":"up"}""", (await world.Nobody.GetAsync("/api/health")).Is(200).Text);

    [Fact]
    public async Task Administrators_see_how_the_database_is()
    {
        var got = (await world.AtAdmin.GetAsync("/api/health/database")).Is(200).Json;
        Assert.Equal(("up", "Sqlite", 0), ((string)got["status"]!, (string)got["provider"]!, (int)got["pendingMigrations"]!));
        Assert.True((long)got["bytes"]! > 0);
        (await world.AtDesk.GetAsync("/api/health/database")).Is(403);
    }

    [Fact]
    public async Task Administrators_see_counts_and_nobody_s_name()
    {
        await world.AtDesk.GetAsync("/api/clients");
        var got = (await world.AtAdmin.GetAsync("/api/health/metrics")).Is(200);
        Assert.True((long)got.Json["requests"]!["total"]! > 0);
        Assert.DoesNotContain("clients", got.Text, StringComparison.Ordinal);
        (await world.AtDesk.GetAsync("/api/health/metrics")).Is(403);
    }
}
