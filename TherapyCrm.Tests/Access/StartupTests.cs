using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Tests.Access;

/// <summary>Starting: bad settings are named, the embedded database is made and migrated on a copy, base data respect the practice's changes.</summary>
public sealed class StartupTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:MaxBatchSize", "many")]
    [InlineData("Demo:Seed", "perhaps")]
    [InlineData("Demo:Password", "short")]
    [InlineData("Jobs:Run", "x")]
    [InlineData("ConnectionStrings:Crm", "Nonsense=1")]
    [InlineData("Smtp:Port", "99999", "Smtp:Host", "mail.example.test")]
    [InlineData("Smtp:From", "", "Smtp:Host", "mail.example.test")]
    [InlineData("ConnectionStrings:Crm", "", "Database:Provider", "SqlServer")]
    public void A_bad_setting_is_named(string key, string value, string? otherKey = null, string? otherValue = null)
    {
        var settings = new Dictionary<string, string?> { [key] = value };
        if (otherKey is not null) settings[otherKey] = otherValue;
        var bad = Assert.Throws<BadSettingException>(() => CrmSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new Somewhere()));
        Assert.Contains(key, bad.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:Root", "Storage:Root")]
    [InlineData("Keys:Path", "Keys:Path")]
    [InlineData("ConnectionStrings:Crm", "ConnectionStrings:Crm")]
    [InlineData("urls", "ASPNETCORE_URLS")]
    [InlineData("Kestrel:Endpoints:Http:Url", "Kestrel:Endpoints:Http:Url")]
    public void A_setting_that_names_what_is_not_ours_is_named(string key, string said)
    {
        using var database = new TestDatabase();
        var file = Path.Combine(database.Folder, "file");
        File.WriteAllText(file, "");
        var below = Path.Combine(file, "below");
        var folder = new Dictionary<string, string?>
        {
            ["Storage:Root"] = database.Folder, ["Keys:Path"] = database.Folder, ["ConnectionStrings:Crm"] = "", [key] = key == "ConnectionStrings:Crm" ? $"Data Source={Path.Combine(below, "crm.db")}" : below,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(folder).Build();
        var bad = Assert.Throws<BadSettingException>(() => SettingsInPlace.Check(CrmSettings.Read(configuration, new Somewhere()), configuration));
        Assert.Contains(said, bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_start_of_the_demo_tells_the_sign_ins_again_and_seeds_nothing()
    {
        using var app = new CrmApp().With("Demo:Seed", "true").With("Demo:Password", "juniper-in-the-rain");
        var settings = app.Services.GetRequiredService<CrmSettings>();
        async Task<string> StartAsync(string? password)
        {
            await using var console = new StringWriter();
            await TherapyCrm.Web.Commands.Demo.DemoStart.OfferAsync(app.Services, settings with { DemoPassword = password }, console);
            return console.ToString();
        }
        var (known, unknown, other) = (await StartAsync("juniper-in-the-rain"), await StartAsync(null), await StartAsync("something-else-1"));
        Assert.All([known, unknown, other], text => Assert.Contains("reception@demo.test", text, StringComparison.Ordinal));
        Assert.All([known, unknown, other], text => Assert.DoesNotContain("moment", text, StringComparison.Ordinal));
        Assert.Contains("juniper-in-the-rain", known, StringComparison.Ordinal);
        Assert.All([unknown, other], text => Assert.Contains("that the first start printed", text, StringComparison.Ordinal));
        Assert.DoesNotContain("something-else-1", other, StringComparison.Ordinal);
        await app.DbAsync(async db => { db.PracticeSettings.Add(new() { Key = "require_second_factor", Value = "1" }); return await db.SaveChangesAsync(); });
        var demo = await app.DbAsync(db => db.Users.SingleAsync(u => u.Email == "reception@demo.test"));
        using var browser = await app.SignedInAsync(demo);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task The_key_ring_lies_sealed_in_the_database()
    {
        using var app = new CrmApp();
        await app.Anonymous().GetAsync("/sign-in");
        var ring = await app.DbAsync(db => db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync());
        Assert.NotEmpty(ring);
        Assert.All(ring, xml => Assert.Contains("SealedXmlDecryptor", xml, StringComparison.Ordinal));
        Assert.All(ring, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_settings_everything_lies_under_the_program()
    {
        var settings = CrmSettings.Read(new ConfigurationBuilder().Build(), new Somewhere());
        Assert.Equal(DatabaseProvider.Sqlite, settings.Provider);
        Assert.Equal($"Data Source={Path.Combine(Path.GetTempPath(), "data", "crm.db")}", settings.ConnectionString);
        Assert.False(settings.SeedDemo);
    }

    [Fact]
    public async Task An_interrupted_migration_leaves_the_database_as_it_was_and_the_next_start_goes_on()
    {
        using var database = new TestDatabase();
        var file = Path.Combine(database.Folder, "crm.db");
        await using (var db = Open(database))
        {
            db.PracticeSettings.Add(new() { Key = "kept", Value = "1" });
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsHistory");
        }
        await Assert.ThrowsAnyAsync<Exception>(() => SqliteFile.PrepareAsync(database.ConnectionString, SystemClock.Instance)); // its tables exist already, so it fails half way
        Assert.True(File.Exists(file));
        await using (var db = Open(database))
        {
            Assert.True(await db.PracticeSettings.AnyAsync(s => s.Key == "kept"));
            foreach (var migration in db.Database.GetMigrations()) await db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsHistory VALUES ({migration}, '10')");
        }
        Assert.False(await SqliteFile.PrepareAsync(database.ConnectionString, SystemClock.Instance));
    }

    [Fact]
    public async Task A_new_database_is_in_wal_mode_and_complete()
    {
        var folder = Directory.CreateTempSubdirectory("therapycrm-").FullName;
        var text = $"Data Source={Path.Combine(folder, "sub", "new.db")}";
        Assert.True(await SqliteFile.PrepareAsync(text, SystemClock.Instance));
        await using (var connection = new SqliteConnection(text))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode";
            Assert.Equal("wal", await command.ExecuteScalarAsync());
            SqliteConnection.ClearPool(connection);
        }
        Assert.Equal(["new.db"], Directory.GetFiles(Path.Combine(folder, "sub")).Select(Path.GetFileName).Where(f => !f!.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Base_data_leave_alone_what_the_practice_changed()
    {
        using var database = new TestDatabase();
        await using var db = Open(database);
        await db.RolePermissions.Where(r => r.PermissionId == Permission.ViewReports).ExecuteDeleteAsync();
        await db.CancellationReasons.ExecuteDeleteAsync();
        await new BaseData(db, SystemClock.Instance).EnsureAsync();
        Assert.False(await db.RolePermissions.AnyAsync(r => r.PermissionId == Permission.ViewReports));
        Assert.False(await db.CancellationReasons.AnyAsync());
        Assert.Equal(Enum.GetValues<Permission>().Length, await db.PermissionTypes.CountAsync());
    }

    [Fact]
    public async Task A_sign_in_page_and_its_static_files_answer_without_a_session()
    {
        using var app = new CrmApp();
        await app.Given.StaffAsync();
        var answer = await app.Anonymous().GetAsync("/sign-in");
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        var page = await CrmClient.ParseAsync(answer);
        foreach (var link in page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!))
            Assert.True((await app.Anonymous().GetAsync(link)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Knowing_who_is_there_costs_little()
    {
        using var app = new CrmApp();
        using var browser = await app.SignedInAsAsync(UserRole.Receptionist);
        for (var i = 0; i < 30; i++) await browser.GetAsync("/me/password");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 50; i++) await browser.GetAsync("/me/password");
        var signedIn = watch.Elapsed / 50;
        Assert.True(signedIn < TimeSpan.FromMilliseconds(100), $"{signedIn.TotalMilliseconds} ms a page");
    }

    private static SqliteCrmContext Open(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, database.ConnectionString);
        return new(options.Options);
    }

    private sealed class Somewhere : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";
        public string ApplicationName { get; set; } = "TherapyCrm";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
