using System.Text.Json.Nodes;

namespace TherapyCrm.Tests.Api;

/// <summary>The same key again is answered like the first time, and never for something else.</summary>
public sealed class SecondPressTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_key_sent_before_with_another_request_is_refused()
    {
        var key = ("Idempotency-Key", "one-key");
        var booking = world.Booking(9);
        var first = (await world.AtDesk.PostAsync("/api/appointments", booking, key)).Is(201);
        Assert.Equal(first.Text, (await world.AtDesk.PostAsync("/api/appointments", booking, key)).Is(201).Text);
        var other = (JsonObject)booking.DeepClone();
        other["title"] = "Another";
        (await world.AtDesk.PostAsync("/api/appointments", other, key)).IsInvalid("Idempotency-Key");
        (await world.AtDesk.PostAsync("/api/clients", new { firstName = "Ada", lastName = "Key", phone = "604-555-0100" }, key)).IsInvalid("Idempotency-Key");
        (await world.AtDesk.PostAsync($"/api/appointments/{first.Json["id"]}/cancel", new { reason = "Ill", cancelledBy = "CLIENT" }, key)).IsInvalid("Idempotency-Key");
        Assert.Equal("SCHEDULED", (string)(await world.AtDesk.GetAsync($"/api/appointments/{first.Json["id"]}")).Is(200).Json["status"]!);
        (await world.AtAdmin.PostAsync("/api/practice/equipment", new { name = "Of another person" }, key)).Is(201);
    }

    [Fact]
    public async Task Presses_at_the_same_instant_are_answered_alike()
    {
        var presses = Enumerable.Range(0, 12).Select(_ =>
            world.AtDesk.PostAsync("/api/clients", new { firstName = "Ada", lastName = "Twice", phone = "604-555-0100" }, ("Idempotency-Key", "at-once")));
        var answers = await Task.WhenAll(presses);
        Assert.Single(answers.Select(a => a.Is(201).Text).Distinct());
    }

    [Fact]
    public async Task Places_in_a_group_go_to_as_many_as_it_takes_and_nobody_is_told_of_versions()
    {
        var booking = world.Booking(13);
        (booking["isGroupSession"], booking["maxParticipants"]) = (true, 3);
        var url = $"/api/appointments/{(await world.BookedAsync(booking))["id"]}/participants";
        var clients = new List<long>();
        for (var i = 0; i < 8; i++) clients.Add((await world.App.Given.ClientAsync("Group", $"Member{i}")).Id);
        var answers = await Task.WhenAll(clients.Select(c => world.AtDesk.PostAsync(url, new { clientId = c })));
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 422 }));
        Assert.Equal(answers.Count(a => a.Status == 201), (await world.AtDesk.GetAsync(url)).Is(200).Items.Count);
        (await world.AtDesk.PostAsync(url, new { })).IsInvalid("clientId");
    }
}
