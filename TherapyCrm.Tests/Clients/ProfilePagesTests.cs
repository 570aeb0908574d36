using System.Net;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>The pages of a client's whole profile and of its history, without JavaScript.</summary>
public sealed class ProfilePagesTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_profile_is_filled_in_shown_and_its_change_read_word_by_word()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        var client = await app.Given.ClientAsync("Sarah", "Cho", change: c => c.Notes = "Rings twice a day");
        Assert.Contains("Nothing was changed", (await desk.PageAsync($"/clients/{client.Id}/history")).Body!.TextContent, StringComparison.Ordinal);

        var fields = new Dictionary<string, string>
        {
            ["Notes"] = "Rings once a day", ["CellPhone"] = "778-555-0142", ["PreferredContact"] = "CallCell", ["MeetingLink"] = "https://video.example.test/r", ["IsMinor"] = "true",
            ["Guardians[0].Name"] = "Pat Cho", ["Guardians[0].Percentage"] = "60", ["Guardians[1].Name"] = "Lou Cho", ["Guardians[1].Percentage"] = "30",
        };
        var refused = await desk.SubmitAsync($"/clients/{client.Id}/edit", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.NotNull((await CrmClient.ParseAsync(refused)).QuerySelector("#Form_Guardians_0__Percentage-error"));
        fields["Guardians[1].Percentage"] = "40";
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync($"/clients/{client.Id}/edit", fields)).StatusCode);

        var overview = await desk.PageAsync($"/clients/{client.Id}");
        Assert.Contains("Pat Cho", overview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://video.example.test/r", overview.QuerySelector("a[target=_blank]")!.GetAttribute("href"));
        var history = await desk.PageAsync($"/clients/{client.Id}/history");
        Assert.Contains(history.QuerySelectorAll("del"), d => d.TextContent.Contains("twice", StringComparison.Ordinal) && !d.TextContent.Contains("Rings", StringComparison.Ordinal));
        Assert.Contains(history.QuerySelectorAll("ins"), i => i.TextContent.Contains("A call to the cell phone", StringComparison.Ordinal));

        await desk.SubmitAsync($"/clients/{client.Id}/edit", new { IsMinor = (string?)null });
        Assert.Equal((false, 2), await app.DbAsync(async db => (await db.Clients.Select(c => c.IsMinor).SingleAsync(), await db.Guardians.CountAsync())));
    }

    [Fact]
    public async Task The_history_of_a_client_out_of_sight_is_404()
    {
        var client = await app.Given.ClientAsync("Secret", "Canary", therapistId: (await app.Given.StaffAsync(UserRole.Therapist)).Id);
        using var other = await app.SignedInAsAsync(UserRole.Therapist);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/clients/{client.Id}/history")).StatusCode);
    }
}
