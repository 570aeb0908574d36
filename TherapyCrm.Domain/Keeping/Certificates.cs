using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Keeping;

/// <summary>A certificate as people read it.</summary>
public sealed record CertificateRow(long ClientId, string FileNumber, string Name, LocalDate FirstContact, LocalDate LastContact, LocalDate KeptUntil, Instant DestroyedAt, string AskedBy, string DestroyedBy);

/// <summary>The files that were ended.</summary>
public sealed class Certificates(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>The newest first; at most 200.</summary>
    /// <param name="clientId">Only that file's.</param>
    public async Task<IReadOnlyList<CertificateRow>> RunAsync(Actor actor, long? clientId = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.DestroyRecords);
        var visible = db.Clients.VisibleTo(db, actor, Permission.DestroyRecords).Select(c => c.Id);
        var rows = await (from d in db.DestructionCertificates.Where(d => visible.Contains(d.ClientId) && (clientId == null || d.ClientId == clientId))
                          orderby d.Id descending
                          select new CertificateRow(d.ClientId, d.FileNumber, d.Name, d.FirstContact, d.LastContact, d.KeptUntil, d.DestroyedAt,
                              db.Users.Where(u => u.Id == d.AskedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() ?? "", db.Users.Where(u => u.Id == d.DestroyedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() ?? ""))
            .Take(200).ToListAsync(cancel);
        await reads.ListAsync(actor, "retention.certificates_listed", $"client={clientId}", rows.Count, cancel);
        return rows;
    }
}
