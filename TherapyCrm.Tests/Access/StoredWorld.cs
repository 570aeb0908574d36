using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Access;

/// <summary>The world as it lies in the database, with the numbers its rows got.</summary>
internal sealed class StoredWorld
{
    public List<long> People { get; } = [];
    public List<long> Clients { get; } = [];
    public Dictionary<int, long> Learners { get; } = [];
    public Dictionary<World.Visit, long> Visits { get; } = new(ReferenceEqualityComparer.Instance);
    public Dictionary<int, long> Documents { get; } = [];
    public Dictionary<int, long> Notes { get; } = [];
    private List<long> Places { get; } = [];

    public static async Task<StoredWorld> SaveAsync(CrmDbContext db, World world)
    {
        var stored = new StoredWorld();
        await stored.PlacesAsync(db);
        await stored.PeopleAsync(db, world);
        await stored.ClientsAsync(db, world);
        await stored.VisitsAsync(db, world);
        await stored.RightsAsync(db, world);
        await stored.DocumentsAsync(db, world);
        await stored.NotesAsync(db, world);
        return stored;
    }

    private async Task PlacesAsync(CrmDbContext db)
    {
        db.Add(new PracticeDetails { Name = "World" });
        await db.SaveChangesAsync();
        foreach (var name in (string[])["North", "South"])
        {
            var place = new Location { Name = name, Address = "1", City = "c", Province = "BC", PostalCode = "V5K 0A1", TimeZone = "UTC" };
            db.Add(place);
            await db.SaveChangesAsync();
            Places.Add(place.Id);
        }
    }

    private async Task PeopleAsync(CrmDbContext db, World world)
    {
        foreach (var person in world.People)
        {
            var row = new StaffMember { FirstName = "P", LastName = $"{person.Index}", UserName = $"p{person.Index}", NormalizedUserName = $"P{person.Index}", Email = $"p{person.Index}@x.test", NormalizedEmail = $"P{person.Index}@X.TEST" };
            for (var place = 0; place < 2; place++) if (person.Locations[place]) row.Locations.Add(new StaffLocation { LocationId = Places[place] });
            db.Add(row);
            await db.SaveChangesAsync();
            People.Add(row.Id);
        }
        foreach (var role in world.Roles)
        {
            var name = StoredText.Of(role);
            db.UserRoles.Add(new IdentityUserRole<long> { UserId = People[0], RoleId = await db.Roles.Where(r => r.Name == name).Select(r => r.Id).SingleAsync() });
        }
        await db.SaveChangesAsync();
    }

    private async Task ClientsAsync(CrmDbContext db, World world)
    {
        foreach (var client in world.Clients)
        {
            var row = new Client { FirstName = "C", LastName = $"{client.Index}", FileNumber = $"{client.Index}", Phone = "1", TherapistId = client.Therapist is { } t ? People[t] : null };
            foreach (var learner in client.Learners) row.Learners.Add(new Learner { ClientId = 0, FirstName = "L", LastName = $"{learner.Index}", InstructorId = learner.Instructor is { } i ? People[i] : null });
            db.ActFor(new Actor { UserId = client.Creator is { } c ? People[c] : null, Now = World.Now });
            db.Add(row);
            await db.SaveChangesAsync();
            Clients.Add(row.Id);
            for (var l = 0; l < client.Learners.Count; l++) Learners[client.Learners[l].Index] = row.Learners[l].Id;
        }
    }

    private async Task VisitsAsync(CrmDbContext db, World world)
    {
        foreach (var visit in world.Visits)
        {
            var at = World.Now + Duration.FromDays(visit.Days);
            var row = new Appointment { Title = "Visit", ClientId = Clients[visit.Client], LearnerId = Learner(visit.Learner), TherapistId = People[visit.Therapist], LocationId = Places[visit.Location] };
            row.PlaceAt(at.InUtc().LocalDateTime, "UTC", 50, at);
            if (visit.Second is { } second) row.Staff.Add(new AppointmentStaff { UserId = People[second], Role = TherapistRole.Assistant });
            foreach (var p in visit.Participants) row.Participants.Add(new AppointmentParticipant { ClientId = Clients[p.Client], LearnerId = Learner(p.Learner) });
            db.Add(row);
            db.Entry(row).Property(a => a.Status).CurrentValue = visit.Status;
            if (visit.Deleted) db.Entry(row).Property(a => a.DeletedAt).CurrentValue = World.Now;
            await db.SaveChangesAsync();
            Visits[visit] = row.Id;
        }
    }

    private async Task RightsAsync(CrmDbContext db, World world)
    {
        db.AddRange(world.Rights.Select(r => new UserPermission { UserId = People[0], PermissionId = r.Permission, Granted = r.Granted, Reach = r.Reach, ExpiresAt = r.Until, GrantedAt = World.Now }));
        db.AddRange(world.RecordRights.Select(r => new RecordPermission { UserId = People[0], PermissionId = r.Permission, ClientId = Clients[r.Client], LearnerId = Learner(r.Learner), Granted = r.Granted, ExpiresAt = r.Until, GrantedAt = World.Now }));
        foreach (var glass in world.Glasses)
        {
            var row = new BreakGlassAccess { UserId = People[0], ClientId = Clients[glass.Client], Reason = "An emergency, truly", StartedAt = World.Now, ExpiresAt = glass.Until };
            db.Add(row);
            if (glass.Ended) db.Entry(row).Property(b => b.EndedAt).CurrentValue = World.Now;
        }
        await db.SaveChangesAsync();
    }

    private async Task DocumentsAsync(CrmDbContext db, World world)
    {
        var categories = new[] { new DocumentCategory { Name = "Plain" }, new DocumentCategory { Name = "Clinical", IsClinical = true } };
        db.AddRange(categories);
        await db.SaveChangesAsync();
        foreach (var document in world.Documents)
        {
            var row = new Document { ClientId = document.Client is { } c ? Clients[c] : null, UploaderId = People[document.Uploader] };
            db.Add(row);
            db.Entry(row).Property(d => d.LearnerId).CurrentValue = Learner(document.Learner);
            db.Entry(row).Property(d => d.CategoryId).CurrentValue = document.Clinical is { } clinical ? categories[clinical ? 1 : 0].Id : null;
            db.Entry(row).Property(d => d.SecurityClassification).CurrentValue = document.Restricted ? SecurityClassification.Restricted : SecurityClassification.Public;
            await db.SaveChangesAsync();
            Documents[document.Index] = row.Id;
            db.AddRange(document.Grants.Select(g => new DocumentPermission { DocumentId = row.Id, UserId = People[g.User], PermissionType = g.Right, GrantedAt = World.Now, ExpiresAt = g.Until, CreatedBy = People[1] }));
            var earlier = new Document { ClientId = row.ClientId, UploaderId = People[0] };
            db.Add(earlier);
            db.Entry(earlier).Property(d => d.ParentDocumentId).CurrentValue = row.Id;
        }
        await db.SaveChangesAsync();
    }

    private async Task NotesAsync(CrmDbContext db, World world)
    {
        foreach (var note in world.Notes)
        {
            var row = new SessionNote { ClientId = Clients[note.Client], LearnerId = Learner(note.Learner), AppointmentId = null, AuthorId = People[note.Author], Format = NoteFormat.Free, SessionDate = new(2026, 11, 20) };
            db.Add(row);
            db.Entry(row).Property(n => n.Status).CurrentValue = note.Status;
            if (note.Discarded) db.Entry(row).Property(n => n.DiscardedAt).CurrentValue = World.Now;
            await db.SaveChangesAsync();
            Notes[note.Index] = row.Id;
        }
    }

    private long? Learner(int? index) => index is { } i ? Learners[i] : null;
}
