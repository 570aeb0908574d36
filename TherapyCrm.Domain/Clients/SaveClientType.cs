using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Adds a type of clients, changes it, or retires it.</summary>
public sealed class SaveClientType(CrmDbContext db) : IOperation
{
    /// <summary>What the type should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }

        /// <summary>1 to 9.</summary>
        public int Colour { get; init; } = 1;

        /// <summary>0 = for ever.</summary>
        public int RetentionAmount { get; init; }
        public RetentionUnit RetentionUnit { get; init; } = RetentionUnit.Years;
        public TypedFee Fee { get; init; } = TypedFee.None;
        public int? DefaultDuration { get; init; }
        public bool IsActive { get; init; } = true;

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("name", Name, ClientType.LongestName, required: true),
            .. Range("colour", Colour, 1, 9),
            .. Range("retentionAmount", RetentionAmount, 0, RetentionUnit switch { RetentionUnit.Days => 36_500, RetentionUnit.Months => 1_200, _ => 100 }),
            .. DurationText.Check("defaultDuration", DefaultDuration),
        ];

        private static IEnumerable<Problem> Range(string field, int value, int least, int most) =>
            value < least || value > most ? [Problem.Invalid(field, "Please write a number from {0} to {1}.", least, most)] : [];
    }

    /// <returns>The type; or what is wrong.</returns>
    public async Task<Outcome<ClientType>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var (fee, wrong) = request.Fee.Decide();
        if (request.Check().Concat(wrong).ToArray() is { Length: > 0 } problems) return problems;
        if (await db.ClientTypes.Where(t => t.Id != request.Id).Select(t => t.Name).TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var type = request.Id is { } id
            ? await db.ClientTypes.FirstOrDefaultAsync(t => t.Id == id, cancel) ?? throw new NotFoundException()
            : new ClientType { Name = "" };
        if (type.IsBuiltIn) return BuiltIn;
        if (request.Id is not null && type.StaleSince(request.Version) is { } stale) return stale;
        (type.Name, type.Colour, type.IsActive) = (TypedText.Kept(request.Name)!, request.Colour, request.IsActive);
        (type.RetentionAmount, type.RetentionUnit) = (request.RetentionAmount, request.RetentionUnit);
        (type.Fee, type.DefaultDuration) = (fee, request.DefaultDuration);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "client_type.edited", type, null, [], Taken, cancel);
        db.Add(type);
        db.Audit(actor, "client_type.added", type);
        return await db.SaveAsync(type, Taken, cancel);

        static Task<Problem[]> Taken(CancellationToken _) => Task.FromResult<Problem[]>([Problem.Conflict("name", "There is already one of that name.")]);
    }

    internal static Problem BuiltIn => Problem.Conflict("", "This type is built in and cannot be changed.");
}
