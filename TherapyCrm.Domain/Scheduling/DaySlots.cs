using NodaTime;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A stretch of one day's wall clock in five-minute slots from midnight, without the slot after its last.</summary>
public readonly record struct DaySlots(int From, int To)
{
    /// <summary>Slots in a day: 288.</summary>
    public const int PerDay = 24 * 60 / SlotTime.Minutes;

    /// <summary>How many slots.</summary>
    public int Length => To - From;

    /// <summary>Wall-clock start.</summary>
    public LocalTime Start => TimeOf(From);

    /// <summary>Wall-clock end; midnight when it lasts to the end of the day.</summary>
    public LocalTime End => TimeOf(To);

    /// <summary>The wall-clock time at which a slot begins.</summary>
    public static LocalTime TimeOf(int slot) => LocalTime.FromMinutesSinceMidnight(slot % PerDay * SlotTime.Minutes);

    /// <summary>The slot a wall-clock time lies in.</summary>
    public static int Of(LocalTime time) => ((time.Hour * 60) + time.Minute) / SlotTime.Minutes;

    /// <summary>Opening hours, inwards onto the five-minute marks; midnight as an end is the end of the day.</summary>
    public static DaySlots Between(LocalTime opens, LocalTime closes) => new(
        Clamp(Of(opens.PlusMinutes(SlotTime.Minutes - 1))), closes == LocalTime.Midnight ? PerDay : Of(closes));

    /// <summary>Kept within the day.</summary>
    public static int Clamp(int slot) => Math.Clamp(slot, 0, PerDay);

    /// <summary>True when they share a slot.</summary>
    public bool Meets(DaySlots other) => From < other.To && other.From < To;

    /// <summary>The longest stretches of the day for whose every slot the condition holds.</summary>
    public static IEnumerable<DaySlots> Where(Func<int, bool> holds)
    {
        var from = -1;
        for (var slot = 0; slot <= PerDay; slot++)
        {
            var within = slot < PerDay && holds(slot);
            if (within && from < 0) from = slot;
            if (within || from < 0) continue;
            yield return new(from, slot);
            from = -1;
        }
    }
}
