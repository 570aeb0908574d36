using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Clinical;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>When a client was here last and comes next, alone and in a group.</summary>
public sealed class VisitsAroundTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Absences_and_cancelled_visits_are_neither()
    {
        Assert.Equal((null, null), await AroundAsync());
        var last = await world.VisitAsync(hoursAgo: 48);
        await world.VisitAsync(AppointmentStatus.NoShow, hoursAgo: 24);
        await world.VisitAsync(AppointmentStatus.Cancelled, hoursAgo: -12);
        var next = await world.VisitAsync(AppointmentStatus.Scheduled, hoursAgo: -24);
        await world.VisitAsync(AppointmentStatus.Scheduled, hoursAgo: -48);
        Assert.Equal((last.Id, next.Id), await AroundAsync());
    }

    [Fact]
    public async Task A_group_counts_like_a_visit_of_ones_own_unless_it_was_missed()
    {
        var (own, ahead) = (await world.VisitAsync(hoursAgo: 48), await world.VisitAsync(AppointmentStatus.Scheduled, hoursAgo: -48));
        var (last, next) = (await GroupAsync(hoursAgo: 24), await GroupAsync(hoursAgo: -24));
        Assert.Equal((last.Id, next.Id), await AroundAsync());

        await world.App.DbAsync(db => db.AppointmentParticipants.ExecuteUpdateAsync(u => u.SetProperty(p => p.Attendance, Attendance.Excused)));
        Assert.Equal((own.Id, ahead.Id), await AroundAsync());
    }

    [Fact]
    public async Task Who_may_see_no_visits_is_told_of_none()
    {
        await world.VisitAsync(hoursAgo: 48);
        await GroupAsync(hoursAgo: -24);
        await world.App.Given.UserPermissionAsync(world.Therapist.Id, Permission.ViewAppointments, granted: false);
        Assert.Equal((null, null), await AroundAsync());
    }

    private async Task<(long? Last, long? Next)> AroundAsync()
    {
        var (last, next) = await world.AsAsync((VisitsAround o, Actor a) => o.OfAsync(a, world.Client.Id));
        return (last?.Id, next?.Id);
    }

    private async Task<Appointment> GroupAsync(int hoursAgo) => await GroupNoteTests.SessionAsync(
        world, await world.App.Given.ClientAsync("Omar", "Diaz", world.Therapist.Id), hoursAgo, hoursAgo > 0 ? AppointmentStatus.Completed : AppointmentStatus.Scheduled, world.Client);
}
