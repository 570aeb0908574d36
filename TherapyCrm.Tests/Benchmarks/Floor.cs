using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>The least that could answer: a bare Razor page and a bare JSON endpoint over the same rows, without sign-in, permissions, audit or layout.</summary>
internal static class Floor
{
    /// <summary>One appointment as both answer it.</summary>
    public sealed record Row(long Id, DateTime Start, int Minutes, string Client, string Therapist, string? Room, string Title, AppointmentStatus Status);

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

    private static IQueryable<Row> Rows(IQueryable<Appointment> appointments) => appointments.OrderBy(a => a.StartTime).Select(a => new Row(
        a.Id, a.LocalStart.ToDateTimeUnspecified(), a.DurationMinutes, a.Client!.FirstName + " " + a.Client.LastName,
        a.Therapist!.FirstName + " " + a.Therapist.LastName, a.Room!.Name, a.Title, a.Status));

    private static Instant InstantOf(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
}
