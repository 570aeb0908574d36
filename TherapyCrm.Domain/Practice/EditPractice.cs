using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Changes the practice's own name, addresses and languages.</summary>
public sealed class EditPractice(CrmDbContext db) : IOperation
{
    /// <summary>What the practice's details should be, and the version the editor had seen.</summary>
    public sealed record Request
    {
        public int? Version { get; init; }
        public required string Name { get; init; }
        public string? Address { get; init; }
        public string? City { get; init; }
        public string? State { get; init; }
        public string? ZipCode { get; init; }
        public string? Phone { get; init; }
        public string? Email { get; init; }
        public string? Website { get; init; }
        public string? HoursOfOperation { get; init; }
        public string? BillingName { get; init; }
        public string? BillingAddress { get; init; }
        public string? BillingCity { get; init; }
        public string? BillingState { get; init; }
        public string? BillingZipCode { get; init; }
        public string? BillingEmail { get; init; }
        public LanguageCode PrimaryLanguage { get; init; } = LanguageCode.En;
        public IReadOnlyList<LanguageCode> SupportedLanguages { get; init; } = [];

        internal Problem[] Check() =>
        [
            .. TypedText.Check("name", Name, 200, required: true),
            .. new[] { ("address", Address), ("city", City), ("state", State), ("zipCode", ZipCode), ("website", Website), ("billingName", BillingName),
                ("billingAddress", BillingAddress), ("billingCity", BillingCity), ("billingState", BillingState), ("billingZipCode", BillingZipCode) }
                .SelectMany(f => TypedText.Check(f.Item1, f.Item2, 200)),
            .. PhoneText.Check("phone", Phone),
            .. EmailText.Check("email", Email),
            .. EmailText.Check("billingEmail", BillingEmail),
            .. TypedText.Check("hoursOfOperation", HoursOfOperation, 1000),
        ];

        internal void WriteTo(PracticeDetails p)
        {
            (p.Name, p.Website, p.HoursOfOperation) = (TypedText.Kept(Name)!, TypedText.Kept(Website), TypedText.Kept(HoursOfOperation));
            (p.Address, p.City, p.State, p.ZipCode) = (TypedText.Kept(Address), TypedText.Kept(City), TypedText.Kept(State), TypedText.Kept(ZipCode));
            (p.Phone, p.Email) = (TypedText.Kept(Phone), TypedText.Kept(Email));
            (p.BillingName, p.BillingAddress, p.BillingCity) = (TypedText.Kept(BillingName), TypedText.Kept(BillingAddress), TypedText.Kept(BillingCity));
            (p.BillingState, p.BillingZipCode, p.BillingEmail) = (TypedText.Kept(BillingState), TypedText.Kept(BillingZipCode), TypedText.Kept(BillingEmail));
            (p.PrimaryLanguage, p.SupportedLanguages) = (PrimaryLanguage, LanguageCodes.Join(SupportedLanguages));
        }
    }

    /// <summary>Changes them; makes the practice's row when there is none yet.</summary>
    public async Task<Outcome<PracticeDetails>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Check() is { Length: > 0 } problems) return problems;
        var practice = await db.Practices.OrderBy(p => p.Id).FirstOrDefaultAsync(cancel);
        if (practice is null)
        {
            practice = new PracticeDetails { Name = "" };
            request.WriteTo(practice);
            db.Add(practice);
            db.Audit(actor, "practice.added", practice);
            return await db.SaveAsync(practice, cancel: cancel);
        }
        if (practice.StaleSince(request.Version) is { } stale) return stale;
        request.WriteTo(practice);
        return await db.SaveEditAsync(actor, "practice.edited", practice, null, [], null, cancel);
    }
}
