using System.Text.RegularExpressions;

namespace TherapyCrm.Tests.Architecture;

/// <summary>Who may import whom (docs/ARCHITECTURE.md).</summary>
public sealed partial class ImportTests
{
    private static readonly IReadOnlyList<(string File, string Text)> Sources =
        [.. Repository.Sources("TherapyCrm.Domain").Concat(Repository.Sources("TherapyCrm.Web")).Select(file => (file, File.ReadAllText(Repository.Path(file))))];

    private static readonly ILookup<string, string> Declared = Sources.Where(s => s.File.StartsWith("TherapyCrm.Domain/", StringComparison.Ordinal))
        .SelectMany(s => Imports.Declared(s.Text).Select(type => (Area: s.File.Split('/')[1], type))).ToLookup(d => d.Area, d => d.type);

    [Fact]
    public void Every_file_imports_only_what_its_room_may()
    {
        var broken = Sources.Where(s => !s.File.Contains("/Migrations/", StringComparison.Ordinal)).SelectMany(s => Broken(s.File, s.Text)).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_exception_is_needed() =>
        Assert.All(Rooms.Exceptions, e => Assert.Contains(e.Value, Imports.Of(File.ReadAllText(Repository.Path(e.Key)), Declared)));

    [Fact]
    public void No_project_imports_for_all_its_files() =>
        Assert.DoesNotContain("<Using ", string.Concat(new[] { "Domain", "Web" }.Select(p => File.ReadAllText(Repository.Path($"TherapyCrm.{p}/TherapyCrm.{p}.csproj")))), StringComparison.Ordinal);

    [Fact]
    public void The_domain_asks_its_actor_what_time_it_is() => Assert.DoesNotContain(
        Sources, s => s.File.StartsWith("TherapyCrm.Domain/", StringComparison.Ordinal) && WallClock().IsMatch(s.Text));

    [Theory]
    [InlineData("TherapyCrm.Web/Pages/Clients/List.cshtml", "@using TherapyCrm.Domain.Data")]
    [InlineData("TherapyCrm.Web/Pages/Clients/List.cshtml", "@inject TherapyCrm.Domain.Data.CrmDbContext Db")]
    [InlineData("TherapyCrm.Web/Pages/_ViewImports.cshtml", "@using Microsoft.EntityFrameworkCore")]
    [InlineData("TherapyCrm.Web/Pages/X.cshtml.cs", "using System;\nusing TherapyCrm.Web.Api;")]
    [InlineData("TherapyCrm.Web/Pages/X.cshtml.cs", "using Db = TherapyCrm.Domain.Data.CrmDbContext;")]
    [InlineData("TherapyCrm.Web/Api/X.cs", "class X(Domain.Data.CrmDbContext db);")]
    [InlineData("TherapyCrm.Web/Jobs/X.cs", "using TherapyCrm.Web.Pages.Shared;")]
    [InlineData("TherapyCrm.Web/Exports/X.cs", "using Microsoft.EntityFrameworkCore;")]
    [InlineData("TherapyCrm.Web/Http/X.cs", "using CsvHelper;")]
    [InlineData("TherapyCrm.Domain/Clients/X.cs", "using TherapyCrm.Domain.Scheduling;")]
    [InlineData("TherapyCrm.Domain/Clients/X.cs", "object X() => new Scheduling.Appointment();")]
    [InlineData("TherapyCrm.Domain/Scheduling/X.cs", "using TherapyCrm.Domain.Messaging;")]
    [InlineData("TherapyCrm.Domain/Scheduling/X.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("TherapyCrm.Domain/Common/X.cs", "using TherapyCrm.Domain.Access;")]
    [InlineData("TherapyCrm.Domain/Odds/X.cs", "using System;")]
    public void A_file_in_the_wrong_is_found(string file, string text) => Assert.NotEmpty(Broken(file, text));

    [Theory]
    [InlineData("TherapyCrm.Web/Pages/X.cshtml.cs", "using TherapyCrm.Domain.Scheduling;\nusing TherapyCrm.Web.Access;\nvar n = board.Clients.Count;")]
    [InlineData("TherapyCrm.Web/Pages/X.cshtml", "@* using TherapyCrm.Domain.Data *@ <p>data</p>")]
    [InlineData("TherapyCrm.Web/Jobs/X.cs", "using TherapyCrm.Domain.Data;")]
    [InlineData("TherapyCrm.Web/Exports/X.cs", "using ClosedXML.Excel;")]
    [InlineData("TherapyCrm.Domain/Insights/X.cs", "using TherapyCrm.Domain.Billing;\nusing Microsoft.EntityFrameworkCore;")]
    [InlineData("TherapyCrm.Domain/Practice/X.cs", "using TherapyCrm.Domain.Access;\nvar n = Clients.Where(c => true); // Scheduling.Appointment")]
    public void A_file_in_the_right_is_left_alone(string file, string text) => Assert.Empty(Broken(file, text));

    private static IEnumerable<string> Broken(string file, string text) =>
        Imports.Of(text, Declared).Select(name => (name, Why: Rooms.Refusal(file, name))).Where(r => r.Why is not null).Select(r => $"{file} names {r.name}: {r.Why}");

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex WallClock();
}
