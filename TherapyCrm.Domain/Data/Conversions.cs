using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Data;

/// <summary>How the domain's times, enums and text lie in the database.</summary>
internal static class Conversions
{
    public static void Apply(ModelConfigurationBuilder builder)
    {
        builder.Properties<Instant>().HaveConversion<InstantConverter>().HavePrecision(6);
        builder.Properties<LocalDateTime>().HaveConversion<LocalDateTimeConverter>().HavePrecision(0);
        builder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        builder.Properties<LocalTime>().HaveConversion<LocalTimeConverter>().HavePrecision(0);
        builder.Properties<string>().HaveMaxLength(200);
        builder.Properties<decimal>().HavePrecision(15, 2);
        builder.Properties<DateTimeOffset>().HavePrecision(6);
        builder.Properties<DateTime>().HavePrecision(6);
        Stored<UserRole>(builder);
        Stored<AuditOutcome>(builder);
        Stored<LanguageCode>(builder);
        Stored<Theme>(builder);
        Stored<Density>(builder);
        Stored<BillableUnit>(builder);
        Stored<ClientStatus>(builder);
        Stored<FileNumberFormat>(builder);
        Stored<RetentionUnit>(builder);
        Stored<PreferredContact>(builder);
        Stored<ConsentChannel>(builder);
        Stored<ClinicalFactKind>(builder);
        Stored<CareGroupFormat>(builder);
        Stored<Priority>(builder);
        Stored<LearnerStatus>(builder);
        Stored<RelationshipType>(builder);
        Stored<AppointmentStatus>(builder);
        Stored<AppointmentPlace>(builder);
        Stored<CancelledBy>(builder);
        Stored<TherapistRole>(builder);
        Stored<Attendance>(builder);
        Stored<RecurrenceFrequency>(builder);
        Stored<SeriesDateOutcome>(builder);
        Stored<BlockKind>(builder);
        Stored<Reach>(builder);
        Stored<SecurityClassification>(builder);
        Stored<DocumentRight>(builder);
        Stored<DocumentAction>(builder);
        Stored<NoteFormat>(builder);
        Stored<NoteStatus>(builder);
        Stored<ChoiceList>(builder);
        Stored<PlanStatus>(builder);
        Stored<GoalStatus>(builder);
        Stored<PlanAct>(builder);
        Stored<AssessmentStatus>(builder);
    }

    private static void Stored<T>(ModelConfigurationBuilder builder) where T : struct, Enum =>
        builder.Properties<T>().HaveConversion<StoredTextConverter<T>>().HaveMaxLength(30);

    /// <summary>Microseconds in UTC: what datetime2(6) holds.</summary>
    private sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
        i => new DateTime(i.ToDateTimeUtc().Ticks / 10 * 10, DateTimeKind.Unspecified),
        d => Instant.FromDateTimeUtc(DateTime.SpecifyKind(d, DateTimeKind.Utc)));

    private sealed class LocalDateTimeConverter() : ValueConverter<LocalDateTime, DateTime>(
        l => l.ToDateTimeUnspecified(), d => LocalDateTime.FromDateTime(d));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(l => l.ToDateOnly(), d => LocalDate.FromDateOnly(d));

    private sealed class LocalTimeConverter() : ValueConverter<LocalTime, TimeOnly>(l => l.ToTimeOnly(), t => LocalTime.FromTimeOnly(t));

    private sealed class StoredTextConverter<T>() : ValueConverter<T, string>(v => StoredText.Of(v), s => StoredText.Parse<T>(s))
        where T : struct, Enum;
}
