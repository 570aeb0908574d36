using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Tests.Access;

/// <summary>The decision table of access.md §1 for documents, read out row by row over plain lists; written apart from the query that it judges.</summary>
internal sealed class DocumentOracle(World world)
{
    private const int Me = 0;
    private readonly Oracle clients = new(world);

    /// <summary>True when the table ends in "allow"; whatever is more than reading also needs reading.</summary>
    public bool May(DocumentRight right, World.Paper paper) => Row(right, paper) && Row(DocumentRight.Read, paper);

    private bool Row(DocumentRight right, World.Paper paper)
    {
        var reads = right == DocumentRight.Read;
        var clinical = paper.Clinical != false;
        var permission = (reads, clinical) switch
        {
            (true, true) => Permission.ViewClinical,
            (true, false) => Permission.ViewDocuments,
            (false, true) => Permission.WriteClinical,
            (false, false) => Permission.EditDocuments,
        };
        if (world.Rights.Exists(r => r.Permission == permission && !r.Granted && Live(r.Until))) return false;                                              // 2
        if (paper.Client is { } c && clients.OnRecord(permission, c, paper.Learner, granted: false)) return false;                                          // 3
        if (paper.Grants.Exists(g => g.User == Me && Live(g.Until) && (reads || g.Right == right))) return true;                                            // 4
        if (reads && paper.Uploader == Me) return true;                                                                                                     // 5
        if (reads && world.Glasses.Exists(g => g.Client == paper.Client && !g.Ended && g.Until > World.Now)) return true;                                   // 6
        if (paper.Restricted) return false;                                                                                                                 // 7
        return paper.Client is { } client ? clients.Reached(permission, client, paper.Learner) : clients.Reaches(permission).Contains(Reach.Any);           // 8 to 12
    }

    private static bool Live(Instant? until) => until is null || until > World.Now;
}
