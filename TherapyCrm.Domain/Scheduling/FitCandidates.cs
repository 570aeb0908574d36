using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A person or room by name.</summary>
internal sealed record Named(long Id, string Name);

/// <summary>Who and which rooms could serve a wish, the preferred first.</summary>
internal sealed class FitCandidates(CrmDbContext db)
{
    /// <summary>Active, bookable people of the location with the skill and the language; the client's own therapist first.</summary>
    public async Task<IReadOnlyList<Named>> PeopleAsync(NextThatFits.Request request, ServiceCode? service, CancellationToken cancel)
    {
        var (location, one, skill) = (request.LocationId, request.TherapistId, request.SkillId ?? (request.TherapistId is null ? service?.SkillId : null));
        var people = await db.Users.Where(u => u.IsActive && u.IsBookable && u.Locations.Any(l => l.LocationId == location))
            .Where(u => (one == null || u.Id == one) && (skill == null || u.Skills.Any(s => s.SkillId == skill)))
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id)
            .Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName, u.PreferredLanguage, u.SecondaryLanguages }).ToListAsync(cancel);
        var own = request.ClientId is { } client ? await db.Clients.Where(c => c.Id == client).Select(c => c.TherapistId).FirstOrDefaultAsync(cancel) : null;
        return [.. people.Where(p => request.Language is not { } language || p.PreferredLanguage == language || Speaks(p.SecondaryLanguages, language))
            .OrderByDescending(p => p.Id == own).Select(p => new Named(p.Id, p.Name))];
    }

    /// <summary>Active rooms of the location, of the kind.</summary>
    public async Task<IReadOnlyList<Named>> RoomsAsync(NextThatFits.Request request, ServiceCode? service, CancellationToken cancel)
    {
        var (location, one, kind) = (request.LocationId, request.RoomId, request.RoomKindId ?? (request.RoomId is null ? service?.RoomKindId : null));
        return await db.Rooms.Where(r => r.LocationId == location && r.IsActive && (one == null || r.Id == one) && (kind == null || r.RoomKindId == kind))
            .OrderBy(r => r.DisplayOrder).ThenBy(r => r.Id).Select(r => new Named(r.Id, r.Name)).ToListAsync(cancel);
    }

    private static bool Speaks(string? codes, LanguageCode language) =>
        (codes ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(StoredText.Of(language), StringComparer.OrdinalIgnoreCase);
}
