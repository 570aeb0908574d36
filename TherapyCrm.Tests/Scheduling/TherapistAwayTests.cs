using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class TherapistAwayTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task The_days_bookings_come_with_whom_to_ring_and_who_could_take_them()
    {
        await world.ChangeAsync(db => db.AddRange(
            new Contact { ClientId = world.Clients[0], FirstName = "Mo", LastName = "Client", Relationship = RelationshipType.Parent, Phone = "604", MayBeTold = true },
            new Contact { ClientId = world.Clients[0], FirstName = "No", LastName = "Client", Relationship = RelationshipType.Sibling, Phone = "604" }));
        await world.BookedAsync(world.Booking(10));
        await world.BookedAsync(world.Booking(12, client: 1));
        await world.BookedAsync(world.Booking(12, client: 2, therapist: world.Lee, room: 1));
        var list = await ListAsync(world.Reception);
        Assert.Equal(["Ana Client", "Ben Client"], list.Bookings.Select(b => b.ClientName));
        Assert.Equal("Mo Client", Assert.Single(list.Bookings[0].Contacts).Name);
        Assert.Equal(["Lee Staff"], list.Bookings[0].CouldTakeIt.Select(p => p.Name));
        Assert.Empty(list.Bookings[1].CouldTakeIt);
        await Assert.ThrowsAsync<ForbiddenException>(() => ListAsync(world.Person(world.Lee, UserRole.Therapist)));
    }

    [Fact]
    public async Task Each_booking_is_moved_or_cancelled_and_what_cannot_be_says_why()
    {
        var (first, second, third) = (await world.BookedAsync(world.Booking(10)), await world.BookedAsync(world.Booking(12, client: 1)), await world.BookedAsync(world.Booking(14, client: 2)));
        await world.BookedAsync(world.Booking(12, client: 2, therapist: world.Lee, room: 1));
        var outcomes = (await world.DoAsync<TherapistAway, Outcome<IReadOnlyList<AwayOutcome>>>(o => o.RunAsync(world.Person(world.Desk, UserRole.Receptionist, Guid.NewGuid()), new()
        {
            StaffId = world.Kim,
            From = From,
            To = To,
            Reason = "Ill",
            Actions =
            [
                new(first.Id) { TherapistId = world.Lee }, new(second.Id) { TherapistId = world.Lee }, new(third.Id) { Cancels = true, Reason = "Therapist ill" },
            ],
        }))).Value!;
        Assert.Equal([true, false, true], outcomes.Select(o => o.IsDone));
        Assert.Equal("Lee Staff is taken 12:00–12:50.", outcomes[1].Problems[0].ToString());
        Assert.Equal("Kim Staff is away at that time.", (await world.BookAsync(world.Booking(16))).Problems[0].ToString());
        Assert.Equal([second.Id], (await ListAsync(world.Reception)).Bookings.Select(b => b.AppointmentId));
    }

    [Fact]
    public async Task A_calendar_is_read_by_its_secret_address_with_initials_only_until_it_is_revoked()
    {
        await world.BookedAsync(world.Booking(10));
        var kim = world.Person(world.Kim, UserRole.Therapist);
        await world.ChangeAsync(db => db.Add(new TherapyCrm.Domain.Access.UserPermission { UserId = world.Kim, PermissionId = Permission.ViewAppointments, Granted = true, GrantedAt = world.Now }));
        var token = (await world.DoAsync<OpenCalendarFeed, Outcome<string>>(o => o.RunAsync(kim))).Value!;
        var entry = Assert.Single(await ReadAsync(token));
        Assert.Equal(("A. C.", "Room 1"), (entry.Summary, entry.Where));
        var newer = (await world.DoAsync<OpenCalendarFeed, Outcome<string>>(o => o.RunAsync(kim))).Value!;
        await Assert.ThrowsAsync<NotFoundException>(() => ReadAsync(token));
        Assert.Equal(1, (await world.DoAsync<RevokeCalendarFeed, Outcome<int>>(o => o.RunAsync(kim))).Value);
        await Assert.ThrowsAsync<NotFoundException>(() => ReadAsync(newer));
        Assert.Equal(0, await world.ReadAsync(db => db.CalendarFeeds.CountAsync(f => f.TokenHash == newer)));
    }

    private static Instant From => Zones.StartOfDay(ScheduleWorld.Today, "America/Vancouver");

    private static Instant To => Zones.StartOfDay(ScheduleWorld.Today.PlusDays(1), "America/Vancouver");

    private Task<AwayBookings> ListAsync(Actor actor) => world.DoAsync<AwayList, AwayBookings>(o => o.GetAsync(actor, world.Kim, From, To));

    private Task<IReadOnlyList<FeedEntry>> ReadAsync(string token) => world.DoAsync<ReadCalendarFeed, IReadOnlyList<FeedEntry>>(o => o.GetAsync(token, world.Now));
}
