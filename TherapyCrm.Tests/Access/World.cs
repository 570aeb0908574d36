using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Access;

/// <summary>A small practice in plain lists, made at random: what the oracle reasons about and what is put into the database.</summary>
internal sealed class World
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 17, 0);
    public static readonly Permission[] Asked =
        [Permission.ViewClients, Permission.EditClients, Permission.ViewAppointments, Permission.BookAppointments, Permission.ViewClinical, Permission.WriteClinical, Permission.ExportRecords,
            Permission.ViewDocuments, Permission.EditDocuments];
    private static readonly int[] Days = [-200, -91, -90, -89, -1, 0, 1, 89, 90, 91, 200];
    private readonly Random random;

    public sealed record Person(int Index, bool[] Locations);
    public sealed record ClientRow(int Index, int? Therapist, int? Creator, List<LearnerRow> Learners);
    public sealed record LearnerRow(int Index, int? Instructor);
    public sealed record Visit(int Client, int? Learner, int Therapist, int? Second, int Location, int Days, AppointmentStatus Status, bool Deleted, List<(int Client, int? Learner)> Participants);
    public sealed record Right(Permission Permission, bool Granted, Reach? Reach, Instant? Until);
    public sealed record RecordRight(Permission Permission, int Client, int? Learner, bool Granted, Instant? Until);
    public sealed record Paper(int Index, int? Client, int? Learner, bool? Clinical, bool Restricted, int Uploader, List<Grant> Grants);
    public sealed record Grant(int User, DocumentRight Right, Instant? Until);
    public sealed record Written(int Index, int Client, int? Learner, int Author, NoteStatus Status, bool Discarded);
    public sealed record Glass(int Client, Instant Until, bool Ended);

    public List<Person> People { get; } = [];
    public List<UserRole> Roles { get; } = [];
    public List<ClientRow> Clients { get; } = [];
    public List<Visit> Visits { get; } = [];
    public List<Right> Rights { get; } = [];
    public List<RecordRight> RecordRights { get; } = [];
    public List<Glass> Glasses { get; } = [];
    public List<Paper> Documents { get; } = [];
    public List<Written> Notes { get; } = [];

    /// <summary>Person 0 is the one whose sight is asked about; there are two locations.</summary>
    public World(int seed)
    {
        random = new Random(seed);
        for (var i = 0; i < 3; i++) People.Add(new(i, [Chance(2), Chance(2)]));
        foreach (var role in Enum.GetValues<UserRole>()) if (Chance(3)) Roles.Add(role);
        for (var c = 0; c < 4; c++)
        {
            var learners = Enumerable.Range(0, random.Next(3)).Select(l => new LearnerRow((c * 10) + l, Someone(3))).ToList();
            Clients.Add(new(c, Someone(2), Someone(1), learners));
        }
        for (var v = random.Next(7); v > 0; v--) Visits.Add(NewVisit());
        for (var r = random.Next(4); r > 0; r--)
        {
            var granted = Chance(2);
            Rights.Add(new(AnyPermission(), granted, granted && !Chance(4) ? (Reach)random.Next(1, 4) : null, Until()));
        }
        for (var r = random.Next(5); r > 0; r--)
        {
            var (client, learner) = Someone();
            RecordRights.Add(new(AnyPermission(), client, learner, Chance(2), Until()));
        }
        if (Chance(3)) Glasses.Add(new(random.Next(4), Now + Duration.FromMinutes(random.Next(3) - 1), Chance(3)));
        for (var d = 0; d < 6; d++) Documents.Add(NewPaper(d));
        for (var n = 0; n < 8; n++) Notes.Add(NewNote(n));
    }

    private Paper NewPaper(int index)
    {
        var (client, learner) = Chance(4) ? (null, null) : ((int?, int?))Someone();
        var grants = Enumerable.Range(0, random.Next(3)).Select(_ => new Grant(random.Next(2), (DocumentRight)random.Next(4), Until())).DistinctBy(g => (g.User, g.Right)).ToList();
        return new(index, client, learner, Chance(6) ? null : Chance(2), Chance(3), random.Next(3), grants);
    }

    private Written NewNote(int index)
    {
        var (client, learner) = Someone();
        return new(index, client, learner, random.Next(3), (NoteStatus)random.Next(3), Chance(4));
    }

    private Visit NewVisit()
    {
        var (client, learner) = Someone();
        var participants = Enumerable.Range(0, random.Next(3)).Select(_ => Someone()).Distinct().ToList();
        return new(client, learner, random.Next(3), Someone(2), random.Next(2), Days[random.Next(Days.Length)],
            Chance(4) ? AppointmentStatus.Cancelled : AppointmentStatus.Scheduled, Chance(8), participants);
    }

    private (int Client, int? Learner) Someone()
    {
        var client = Clients[random.Next(Clients.Count)];
        return (client.Index, client.Learners.Count > 0 && Chance(2) ? client.Learners[random.Next(client.Learners.Count)].Index : null);
    }

    private int? Someone(int noneOneIn) => Chance(noneOneIn + 1) ? null : random.Next(3);

    private Permission AnyPermission() => Asked[random.Next(Asked.Length)];

    private Instant? Until() => random.Next(5) switch { 0 => Now - Duration.FromSeconds(1), 1 => Now, 2 => Now + Duration.FromSeconds(1), _ => null };

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;
}
