using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Access;

/// <summary>The decision table of access.md §1, read out row by row over plain lists; written apart from the query that it judges.</summary>
internal sealed class Oracle(World world)
{
    private const int Me = 0;

    public bool Client(Permission permission, int client) => Decide(permission, client, null);

    public bool Learner(Permission permission, int client, int learner) => Decide(permission, client, learner);

    /// <summary>Through its client or learner, or through any participant.</summary>
    public bool Visit(Permission permission, World.Visit visit) =>
        !visit.Deleted && (Decide(permission, visit.Client, visit.Learner) || visit.Participants.Exists(p => Decide(permission, p.Client, p.Learner)));

    /// <summary>As its client or learner; a draft is its author's alone, and what was thrown away nobody's.</summary>
    public bool Note(Permission permission, World.Written note) =>
        !note.Discarded && (note.Status != NoteStatus.Draft || note.Author == Me) && Decide(permission, note.Client, note.Learner);

    private bool Decide(Permission permission, int client, int? learner)
    {
        // Edit, delete and export also need view.
        var needed = permission switch
        {
            Permission.EditClients or Permission.ExportRecords => Permission.ViewClients,
            Permission.BookAppointments => Permission.ViewAppointments,
            Permission.WriteClinical => Permission.ViewClinical,
            Permission.EditDocuments => Permission.ViewDocuments,
            _ => (Permission?)null,
        };
        return Row(permission, client, learner) && (needed is not { } view || Row(view, client, learner));
    }

    private bool Row(Permission permission, int client, int? learner)
    {
        if (world.Rights.Exists(r => r.Permission == permission && !r.Granted && Live(r.Until))) return false;                                              // 2
        if (OnRecord(permission, client, learner, granted: false)) return false;                                                                            // 3
        var view = permission is Permission.ViewClients or Permission.ViewAppointments or Permission.ViewClinical or Permission.ViewDocuments;
        if (view && world.Glasses.Exists(g => g.Client == client && !g.Ended && g.Until > World.Now)) return true;                                          // 6
        return Reached(permission, client, learner);
    }

    /// <summary>Rows 8 to 12.</summary>
    public bool Reached(Permission permission, int client, int? learner)
    {
        if (OnRecord(permission, client, learner, granted: true)) return true;                                                                              // 8
        var reaches = Reaches(permission);
        if (reaches.Contains(Reach.Any)) return true;                                                                                                       // 9
        if (reaches.Contains(Reach.Location) && AtMyLocation(client)) return true;                                                                          // 10
        return reaches.Contains(Reach.Assigned) && Assigned(client, learner);                                                                               // 11, 12
    }

    /// <summary>How far roles and grants let the person go.</summary>
    public HashSet<Reach> Reaches(Permission permission) => world.Roles.Select(role => RoleDefaults.For(role, permission))
        .Concat(world.Rights.Where(r => r.Permission == permission && r.Granted && Live(r.Until)).Select(r => r.Reach ?? Reach.Assigned)).ToHashSet();

    /// <summary>A live row of the record's own.</summary>
    public bool OnRecord(Permission permission, int client, int? learner, bool granted) => world.RecordRights.Exists(r =>
        r.Permission == permission && r.Client == client && r.Granted == granted && Live(r.Until) && (r.Learner is null || r.Learner == learner));

    private bool AtMyLocation(int client)
    {
        var visits = world.Visits.Where(v => Counts(v) && Names(v, client)).ToList();
        return visits.Count == 0 || visits.Exists(v => world.People[Me].Locations[v.Location]);
    }

    private bool Assigned(int client, int? learner)
    {
        var row = world.Clients[client];
        return row.Therapist == Me || (row.Therapist is null && row.Creator == Me)
            || row.Learners.Exists(l => l.Instructor == Me && (learner is null || l.Index == learner))
            || world.Visits.Exists(v => Counts(v) && Names(v, client) && Math.Abs(v.Days) <= 90 && (v.Therapist == Me || v.Second == Me));
    }

    private static bool Counts(World.Visit visit) => !visit.Deleted && visit.Status != AppointmentStatus.Cancelled;

    private static bool Names(World.Visit visit, int client) => visit.Client == client || visit.Participants.Exists(p => p.Client == client);

    private static bool Live(Instant? until) => until is null || until > World.Now;
}
