using CsCheck;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>The query that decides who sees what agrees with the decision table, over random practices.</summary>
public sealed class VisibilityOracleTests
{
    [Fact]
    public Task The_query_agrees_with_the_table() => Gen.Int.SampleAsync(CompareAsync, iter: 120, threads: 2);

    private static async Task CompareAsync(int seed)
    {
        using var database = new TestDatabase();
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, database.ConnectionString);
        var world = new World(seed);
        StoredWorld stored;
        await using (var db = new SqliteCrmContext(options.Options)) stored = await StoredWorld.SaveAsync(db, world);
        await using (var db = new SqliteCrmContext(options.Options))
        {
            var me = await new ActorLoader(db, new(db, new([]))).LoadAsync(stored.People[0], World.Now);
            foreach (var permission in World.Asked) await AgreeAsync(db, me, permission, world, stored);
            foreach (var right in Enum.GetValues<DocumentRight>())
                Assert.Equal(
                    world.Documents.Where(d => new DocumentOracle(world).May(right, d)).Select(d => stored.Documents[d.Index]).Order(),
                    (await db.Documents.VisibleTo(db, me, right).Select(d => d.Id).ToListAsync()).Order());
        }
    }

    private static async Task AgreeAsync(CrmDbContext db, Actor me, Permission permission, World world, StoredWorld stored)
    {
        var oracle = new Oracle(world);
        Assert.Equal(
            world.Clients.Where(c => oracle.Client(permission, c.Index)).Select(c => stored.Clients[c.Index]).Order(),
            (await db.Clients.VisibleTo(db, me, permission).Select(c => c.Id).ToListAsync()).Order());
        Assert.Equal(
            world.Clients.SelectMany(c => c.Learners.Where(l => oracle.Learner(permission, c.Index, l.Index))).Select(l => stored.Learners[l.Index]).Order(),
            (await db.Set<Learner>().VisibleTo(db, me, permission).Select(l => l.Id).ToListAsync()).Order());
        Assert.Equal(
            world.Visits.Where(v => oracle.Visit(permission, v)).Select(v => stored.Visits[v]).Order(),
            (await db.Appointments.VisibleTo(db, me, permission).Select(a => a.Id).ToListAsync()).Order());
        Assert.Equal(
            world.Notes.Where(n => oracle.Note(permission, n)).Select(n => stored.Notes[n.Index]).Order(),
            (await db.SessionNotes.VisibleTo(db, me, permission).Select(n => n.Id).ToListAsync()).Order());
        foreach (var client in world.Clients)
        {
            var named = await db.AppointmentParticipants.Where(p => p.ClientId == stored.Clients[client.Index] && p.LearnerId == null).VisibleTo(db, me, permission).AnyAsync();
            var there = await db.AppointmentParticipants.AnyAsync(p => p.ClientId == stored.Clients[client.Index] && p.LearnerId == null);
            Assert.Equal(there && oracle.Client(permission, client.Index), named);
        }
    }
}
