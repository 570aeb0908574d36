using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>The least that could answer: a bare Razor page and a bare JSON endpoint over the same rows, without sign-in, permissions, audit or layout.</summary>
internal static class Floor
{
    /// <summary>One appointment as both answer it.</summary>
    public sealed record Row(long Id, DateTime Start, int Minutes, string Client, string Therapist, string? Room, string Title, AppointmentStatus Status);

    /// <summary>One note with its sealed text.</summary>
    public sealed record Note(long Id, LocalDate Date, NoteFormat Format, NoteStatus Status, string Author, byte[]? Body);

    /// <summary>A page of a story and how much there is of each kind.</summary>
    public sealed record Told(IReadOnlyList<int> Counts, IReadOnlyList<Note> Notes, IReadOnlyList<Row> Visits);

    /// <summary>Starts it over a database and answers where it listens.</summary>
    public static async Task<(WebApplication App, Uri Address)> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddCrmDatabase(DatabaseProvider.Sqlite, connectionString);
        builder.Services.AddRazorPages().AddApplicationPart(typeof(Floor).Assembly);
        var app = builder.Build();
        app.MapRazorPages();
        app.MapGet("/floor/week", async (CrmDbContext db, long therapist, string from, string to) =>
        {
            var (first, last) = (InstantOf(from), InstantOf(to));
            return await Rows(db.Appointments.AsNoTracking().Where(a => a.TherapistId == therapist && a.StartTime >= first && a.StartTime < last)).ToListAsync();
        });
        await app.StartAsync();
        return (app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    /// <summary>The rows of a location's day.</summary>
    public static async Task<List<Row>> DayAsync(CrmDbContext db, long location, string from, string to)
    {
        var (first, last) = (InstantOf(from), InstantOf(to));
        return await Rows(db.Appointments.AsNoTracking().Where(a => a.LocationId == location && a.StartTime >= first && a.StartTime < last)).ToListAsync();
    }

    /// <summary>The newest 50 entries of a client with their sealed text, and how many there are of each kind.</summary>
    public static async Task<Told> StoryAsync(CrmDbContext db, long client)
    {
        var counts = new[]
        {
            await db.Appointments.CountAsync(a => a.ClientId == client && a.Status == AppointmentStatus.Completed), await db.Appointments.CountAsync(a => a.ClientId == client && a.Status == AppointmentStatus.NoShow),
            await db.SessionNotes.CountAsync(n => n.ClientId == client && n.DiscardedAt == null), await db.ClientRevisions.CountAsync(r => r.ClientId == client), await db.Documents.CountAsync(d => d.ClientId == client && d.ArchivedAt == null),
        };
        var notes = await db.SessionNotes.AsNoTracking().Where(n => n.ClientId == client && n.DiscardedAt == null).OrderByDescending(n => n.SessionDate).ThenByDescending(n => n.Id).Take(25)
            .Select(n => new Note(n.Id, n.SessionDate, n.Format, n.Status, db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.LastName).First(), db.NoteVersions.First(v => v.NoteId == n.Id && v.Number == n.CurrentNumber).Body)).ToListAsync();
        var visits = await Rows(db.Appointments.AsNoTracking().Where(a => a.ClientId == client).OrderByDescending(a => a.StartTime).Take(25)).ToListAsync();
        return new(counts, notes, visits);
    }

    private static IQueryable<Row> Rows(IQueryable<Appointment> appointments) => appointments.OrderBy(a => a.StartTime).Select(a => new Row(
        a.Id, a.LocalStart.ToDateTimeUnspecified(), a.DurationMinutes, a.Client!.FirstName + " " + a.Client.LastName,
        a.Therapist!.FirstName + " " + a.Therapist.LastName, a.Room!.Name, a.Title, a.Status));

    private static Instant InstantOf(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
}
