namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>How a series repeats; stored as the name in capitals.</summary>
public enum RecurrenceFrequency
{
    /// <summary>Every so many days, if asked only on some days of the week.</summary>
    Daily,

    /// <summary>Every so many weeks, on one or more days.</summary>
    Weekly,

    /// <summary>Weekly with twice the interval.</summary>
    Biweekly,

    /// <summary>Every so many months, on a day of the month or on its nth or last weekday.</summary>
    Monthly,

    /// <summary>On the dates as listed.</summary>
    Custom,
}
