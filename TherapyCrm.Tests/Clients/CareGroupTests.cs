using System.Net;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>Couples, families and groups: each member with a fee of their own, nobody twice in one format.</summary>
public sealed class CareGroupTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Each_member_has_a_fee_of_its_own_and_its_history_names_nobody_else()
    {
        var (a, b) = (await ClientAsync("Ana"), await ClientAsync("Bo"));

        var group = (await SaveAsync(CareGroupFormat.Couples, (a, new(60m, 13m, null)), (b, new(null, 13m, 84.75m)))).Value!;

        Assert.Equal([67.80m, 84.75m], group.Members.Select(m => m.FeeTotal!.Value));
        var history = await world.RunAsync((ProfileHistory o) => o.PageAsync(world.Desk, a, 1));
        Assert.Equal("COUPLES, 60.00 + 13 % = 67.80", Assert.Single(Assert.Single(history.Items).Change.Fields).New);
        Assert.Equal(["Ana", "Bo"], Assert.Single(await world.RunAsync((CareGroups o) => o.OfAsync(world.Desk, b))).Members.Select(m => m.Name![..^10]));
    }

    [Fact]
    public async Task A_client_is_in_one_group_of_a_format_and_a_set_is_grouped_once()
    {
        var (a, b, c) = (await ClientAsync("Ana"), await ClientAsync("Bo"), await ClientAsync("Cy"));
        var first = (await SaveAsync(CareGroupFormat.Couples, (a, TypedFee.None), (b, TypedFee.None))).Value!;

        Assert.Equal("members[1].client", Conflict(await SaveAsync(CareGroupFormat.Couples, (c, TypedFee.None), (a, TypedFee.None))));
        Assert.Equal("members", Conflict(await SaveAsync(CareGroupFormat.Family, (b, TypedFee.None), (a, TypedFee.None))));
        Assert.True((await SaveAsync(CareGroupFormat.Family, (a, TypedFee.None), (b, TypedFee.None), (c, TypedFee.None))).Succeeded);
        Assert.Equal(ProblemKind.Stale, Assert.Single((await world.RunAsync((RemoveCareGroup o) => o.RunAsync(world.Desk, new(first.Id, 7)))).Problems).Kind);
        Assert.True((await world.RunAsync((RemoveCareGroup o) => o.RunAsync(world.Desk, new(first.Id, 1)))).Succeeded);
        Assert.True((await SaveAsync(CareGroupFormat.Couples, (c, TypedFee.None), (a, TypedFee.None))).Succeeded);
    }

    [Fact]
    public async Task Of_two_desks_that_group_a_client_at_once_one_is_refused()
    {
        var (a, others) = (await ClientAsync("Ana"), new List<long>());
        for (var i = 0; i < 6; i++) others.Add(await ClientAsync($"Other{i}"));

        var answers = await Task.WhenAll(others.Select(o => Task.Run(() => SaveAsync(CareGroupFormat.Couples, (a, TypedFee.None), (o, TypedFee.None)))));

        Assert.Single(answers, r => r.Succeeded);
        Assert.All(answers.Where(r => !r.Succeeded), r => Assert.Equal("members[0].client", Conflict(r)));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_member()
    {
        var (a, b, c) = (await ClientAsync("Ana"), await ClientAsync("Bo"), await ClientAsync("Cy"));

        Assert.Equal("members", Assert.Single((await SaveAsync(CareGroupFormat.Couples, (a, TypedFee.None), (b, TypedFee.None), (c, TypedFee.None))).Problems).Field);
        Assert.Equal("members[1].client", Assert.Single((await SaveAsync(CareGroupFormat.Family, (a, TypedFee.None), (a, TypedFee.None))).Problems).Field);
        Assert.Equal("members[1].client", Assert.Single((await SaveAsync(CareGroupFormat.Family, (a, TypedFee.None), (9999, TypedFee.None))).Problems).Field);
        Assert.Equal("members[1].feeTotal", Assert.Single((await SaveAsync(CareGroupFormat.Family, (a, TypedFee.None), (b, new(10m, 10m, 12m)))).Problems).Field);
    }

    [Fact]
    public async Task A_member_can_leave_and_another_come()
    {
        var (a, b, c) = (await ClientAsync("Ana"), await ClientAsync("Bo"), await ClientAsync("Cy"));
        var group = (await SaveAsync(CareGroupFormat.Couples, (a, TypedFee.None), (b, TypedFee.None))).Value!;

        var edited = await world.RunAsync((SaveCareGroup o) => o.RunAsync(world.Desk, new() { Id = group.Id, Version = 1, Format = CareGroupFormat.Couples, Members = [new(a, TypedFee.None), new(c, TypedFee.None)] }));

        Assert.True(edited.Succeeded);
        Assert.Equal([a, c], world.Db(db => db.CareGroupMembers.Select(m => m.ClientId).Order().ToList()));
        Assert.Equal("care_group.saved", (await world.RunAsync((ProfileHistory o) => o.PageAsync(world.Desk, b, 1))).Items[0].Revision.Action);
    }

    [Fact]
    public async Task The_pages_group_clients_by_file_number_and_hide_who_is_out_of_sight()
    {
        using var app = new CrmApp();
        var lee = await app.Given.StaffAsync(UserRole.Therapist);
        var (mine, foreign) = (await app.Given.ClientAsync("Ana", "Seen", lee.Id), await app.Given.ClientAsync("Bo", "Canary", (await app.Given.StaffAsync(UserRole.Therapist)).Id));
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        var wrong = await desk.SubmitAsync($"/clients/{mine.Id}/group", new Dictionary<string, string> { ["Members[1].Client"] = "nobody" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.NotNull((await CrmClient.ParseAsync(wrong)).QuerySelector("#Form_Members_1__Client-error"));
        var saved = await desk.SubmitAsync($"/clients/{mine.Id}/group", new Dictionary<string, string> { ["Members[1].Client"] = foreign.FileNumber, ["Members[1].FeeBase"] = "50", ["Members[1].FeeTaxRate"] = "13" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Bo Canary", (await desk.PageAsync($"/clients/{mine.Id}/people")).Body!.TextContent, StringComparison.Ordinal);
        var twice = await desk.SubmitAsync($"/clients/{mine.Id}/group", new Dictionary<string, string> { ["Members[1].Client"] = foreign.FileNumber });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);

        using var therapist = await app.SignedInAsync(lee);
        var seen = (await therapist.PageAsync($"/clients/{mine.Id}/people")).Body!.TextContent;
        Assert.Contains("another client", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", seen, StringComparison.Ordinal);
        var id = await app.DbAsync(db => db.CareGroups.Select(g => g.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await therapist.GetAsync($"/clients/{mine.Id}/group/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await therapist.GetAsync($"/clients/{foreign.Id}/group/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync($"/clients/{mine.Id}/group/{id}", new { }, "handler=Remove")).StatusCode);
    }

    private static string Conflict(Outcome<CareGroup> outcome)
    {
        var problem = outcome.Problems[0];
        Assert.Equal(ProblemKind.Conflict, problem.Kind);
        return problem.Field;
    }

    private async Task<long> ClientAsync(string first) => (await world.ClientAsync(first)).Id;

    private Task<Outcome<CareGroup>> SaveAsync(CareGroupFormat format, params (long Client, TypedFee Fee)[] members) =>
        world.RunAsync((SaveCareGroup o) => o.RunAsync(world.Desk, new() { Format = format, Members = [.. members.Select(m => new SaveCareGroup.Member(m.Client, m.Fee))] }));
}
