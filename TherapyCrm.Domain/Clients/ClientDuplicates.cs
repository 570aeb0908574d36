using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>What makes somebody look like a client who is there already.</summary>
public enum Likeness { SameName, SamePhone, SameBirthdayAndLastName }

/// <summary>A client who may be the same person.</summary>
public sealed record LikelyDuplicate(long Id, string Name, string FileNumber, LocalDate? DateOfBirth, string Phone, ClientStatus Status, Likeness Likeness);

/// <summary>Looks, while a new client is typed, for files that may be the same person's.</summary>
public sealed class ClientDuplicates(CrmDbContext db)
{
    private const int Most = 5;

    /// <summary>What has been typed so far; every part may be missing.</summary>
    public sealed record Request(string? FirstName, string? LastName, string? Phone, LocalDate? DateOfBirth, long? ExceptId = null);

    /// <summary>The files that look alike, archived ones too; only those in the actor's sight.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var (first, last, digits) = (Folded.Text(request.FirstName), Folded.Text(request.LastName), PhoneText.Key(request.Phone));
        var (firstPart, lastPart) = ($" {first} ", $" {last} ");
        var (asksName, asksPhone, asksBirthday) = (first.Length > 0 && last.Length > 0, digits.Length >= 7, last.Length > 0 && request.DateOfBirth is not null);
        if (!asksName && !asksPhone && !asksBirthday) return [];
        var (born, except) = (request.DateOfBirth, request.ExceptId ?? 0);
        var rows = await db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Where(c => c.Id != except
            && ((asksName && c.SearchText.StartsWith(firstPart) && c.SearchText.Contains(lastPart))
                || (asksPhone && c.SearchText.Contains(digits))
                || (asksBirthday && c.DateOfBirth == born && c.SearchText.Contains(lastPart))))
            .OrderBy(c => c.SortName).ThenBy(c => c.Id).Take(50)
            .Select(c => new { c.Id, c.FirstName, c.LastName, c.FileNumber, c.DateOfBirth, c.Phone, c.Status }).ToListAsync(cancel);
        return [.. rows.Select(c => (Row: c, Why: WhyOf(c.FirstName, c.LastName, c.Phone, c.DateOfBirth))).Where(x => x.Why is not null).Take(Most)
            .Select(x => new LikelyDuplicate(x.Row.Id, $"{x.Row.FirstName} {x.Row.LastName}", x.Row.FileNumber, x.Row.DateOfBirth, x.Row.Phone, x.Row.Status, x.Why!.Value))];

        Likeness? WhyOf(string firstName, string lastName, string phone, LocalDate? birthday)
        {
            var sameLast = Folded.Text(lastName) == last;
            if (asksName && sameLast && Folded.Text(firstName) == first) return Likeness.SameName;
            if (asksPhone && PhoneText.Key(phone) == digits) return Likeness.SamePhone;
            return asksBirthday && sameLast && birthday == born ? Likeness.SameBirthdayAndLastName : null;
        }
    }
}
