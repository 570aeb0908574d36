using Microsoft.AspNetCore.Identity;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>A therapist of the demo practice with the house and room they usually work in.</summary>
public sealed record DemoTherapist(long Id, DemoHouse House, long Room, string Service);

/// <summary>Twelve people in all four roles, seven of them therapists.</summary>
public sealed class DemoPeople(UserManager<StaffMember> users, EditStaffProfile editStaffProfile)
{
    /// <summary>The sign-ins a newcomer is told of.</summary>
    public static readonly IReadOnlyList<string> SignIns = ["admin@demo.test", "therapist@demo.test", "staff@demo.test", "reception@demo.test"];

    /// <summary>True when they were made before.</summary>
    public async Task<bool> AreThereAsync() => await users.FindByEmailAsync(SignIns[0]) is not null;

    /// <summary>True when the first of them signs in with this password.</summary>
    public async Task<bool> IsPasswordAsync(string password) =>
        await users.FindByEmailAsync(SignIns[0]) is { PasswordHash: { } hash } person && users.PasswordHasher.VerifyHashedPassword(person, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Makes them and answers the therapists.</summary>
    public async Task<IReadOnlyList<DemoTherapist>> SeedAsync(Actor actor, DemoHouses houses, string password, CancellationToken cancel)
    {
        var (harbour, prairie) = (houses.All[0], houses.All[1]);
        await PersonAsync("admin", "Ada", "Lindqvist", password, UserRole.Admin);
        await OfficeAsync(actor, await PersonAsync("staff", "Samuel", "Okafor", password, UserRole.Staff), [harbour, prairie], cancel);
        await OfficeAsync(actor, await PersonAsync("reception", "Rosa", "Delgado", password, UserRole.Receptionist), [harbour, prairie], cancel);
        await OfficeAsync(actor, await PersonAsync("reception2", "Wendy", "Braun", password, UserRole.Receptionist), [prairie], cancel);
        await OfficeAsync(actor, await PersonAsync("staff2", "Felix", "Moreau", password, UserRole.Staff), [harbour], cancel);
        return
        [
            await TherapistAsync(actor, "therapist", "Theodora", "Lee", password, harbour, 0, "IND50", houses.Skills["EMDR"], LanguageCode.Fr, cancel),
            await TherapistAsync(actor, "martin", "Jonas", "Martin", password, harbour, 1, "IND50", houses.Skills["CBT"], LanguageCode.De, cancel, UserRole.Admin),
            await TherapistAsync(actor, "nair", "Anjali", "Nair", password, harbour, 2, "CPL80", houses.Skills["Couples"], LanguageCode.Hi, cancel),
            await TherapistAsync(actor, "beck", "Clara", "Beck", password, harbour, 3, "PLAY50", houses.Skills["Play therapy"], LanguageCode.Fr, cancel),
            await TherapistAsync(actor, "chan", "Marcus", "Chan", password, harbour, 4, "IND50", houses.Skills["CBT"], LanguageCode.Zh, cancel),
            await TherapistAsync(actor, "tremblay", "Lucie", "Tremblay", password, prairie, 0, "IND50", houses.Skills["EMDR"], LanguageCode.Fr, cancel),
            await TherapistAsync(actor, "friesen", "Peter", "Friesen", password, prairie, 1, "INT80", houses.Skills["CBT"], LanguageCode.De, cancel),
        ];
    }

    private async Task<DemoTherapist> TherapistAsync(
        Actor actor, string name, string first, string last, string password, DemoHouse house, int room, string service, long skill, LanguageCode language, CancellationToken cancel,
        params UserRole[] more)
    {
        var person = await PersonAsync(name, first, last, password, [UserRole.Therapist, .. more]);
        (await editStaffProfile.RunAsync(actor, new()
        {
            UserId = person.Id,
            IsBookable = true,
            LocationIds = [house.Id],
            PrimaryLocationId = house.Id,
            WorkingHours = [.. Enumerable.Range(1, 5).Select(d => new WorkInterval(house.Id, (IsoDayOfWeek)d, new LocalTime(9, 0), new LocalTime(d == 3 ? 20 : 18, 0)))],
            SkillIds = [skill],
            Languages = [language],
        }, cancel)).Made();
        return new(person.Id, house, house.Rooms[room], service);
    }

    private async Task OfficeAsync(Actor actor, StaffMember person, DemoHouse[] houses, CancellationToken cancel) => (await editStaffProfile.RunAsync(actor, new()
    {
        UserId = person.Id,
        LocationIds = [.. houses.Select(h => h.Id)],
        PrimaryLocationId = houses[0].Id,
    }, cancel)).Made();

    private async Task<StaffMember> PersonAsync(string name, string first, string last, string password, params UserRole[] roles)
    {
        var email = $"{name}@demo.test";
        var person = new StaffMember { UserName = email, Email = email, EmailConfirmed = true, FirstName = first, LastName = last };
        Check(await users.CreateAsync(person, password));
        foreach (var role in roles) Check(await users.AddToRoleAsync(person, StoredText.Of(role)));
        return person;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"The demo sign-ins could not be made: {string.Join(" ", result.Errors.Select(e => e.Description))}");
    }
}
