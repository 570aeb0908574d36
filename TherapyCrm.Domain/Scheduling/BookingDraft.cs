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
}

/// <summary>Looks up and checks everything a booking names; booking, moving and repeating all start here.</summary>
public sealed class BookingDraft(CrmDbContext db)
{
    /// <summary>The facts, or what is wrong with the request, field by field.</summary>
    /// <exception cref="NotFoundException">The client or a participant is out of the actor's sight.</exception>
    public async Task<Outcome<BookingFacts>> LookUpAsync(Actor actor, BookingRequest request, CancellationToken cancel)
    {
        if (request.Check().ToArray() is { Length: > 0 } wrong) return wrong;
        var service = request.ServiceCodeId is { } code ? await db.ServiceCodes.FirstOrDefaultAsync(s => s.Id == code, cancel) : null;
        var location = await db.Locations.FirstOrDefaultAsync(l => l.Id == request.LocationId, cancel);
        var capacities = await db.Equipment.Where(e => request.Equipment.Select(w => w.EquipmentId).Contains(e.Id) && e.IsAvailable)
            .ToDictionaryAsync(e => e.Id, e => e.Quantity, cancel);
        List<Problem> problems =
        [
            .. PlaceProblems(request, service, location),
            .. await RoomProblemsAsync(request, cancel),
            .. await PeopleProblemsAsync(request, cancel),
            .. EquipmentProblems(request, capacities),
            .. await ClientProblemsAsync(actor, request, cancel),
        ];
        var minutes = request.Minutes ?? service?.DefaultDuration ?? 0;
        if (minutes == 0) problems.Add(Problem.Invalid("durationMinutes", "Please say how long it lasts, or choose a service."));
        else problems.AddRange(SlotTime.Check(request.Start.TimeOfDay, minutes, "startTime", "durationMinutes"));
        var title = TypedText.Kept(request.Title) ?? service?.Description;
        if (title is null) problems.Add(Problem.Invalid("title", "Please give a title, or choose a service."));
        if (problems.Count > 0) return problems.ToArray();
        return new BookingFacts(request, location!, service, title!, minutes, Zones.ToInstant(request.Start, location!.TimeZone, request.Offset), capacities);
    }

    private static IEnumerable<Problem> PlaceProblems(BookingRequest request, ServiceCode? service, Location? location)
    {
        if (location is not { IsActive: true }) yield return Problem.Invalid("locationId", "Please choose a location.");
        if (request.ServiceCodeId is not null && service is not { IsActive: true }) yield return Problem.Invalid("serviceCodeId", "This service is no longer offered.");
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

    private static IEnumerable<Problem> EquipmentProblems(BookingRequest request, Dictionary<long, int> capacities)
    {
        foreach (var wanted in request.Equipment)
        {
            if (!capacities.TryGetValue(wanted.EquipmentId, out var there)) yield return Problem.Invalid("equipment", "This device is not available.");
            else if (wanted.Quantity > there) yield return Problem.Invalid("equipment", "There are only {0} of it.", there);
        }
    }

    private async Task<List<Problem>> ClientProblemsAsync(Actor actor, BookingRequest request, CancellationToken cancel)
    {
        ParticipantWanted[] everybody = [new(request.ClientId, request.LearnerId), .. request.Participants];
        var ids = everybody.Select(p => p.ClientId).Distinct().ToList();
        var clients = await db.Clients.VisibleTo(db, actor, Permission.BookAppointments).Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName, c.Status, Learners = c.Learners.Select(l => l.Id).ToList() }).ToListAsync(cancel);
        if (clients.Count < ids.Count) throw new NotFoundException();
        var problems = new List<Problem>();
        for (var i = 0; i < everybody.Length; i++)
        {
            var client = clients.Single(c => c.Id == everybody[i].ClientId);
            if (client.Status == ClientStatus.Archived) problems.Add(Problem.Invalid(i == 0 ? "clientId" : "participants", "{0} is archived.", client.Name));
            if (everybody[i].LearnerId is { } learner && !client.Learners.Contains(learner))
                problems.Add(Problem.Invalid(i == 0 ? "learnerId" : "participants", "This learner belongs to another client."));
        }
        return problems;
    }
}
