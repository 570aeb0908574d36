using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Clients;

namespace TherapyCrm.Tests.Practice;

public sealed class StaffProfileTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    private EditStaffProfile.Request Week(params WorkInterval[] hours) =>
        new() { UserId = world.Lee, IsBookable = true, LocationIds = [world.LocationId], WorkingHours = hours };

    private WorkInterval Hours(IsoDayOfWeek day, int from, int to) => new(world.LocationId, day, new(from, 0), new(to, 0));

    [Fact]
    public async Task A_week_languages_and_skills_are_kept()
    {
        var skill = (await world.RunAsync((SaveSkill o) => o.RunAsync(world.Admin, new() { Name = "EMDR" }))).Value!;
        var request = Week(Hours(IsoDayOfWeek.Monday, 9, 12), Hours(IsoDayOfWeek.Monday, 13, 17)) with { SkillIds = [skill.Id], Languages = [LanguageCode.Fr, LanguageCode.En] };

        Assert.True((await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, request))).Succeeded);
        Assert.True((await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, request with { WorkingHours = [Hours(IsoDayOfWeek.Tuesday, 9, 12)] }))).Succeeded);

        var lee = await world.RunAsync((PracticeSetup q) => q.StaffMemberAsync(world.Admin, world.Lee));
        Assert.Equal(("FR", IsoDayOfWeek.Tuesday, skill.Id, true), (lee.SecondaryLanguages, Assert.Single(lee.WorkingHours).DayOfWeek, Assert.Single(lee.Skills).SkillId, Assert.Single(lee.Locations).IsPrimary));
        Assert.Equal(["secondaryLanguages,locations,workingHours,skills", "workingHours"], world.Db(db => db.AuditEntries.Where(a => a.Action == "staff.edited").OrderBy(a => a.Id).Select(a => a.Details!).ToList()));
    }

    [Fact]
    public async Task Overlapping_backward_or_homeless_hours_are_refused()
    {
        Assert.False((await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week(Hours(IsoDayOfWeek.Monday, 9, 12), Hours(IsoDayOfWeek.Monday, 11, 13))))).Succeeded);
        Assert.False((await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week(Hours(IsoDayOfWeek.Monday, 12, 9))))).Succeeded);
        Assert.False((await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week(Hours(IsoDayOfWeek.Monday, 9, 12)) with { LocationIds = [] }))).Succeeded);
    }

    [Fact]
    public async Task A_person_with_bookings_to_come_stops_being_bookable_only_after_a_yes()
    {
        world.Appointment((await world.ClientAsync()).Id);

        var asked = await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week() with { IsBookable = false }));
        Assert.Equal("isBookable", Assert.Single(asked.Problems).Field);
        Assert.True((await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week() with { IsBookable = false, ConfirmBookings = true }))).Succeeded);
    }

    [Fact]
    public async Task A_stale_week_is_refused()
    {
        await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week(Hours(IsoDayOfWeek.Monday, 9, 12))));

        var late = await world.RunAsync((EditStaffProfile o) => o.RunAsync(world.Admin, Week() with { Version = 1 }));

        Assert.Equal(ProblemKind.Stale, Assert.Single(late.Problems).Kind);
    }

    [Fact]
    public async Task Time_off_goes_by_the_clock_of_the_persons_location()
    {
        var day = new LocalDate(2026, 12, 24);
        var added = (await world.RunAsync((AddTimeOff o) => o.RunAsync(world.Admin, new() { UserId = world.Lee, FirstDay = day, LastDay = day, From = new LocalTime(13, 0) }))).Value!;

        Assert.Equal((Instant.FromUtc(2026, 12, 24, 20, 0), Instant.FromUtc(2026, 12, 25, 7, 0)), (added.StartsAt, added.EndsAt));
        Assert.Single(await world.RunAsync(async (PracticeSetup q) => await world.RunAsync((PracticeDay d) => q.TimeOffAsync(world.Admin, world.Lee, d))));
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((RemoveTimeOff o) => o.RunAsync(world.Admin, new(world.Roy, added.Id))));
        Assert.True((await world.RunAsync((RemoveTimeOff o) => o.RunAsync(world.Admin, new(world.Lee, added.Id)))).Succeeded);
        Assert.Equal(0, await world.Db(db => db.TimeOff.CountAsync()));
    }
}
