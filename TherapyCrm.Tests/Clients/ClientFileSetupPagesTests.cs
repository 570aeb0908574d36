using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>The pages of file numbers, client types and fees, without JavaScript.</summary>
public sealed class ClientFileSetupPagesTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_format_of_file_numbers_is_tried_out_and_saved()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var tried = await admin.PageAsync("/settings/file-numbers?handler=Preview&Form.Format=Counted&Form.Prefix=HT&Form.Suffix=B");
        Assert.Contains("HT-0001-B", tried.QuerySelector("#next-number")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("HT", tried.QuerySelector<IHtmlInputElement>("#Form_Prefix")!.Value);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync("/settings/file-numbers", new { Prefix = "much too long a prefix" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/settings/file-numbers", new { Format = "Manual" })).StatusCode);

        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync("/settings/file-numbers")).StatusCode);
        var refused = await desk.SubmitAsync("/clients/new", new { FirstName = "Zoë", LastName = "Okafor", Phone = "604 555 0123" });
        Assert.Equal(["#Form_FileNumber"], (await CrmClient.ParseAsync(refused)).QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync("/clients/new", new { FirstName = "Zoë", LastName = "Okafor", Phone = "604 555 0123", FileNumber = "Z-9" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.SubmitAsync("/clients/new", new { FirstName = "Omar", LastName = "Diallo", Phone = "604 555 0177", FileNumber = "z-9" })).StatusCode);
        Assert.NotNull((await desk.PageAsync("/clients/quick")).QuerySelector("#Form_FileNumber"));
    }

    [Fact]
    public async Task A_type_is_made_chosen_shown_filtered_retired_and_not_removed_while_used()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync("/settings/client-type", new { Name = "Much too long" })).StatusCode);
        await admin.SubmitAsync("/settings/client-type", new { Name = "Adult", Colour = "4", RetentionAmount = "10", FeeTaxRate = "13", FeeTotal = "120" });
        var type = await app.DbAsync(db => db.ClientTypes.SingleAsync(t => !t.IsBuiltIn));
        Assert.Equal(new Fee(106.19m, 13m, 120m), type.Fee);

        var client = await app.Given.ClientAsync("Sarah", "Cho");
        await admin.SubmitAsync($"/clients/{client.Id}/edit", new { ClientTypeId = type.Id });
        var overview = await admin.PageAsync($"/clients/{client.Id}");
        Assert.Equal("Adult", overview.QuerySelector(".person-head .badge:has(.tint-4)")!.TextContent.Trim());
        Assert.Contains("120.00 with 13 % tax", overview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single((await admin.PageAsync($"/clients?type={type.Id}")).QuerySelectorAll("tbody tr"));

        var refused = await admin.SubmitAsync($"/settings/client-type/{type.Id}", new { }, "handler=Remove");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("1 clients have this type", (await CrmClient.ParseAsync(refused)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/settings/client-type/999999")).StatusCode);
    }

    [Fact]
    public async Task A_stale_edit_of_a_type_shows_both()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var type = await app.Given.SaveAsync(new ClientType { Name = "Adult" });
        var opened = (await admin.PageAsync($"/settings/client-type/{type.Id}")).QuerySelectorAll<IHtmlFormElement>("main form").First();
        await admin.SubmitAsync($"/settings/client-type/{type.Id}", new { Name = "Grown" });

        var late = await admin.PostAsync(opened, $"/settings/client-type/{type.Id}", new { Name = "Elder" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Contains("Grown", (await CrmClient.ParseAsync(late)).QuerySelector(".banner table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fee_is_worked_out_while_it_is_typed()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        Assert.Contains("106.19 and 13.81 tax (13 %) make 120.00.", await (await desk.GetAsync("/fee?Form.FeeTaxRate=13&Form.FeeTotal=120", fragment: true)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
