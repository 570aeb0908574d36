using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds a service, changes it, or retires it.</summary>
public sealed class SaveServiceCode(CrmDbContext db) : IOperation
{
    /// <summary>What the service should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Code { get; init; }
        public required string Description { get; init; }
        public decimal Rate { get; init; }

        /// <summary>Per cent, three places.</summary>
        public decimal TaxRate { get; init; }
        public BillableUnit BillableUnit { get; init; } = BillableUnit.Session;
        public int? MinimumDuration { get; init; }
        public string? Notes { get; init; }
        public bool IsActive { get; init; } = true;

        /// <summary>Minutes, on the 5-minute grid, 5 to 720.</summary>
        public int DefaultDuration { get; init; } = 50;

        /// <summary>Minutes, on the 5-minute grid, 0 to 240.</summary>
        public int TurnaroundMinutes { get; init; }
        public bool TurnaroundForTherapist { get; init; }

        /// <summary>1 to 9.</summary>
        public int Colour { get; init; } = 1;
        public bool IsGroup { get; init; }
        public long? RoomKindId { get; init; }
        public long? SkillId { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("code", Code, 40, required: true),
            .. TypedText.Check("description", Description, 200, required: true),
            .. TypedText.Check("notes", Notes, 4000),
            .. Money("rate", Rate, 2, 1_000_000),
            .. Money("taxRate", TaxRate, 3, 100),
            .. Grid("defaultDuration", DefaultDuration, 5, 720),
            .. Grid("turnaroundMinutes", TurnaroundMinutes, 0, 240),
            .. Range("minimumDuration", MinimumDuration ?? 5, 1, 720),
            .. Range("colour", Colour, 1, 9),
        ];

        private static IEnumerable<Problem> Grid(string field, int minutes, int least, int most) => minutes % 5 != 0
            ? [Problem.Invalid(field, "Please write a multiple of {0} minutes.", 5)]
            : Range(field, minutes, least, most);

        private static IEnumerable<Problem> Range(string field, int value, int least, int most) =>
            value < least || value > most ? [Problem.Invalid(field, "Please write a number from {0} to {1}.", least, most)] : [];

        private static IEnumerable<Problem> Money(string field, decimal value, int places, decimal most)
        {
            if (value < 0 || value > most) yield return Problem.Invalid(field, "Please write a number from {0} to {1}.", 0, most);
            else if (decimal.Round(value, places) != value) yield return Problem.Invalid(field, "Please use at most {0} decimal places.", places);
        }
    }

    /// <returns>The service; or what is wrong.</returns>
    public async Task<Outcome<ServiceCode>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Check().Concat(await MissingAsync(request, cancel)).ToArray() is { Length: > 0 } problems) return problems;
        var service = request.Id is { } id
            ? await db.ServiceCodes.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw new NotFoundException()
            : new ServiceCode { Code = "", Description = "" };
        if (request.Id is not null && service.StaleSince(request.Version) is { } stale) return stale;
        (service.Code, service.Description, service.Notes) = (TypedText.Kept(request.Code)!, TypedText.Kept(request.Description)!, TypedText.Kept(request.Notes));
        (service.Rate, service.TaxRate, service.BillableUnit, service.MinimumDuration) = (request.Rate, request.TaxRate, request.BillableUnit, request.MinimumDuration);
        (service.DefaultDuration, service.TurnaroundMinutes, service.TurnaroundForTherapist) = (request.DefaultDuration, request.TurnaroundMinutes, request.TurnaroundForTherapist);
        (service.Colour, service.IsGroup, service.IsActive) = (request.Colour, request.IsGroup, request.IsActive);
        (service.RoomKindId, service.SkillId) = (request.RoomKindId, request.SkillId);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "service.edited", service, null, [], Taken, cancel);
        db.Add(service);
        db.Audit(actor, "service.added", service);
        return await db.SaveAsync(service, Taken, cancel);

        static Task<Problem[]> Taken(CancellationToken _) => Task.FromResult<Problem[]>([Problem.Conflict("code", "There is already a service with that code.")]);
    }

    private async Task<List<Problem>> MissingAsync(Request request, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (request.RoomKindId is { } kind && !await db.RoomKinds.AnyAsync(k => k.Id == kind, cancel)) problems.Add(Problem.Invalid("roomKindId", "Please choose a kind of room."));
        if (request.SkillId is { } skill && !await db.Skills.AnyAsync(s => s.Id == skill, cancel)) problems.Add(Problem.Invalid("skillId", "Please choose a skill."));
        return problems;
    }
}
