using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A further member of staff wanted on an appointment.</summary>
public sealed record StaffWanted(long UserId, TherapistRole Role);

/// <summary>Equipment wanted, and how many pieces of it.</summary>
public sealed record EquipmentWanted(long EquipmentId, int Quantity);

/// <summary>A client, or one of its learners, wanted in a group.</summary>
public sealed record ParticipantWanted(long ClientId, long? LearnerId);

/// <summary>Everything an appointment should be: who, where, when and with what.</summary>
public sealed record BookingRequest
{
    public required long ClientId { get; init; }
    public long? LearnerId { get; init; }
    public required long TherapistId { get; init; }
    public required long LocationId { get; init; }

    /// <summary>Wall-clock start at the location, on the 5-minute grid.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Chooses between the two of a doubled hour.</summary>
    public Offset? Offset { get; init; }

    /// <summary>5 to 720 on the 5-minute grid; null takes the service's length.</summary>
    public int? Minutes { get; init; }
    public long? RoomId { get; init; }
    public AppointmentPlace Place { get; init; }
    public string? PlaceNote { get; init; }
    public long? ServiceCodeId { get; init; }

    /// <summary>Null takes the service's name.</summary>
    public string? Title { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<StaffWanted> Staff { get; init; } = [];
    public IReadOnlyList<EquipmentWanted> Equipment { get; init; } = [];
    public bool IsGroupSession { get; init; }
    public int? MaxParticipants { get; init; }
    public IReadOnlyList<ParticipantWanted> Participants { get; init; } = [];

    /// <summary>Confirms the warnings: outside hours, time off, closure, not a place of the therapist's.</summary>
    public bool AllowOutsideHours { get; init; }

    /// <summary>Claims what is taken, on purpose; needs its own permission and at least 5 characters.</summary>
    public string? OverbookReason { get; init; }

    /// <summary>What is wrong with the request by itself.</summary>
    public IEnumerable<Problem> Check()
    {
        if (Minutes is { } minutes)
            foreach (var problem in SlotTime.Check(Start.TimeOfDay, minutes, "startTime", "durationMinutes")) yield return problem;
        foreach (var problem in TypedText.Check("title", Title, 200)) yield return problem;
        foreach (var problem in TypedText.Check("notes", Notes, 4000)) yield return problem;
        foreach (var problem in TypedText.Check("placeNote", PlaceNote, 500)) yield return problem;
        foreach (var problem in TypedText.Check("overbookReason", OverbookReason, 500)) yield return problem;
        if (OverbookReason is { } reason && reason.Trim().Length < 5) yield return Problem.Invalid("overbookReason", "Please give a reason of at least {0} characters.", 5);
        if (Place == AppointmentPlace.Practice && RoomId is null) yield return Problem.Invalid("roomId", "Please choose a room, or say that the visit is online or at home.");
        if (Place != AppointmentPlace.Practice && RoomId is not null) yield return Problem.Invalid("roomId", "A visit online or at home needs no room.");
        if (Staff.Any(s => s.UserId == TherapistId) || Staff.DistinctBy(s => s.UserId).Count() < Staff.Count)
            yield return Problem.Invalid("staff", "Each person can be on an appointment once.");
        if (Equipment.Any(e => e.Quantity < 1) || Equipment.DistinctBy(e => e.EquipmentId).Count() < Equipment.Count)
            yield return Problem.Invalid("equipment", "Name each device once, with at least one piece.");
        foreach (var problem in CheckGroup()) yield return problem;
    }

    private IEnumerable<Problem> CheckGroup()
    {
        if (!IsGroupSession && (Participants.Count > 0 || MaxParticipants is not null))
            yield return Problem.Invalid("isGroupSession", "Only a group session has participants.");
        if (MaxParticipants is < 1 or > 200) yield return Problem.Invalid("maxParticipants", "Please give a number from {0} to {1}.", 1, 200);
        if (Participants.Distinct().Count() < Participants.Count) yield return Problem.Invalid("participants", "Each participant can be named once.");
        if (MaxParticipants is { } most && Participants.Count > most)
            yield return Problem.Invalid("participants", "This group takes at most {0} participants.", most);
    }
}
