using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a booking request comes to once everything it names has been looked up.</summary>
public sealed record BookingFacts(
    BookingRequest Request, Location Location, ServiceCode? Service, string Title, int Minutes, Instant Start, IReadOnlyDictionary<long, int> Capacities)
{
    /// <summary>Everybody on the staff it needs.</summary>
    public IReadOnlyList<long> People => [Request.TherapistId, .. Request.Staff.Select(s => s.UserId)];

    /// <summary>Where it ends.</summary>
    public Instant End => Start + Duration.FromMinutes(Minutes);

    /// <summary>Length in slices.</summary>
    public int Slices => Minutes / SlotTime.Minutes;

    /// <summary>Slices after it in which the room stays taken.</summary>
    public int Turnaround => ((Service?.TurnaroundMinutes ?? 0) + SlotTime.Minutes - 1) / SlotTime.Minutes;

    /// <summary>The clients who must be free.</summary>
    public IReadOnlyList<long> ClientIds => [.. Request.Participants.Where(p => p.LearnerId is null).Select(p => p.ClientId).Prepend(Request.ClientId).Distinct()];

    /// <summary>The learners who must be free.</summary>
    public IReadOnlyList<long> LearnerIds => [.. Request.Participants.Select(p => p.LearnerId).Prepend(Request.LearnerId).OfType<long>().Distinct()];
}

/// <summary>Looks up and checks everything a booking names; booking, moving and repeating all start here.</summary>
public sealed class BookingDraft(CrmDbContext db)
{
    /// <summary>The facts, or what is wrong with the request, field by field.</summary>
    /// <exception cref="NotFoundException">The client or a participant is out of the actor's sight.</exception>
    /// <param name="current">The appointment it changes: what that has already is kept, even if it could not be newly chosen.</param>
    public async Task<Outcome<BookingFacts>> LookUpAsync(Actor actor, BookingRequest request, CancellationToken cancel, Appointment? current = null)
    {
        if (request.Check().ToArray() is { Length: > 0 } wrong) return wrong;
        var service = request.ServiceCodeId is { } code ? await db.ServiceCodes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == code, cancel) : null;
        var location = await db.Locations.AsNoTracking().FirstOrDefaultAsync(l => l.Id == request.LocationId, cancel);
        var wantedDevices = request.Equipment.Select(w => w.EquipmentId).ToArray();
        var devices = wantedDevices.Length == 0 ? [] : await db.Equipment.AsNoTracking().Where(e => wantedDevices.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        List<Problem> problems =
        [
            .. PlaceProblems(request, service, location, current),
            .. await RoomProblemsAsync(request, cancel),
            .. await PeopleProblemsAsync(request, cancel),
            .. EquipmentProblems(request, devices),
            .. await ClientProblemsAsync(actor, request, current, cancel),
        ];
        var minutes = request.Minutes ?? service?.DefaultDuration ?? await UsualMinutesAsync(request, cancel);
        if (minutes == 0) problems.Add(Problem.Invalid("durationMinutes", "Please say how long it lasts, or choose a service."));
        else problems.AddRange(SlotTime.Check(request.Start.TimeOfDay, minutes, "startTime", "durationMinutes"));
        var title = TypedText.Kept(request.Title) ?? service?.Description;
        if (title is null) problems.Add(Problem.Invalid("title", "Please give a title, or choose a service."));
        if (problems.Count > 0) return problems.ToArray();
        return new BookingFacts(request, location!, service, title!, minutes, Zones.ToInstant(request.Start, location!.TimeZone, request.Offset),
            devices.ToDictionary(d => d.Key, d => d.Value.Quantity));
    }

    // Where neither the desk nor a service says how long: as long as sessions of this client, or of its type, usually are.
    private Task<int> UsualMinutesAsync(BookingRequest request, CancellationToken cancel) => request.IsGroupSession ? Task.FromResult(0) : db.Clients.Where(c => c.Id == request.ClientId)
        .Select(c => c.DefaultDuration ?? db.ClientTypes.Where(t => t.Id == c.ClientTypeId).Select(t => t.DefaultDuration).FirstOrDefault() ?? 0).FirstOrDefaultAsync(cancel);

    private static IEnumerable<Problem> PlaceProblems(BookingRequest request, ServiceCode? service, Location? location, Appointment? current)
    {
        if (location is not { IsActive: true }) yield return Problem.Invalid("locationId", "Please choose a location.");
        if (request.ServiceCodeId is not null && service is not { IsActive: true } && (service is null || current?.ServiceCodeId != service.Id))
            yield return Problem.Invalid("serviceCodeId", "This service is no longer offered.");
    }

    private async Task<List<Problem>> RoomProblemsAsync(BookingRequest request, CancellationToken cancel)
    {
        if (request.RoomId is not { } id) return [];
        var room = await db.Rooms.Where(r => r.Id == id).Select(r => new { r.Name, r.IsActive, r.LocationId, r.Capacity }).FirstOrDefaultAsync(cancel);
        var problems = new List<Problem>();
        if (room is null) problems.Add(Problem.Invalid("roomId", "Please choose a room."));
        else if (!room.IsActive) problems.Add(Problem.Invalid("roomId", "{0} is not in use.", room.Name));
        else if (room.LocationId != request.LocationId) problems.Add(Problem.Invalid("roomId", "{0} is at another location.", room.Name));
        return problems;
    }

    private async Task<List<Problem>> PeopleProblemsAsync(BookingRequest request, CancellationToken cancel)
    {
        long[] wanted = [request.TherapistId, .. request.Staff.Select(s => s.UserId)];
        var people = await db.Users.Where(u => wanted.Contains(u.Id)).Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName, u.IsActive, u.IsBookable }).ToListAsync(cancel);
        var problems = new List<Problem>();
        foreach (var id in wanted)
        {
            var field = id == request.TherapistId ? "therapistId" : "staff";
            if (people.Find(p => p.Id == id) is not { } person) problems.Add(Problem.Invalid(field, "Please choose a person."));
            else if (!person.IsActive) problems.Add(Problem.Invalid(field, "{0} no longer works here.", person.Name));
            else if (id == request.TherapistId && !person.IsBookable) problems.Add(Problem.Invalid(field, "{0} does not take appointments.", person.Name));
        }
        return problems;
    }

    private static IEnumerable<Problem> EquipmentProblems(BookingRequest request, Dictionary<long, Equipment> devices)
    {
        foreach (var wanted in request.Equipment)
        {
            if (!devices.TryGetValue(wanted.EquipmentId, out var device)) yield return Problem.Invalid("equipment", "Please choose a device.");
            else if (!device.IsAvailable) yield return Problem.Invalid("equipment", "{0} is not in use.", device.Name);
            else if (device.LocationId is { } at && at != request.LocationId) yield return Problem.Invalid("equipment", "{0} is at another location.", device.Name);
            else if (wanted.Quantity > device.Quantity) yield return Problem.Invalid("equipment", "There are only {0} of {1}.", device.Quantity, device.Name);
        }
    }

    private async Task<List<Problem>> ClientProblemsAsync(Actor actor, BookingRequest request, Appointment? current, CancellationToken cancel)
    {
        ParticipantWanted[] everybody = [new(request.ClientId, request.LearnerId), .. request.Participants];
        var ids = everybody.Select(p => p.ClientId).Distinct().ToList();
        var kept = current is null ? [] : current.Participants.ConvertAll(p => p.ClientId).Append(current.ClientId).ToList();
        var visible = db.Clients.VisibleTo(db, actor, Permission.BookAppointments);
        var clients = await (kept.Count == 0 ? visible : db.Clients.Where(c => kept.Contains(c.Id) || visible.Any(v => v.Id == c.Id))).Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName, c.Status, Learners = c.Learners.Select(l => l.Id).ToList() }).ToListAsync(cancel);
        if (clients.Count < ids.Count) throw new NotFoundException();
        var problems = new List<Problem>();
        for (var i = 0; i < everybody.Length; i++)
        {
            var client = clients.Single(c => c.Id == everybody[i].ClientId);
            if (client.Status == ClientStatus.Archived && (i == 0 || !kept.Contains(client.Id))) problems.Add(Problem.Invalid(i == 0 ? "clientId" : "participants", "{0} is archived.", client.Name));
            if (everybody[i].LearnerId is { } learner && !client.Learners.Contains(learner))
                problems.Add(Problem.Invalid(i == 0 ? "learnerId" : "participants", "This learner belongs to another client."));
        }
        return problems;
    }
}
