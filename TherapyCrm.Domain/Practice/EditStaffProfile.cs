using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>A stretch of a person's week at a location, by its wall clock.</summary>
public sealed record WorkInterval(long LocationId, IsoDayOfWeek Day, LocalTime From, LocalTime To);

/// <summary>Changes where and when a person works, what they can do, and whether they can be booked.</summary>
public sealed class EditStaffProfile(CrmDbContext db, BookingsAhead bookingsAhead) : IOperation
{
    /// <summary>What the profile should be, and the version the editor had seen.</summary>
    public sealed record Request
    {
        public required long UserId { get; init; }
        public int? Version { get; init; }
        public string? Title { get; init; }
        public bool IsBookable { get; init; }
        public IReadOnlyList<long> LocationIds { get; init; } = [];

        /// <summary>One of <see cref="LocationIds"/>; null takes the first.</summary>
        public long? PrimaryLocationId { get; init; }
        public IReadOnlyList<WorkInterval> WorkingHours { get; init; } = [];
        public IReadOnlyList<long> SkillIds { get; init; } = [];

        /// <summary>Languages worked in beside the preferred one.</summary>
        public IReadOnlyList<LanguageCode> Languages { get; init; } = [];

        /// <summary>Takes the person off booking although bookings are to come.</summary>
        public bool ConfirmBookings { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("title", Title, 200),
            .. DayInterval.Check("workingHours", [.. WorkingHours.Select(w => new DayInterval(w.Day, w.From, w.To))]),
            .. WorkingHours.Any(w => !LocationIds.Contains(w.LocationId)) ? [Problem.Invalid("workingHours", "Working hours belong to a location the person works at.")] : Array.Empty<Problem>(),
            .. PrimaryLocationId is { } primary && !LocationIds.Contains(primary) ? [Problem.Invalid("primaryLocationId", "The first location must be one the person works at.")] : Array.Empty<Problem>(),
        ];
    }

    /// <returns>The person; or what is wrong, or the bookings in the way.</returns>
    public async Task<Outcome<StaffMember>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var person = await db.Users.Include(u => u.Locations).Include(u => u.WorkingHours).Include(u => u.Skills).AsSplitQuery()
            .FirstOrDefaultAsync(u => u.Id == request.UserId, cancel) ?? throw new NotFoundException();
        if (person.StaleSince(request.Version) is { } stale) return stale;
        if (request.Check().Concat(await MissingAsync(request, cancel)).ToArray() is { Length: > 0 } problems) return problems;
        if (person.IsBookable && !request.IsBookable && !request.ConfirmBookings
            && await bookingsAhead.OfStaffAsync(actor, person.Id, cancel) is { Total: > 0 } ahead) return ahead.Warning("isBookable");
        (person.Title, person.IsBookable) = (TypedText.Kept(request.Title), request.IsBookable);
        person.SecondaryLanguages = LanguageCodes.Join(request.Languages.Where(l => l != person.PreferredLanguage));
        var lists = StaffLists.Write(db, person, request);
        string[] changed = [.. db.ChangedFields(person), .. lists];
        if (changed.Length == 0) return person;
        db.Entry(person).State = EntityState.Modified;
        db.AuditUser(actor, "staff.edited", person.Id, string.Join(',', changed));
        return await db.SaveAsync(person, cancel: cancel);
    }

    private async Task<List<Problem>> MissingAsync(Request request, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (await db.Locations.CountAsync(l => request.LocationIds.Contains(l.Id), cancel) < request.LocationIds.Distinct().Count())
            problems.Add(Problem.Invalid("locationIds", "Please choose a location."));
        if (await db.Skills.CountAsync(s => request.SkillIds.Contains(s.Id), cancel) < request.SkillIds.Distinct().Count())
            problems.Add(Problem.Invalid("skillIds", "Please choose a skill."));
        return problems;
    }
}
