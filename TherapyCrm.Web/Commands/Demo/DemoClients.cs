using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>A client of the demo practice with their therapist and, for a family, the learner in care.</summary>
public sealed record DemoClient(long Id, long? Learner, DemoTherapist Therapist);

/// <summary>150 clients, every fourth a family with a learner.</summary>
public sealed class DemoClients(DemoOperations run)
{
    private const int Count = 150;
    private static readonly string[] Firsts =
    [
        "Sarah", "Noah", "Amélie", "Liam", "Zoë", "Omar", "Priya", "Wei", "Olga", "Mateo", "Aïcha", "Kenji", "Ruth", "Iván", "Maya", "Tomas", "Ingrid", "Farid", "Helena", "Dylan",
        "Chiara", "Bashir", "Naomi", "Felix", "Yuna",
    ];

    private static readonly string[] Lasts =
    [
        "Chow", "Côté", "Singh", "Müller", "García", "Ivanova", "Brown", "Ali", "Nguyen", "Rossi", "Silva", "Khan", "Peters", "O’Neill", "Dubois", "Yamada", "Haddad", "Novak", "Schmidt",
        "Lavoie", "Bergeron", "Cohen", "Adeyemi",
    ];

    /// <summary>Makes them.</summary>
    public async Task<IReadOnlyList<DemoClient>> SeedAsync(Actor actor, IReadOnlyList<DemoTherapist> team, CancellationToken cancel)
    {
        var made = new List<DemoClient>();
        var types = await TypesAsync(actor, cancel);
        foreach (var i in Enumerable.Range(0, Count))
        {
            var therapist = team[i % team.Count];
            var client = await run.DoAsync((AddClient add) => add.RunAsync(actor, new(Details(i, therapist.Id) with { ClientTypeId = types[i % 4 == 3 ? 1 : i % 7 == 0 ? 2 : 0] }), cancel));
            var learner = i % 4 == 3 ? await LearnerAsync(actor, client, i, therapist.Id, cancel) : null;
            made.Add(new(client.Id, learner, therapist));
        }
        return made;
    }

    private async Task<long[]> TypesAsync(Actor actor, CancellationToken cancel)
    {
        SaveClientType.Request[] wanted =
        [
            new() { Name = "Adult", Colour = 1, RetentionAmount = 10, Fee = new(120m, 13m, null), DefaultDuration = 50 },
            new() { Name = "Family", Colour = 3, RetentionAmount = 10, Fee = new(150m, 13m, null), DefaultDuration = 60 },
            new() { Name = "Low fee", Colour = 6, RetentionAmount = 10, Fee = new(null, 13m, 60m), DefaultDuration = 50 },
        ];
        var ids = new List<long>();
        foreach (var type in wanted) ids.Add((await run.DoAsync((SaveClientType save) => save.RunAsync(actor, type, cancel))).Id);
        return [.. ids];
    }

    private static ClientDetails Details(int i, long therapist) => new()
    {
        FirstName = Firsts[i * 7 % Firsts.Length],
        LastName = Lasts[i * 5 % Lasts.Length],
        Phone = $"{(i % 2 == 0 ? "604" : "204")}-555-{1000 + (i * 37 % 9000)}",
        Email = i % 3 == 0 ? null : $"client{i + 1}@example.test",
        Address = $"{100 + i} Elm Street",
        DateOfBirth = new LocalDate(1948 + (i * 13 % 55), 1 + (i % 12), 1 + (i * 11 % 28)),
        TherapistId = therapist,
        Priority = (i % 10) switch { 0 => Priority.High, 1 or 2 => Priority.Low, _ => Priority.Medium },
        PreferredLanguage = (i % 9) switch { 4 => LanguageCode.Fr, 7 => LanguageCode.Zh, 8 => LanguageCode.Ar, _ => LanguageCode.En },
        RequiresInterpreter = i % 9 == 8,
        InterpreterNotes = i % 9 == 8 ? "Arabic interpreter, please confirm the day before." : null,
        SafetyAlert = i % 29 == 5 ? "Seat near the door, please." : null,
        CustodyAlert = i % 31 == 7 ? "Only the mother may fetch the child." : null,
        MayLeaveMessage = i % 5 == 0 ? null : i % 5 != 1,
    };

    private async Task<long?> LearnerAsync(Actor actor, Client client, int i, long therapist, CancellationToken cancel)
    {
        var learner = await run.DoAsync((AddLearner add) => add.RunAsync(actor, new(client.Id, new()
        {
            FirstName = Firsts[(i * 3) + 1 < Firsts.Length ? (i * 3) + 1 : i % Firsts.Length],
            LastName = client.LastName,
            DateOfBirth = new LocalDate(2013 + (i % 9), 1 + (i % 12), 5),
            InstructorId = therapist,
        }), cancel));
        await run.DoAsync((AddContact add) => add.RunAsync(actor, new(client.Id, new()
        {
            Relationship = i % 8 == 3 ? RelationshipType.Grandparent : RelationshipType.Parent,
            FirstName = Firsts[(i + 11) % Firsts.Length],
            LastName = client.LastName,
            Phone = $"604-555-{2000 + i}",
            MayBeTold = true,
            MayPickUp = true,
        }), cancel));
        return learner.Id;
    }
}
