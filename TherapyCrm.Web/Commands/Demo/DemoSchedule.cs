using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>Six weeks of appointments around today: regular hours as series, single visits, groups, and what became of those that are over.</summary>
public sealed class DemoSchedule(DemoOperations run, DemoSeries series, DemoVisits visits)
{
    private static readonly LocalTime[] ShortStarts = [new(9, 0), new(10, 0), new(11, 0), new(13, 0), new(14, 0), new(15, 0), new(16, 0)];
    private static readonly LocalTime[] LongStarts = [new(9, 0), new(10, 30), new(13, 0), new(14, 30), new(16, 0)];

    /// <summary>One hour of a week that a client comes to.</summary>
    private sealed record Regular(DemoTherapist Therapist, DemoClient Client, IsoDayOfWeek Day, LocalTime Start, int Number);

    /// <summary>Books them.</summary>
    public async Task SeedAsync(Actor actor, DemoHouses houses, IReadOnlyList<DemoTherapist> team, IReadOnlyList<DemoClient> clients, CancellationToken cancel)
    {
        var monday = Zones.ToLocal(actor.Now, houses.All[0].TimeZone).Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusWeeks(-3);
        var booked = new List<DemoVisit>();
        foreach (var regular in Week(team, clients))
        {
            var booking = Booking(houses, regular, monday);
            if (regular.Number % 5 == 0) booked.AddRange(await series.BookAsync(actor, booking, 6, cancel));
            else
                foreach (var week in Enumerable.Range(0, 6).Where(w => (regular.Number + (w * 3)) % 4 != 0))
                    booked.Add(await OneAsync(actor, booking with { Start = booking.Start.PlusWeeks(week) }, cancel));
        }
        await GroupsAsync(actor, houses, team, clients, monday, cancel);
        await visits.SettleAsync(actor, booked, cancel);
    }

    private async Task<DemoVisit> OneAsync(Actor actor, BookingRequest booking, CancellationToken cancel)
    {
        var made = await run.DoAsync((BookAppointment book) => book.RunAsync(actor, booking, cancel));
        return new(made.Id, made.StartTime, made.EndTime);
    }

    private static IEnumerable<Regular> Week(IReadOnlyList<DemoTherapist> team, IReadOnlyList<DemoClient> clients)
    {
        var number = 0;
        foreach (var therapist in team)
        {
            var own = clients.Where(c => c.Therapist == therapist).ToList();
            var starts = therapist.Service is "CPL80" or "INT80" ? LongStarts : ShortStarts;
            for (var day = 1; day <= 5; day++)
                foreach (var start in starts)
                    if ((++number * 7) % 10 < 7)
                        yield return new(therapist, own[number % own.Count], (IsoDayOfWeek)day, start, number);
        }
    }

    private static BookingRequest Booking(DemoHouses houses, Regular regular, LocalDate monday)
    {
        var isOnline = regular.Number % 11 == 0;
        return new()
        {
            ClientId = regular.Client.Id,
            LearnerId = regular.Therapist.Service == "PLAY50" ? regular.Client.Learner : null,
            TherapistId = regular.Therapist.Id,
            LocationId = regular.Therapist.House.Id,
            Place = isOnline ? AppointmentPlace.Online : AppointmentPlace.Practice,
            RoomId = isOnline ? null : regular.Therapist.Room,
            Minutes = !isOnline && regular.Therapist.Service is "CPL80" or "INT80" ? 80 : 50,
            ServiceCodeId = houses.Services[isOnline ? "TEL50" : regular.Therapist.Service],
            Equipment = regular.Therapist.Service == "PLAY50" && !isOnline ? [new(houses.SandTray, 1)] : [],
            Start = monday.PlusDays((int)regular.Day - 1).At(regular.Start),
            AllowOutsideHours = true,
        };
    }

    private async Task GroupsAsync(
        Actor actor, DemoHouses houses, IReadOnlyList<DemoTherapist> team, IReadOnlyList<DemoClient> clients, LocalDate monday, CancellationToken cancel)
    {
        foreach (var (leader, title) in new[] { (team[4], "Evening group"), (team[5], "Groupe du soir") })
        {
            var members = clients.Where(c => c.Therapist == leader).Take(7).ToList();
            await series.BookAsync(actor, new()
            {
                ClientId = members[0].Id,
                TherapistId = leader.Id,
                LocationId = leader.House.Id,
                RoomId = leader.House.GroupRoom,
                ServiceCodeId = houses.Services["GRP90"],
                Minutes = 90,
                Title = title,
                Start = monday.PlusDays(2).At(new LocalTime(18, 0)),
                IsGroupSession = true,
                MaxParticipants = 8,
                Participants = [.. members.Select(m => new ParticipantWanted(m.Id, null))],
                AllowOutsideHours = true,
            }, 6, cancel);
        }
    }
}
