using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What new zone rules did to the schedule.</summary>
/// <param name="Clashing">Appointments that now claim what another holds; they keep their time, marked as overbooked.</param>
public sealed record Rebased(int Appointments, int Blocks, IReadOnlyList<long> Clashing);

/// <summary>Keeps future appointments and blocks at their wall-clock time when the rules of their zone have changed (domain.md §2).</summary>
public sealed class RebaseTimes(CrmDbContext db) : IOperation
{
    /// <summary>Times to look again after somebody else was faster, or won a deadlock.</summary>
    private const int Tries = 10;
    private const string Reason = "The clock rules of the time zone changed.";

    /// <summary>Works out UTC and claims again for all to come; changes nothing when the rules are the same.</summary>
    public async Task<Outcome<Rebased>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(actor, cancel);
            if (outcome.Succeeded || !LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
        }
    }

    private async Task<Outcome<Rebased>> TryAsync(Actor actor, CancellationToken cancel)
    {
        var now = actor.Now;
        var all = await db.Appointments.Where(a => a.StartTime > now).Select(a => new { a.Id, a.LocalStart, a.TimeZone, a.StartTime }).ToListAsync(cancel);
        var moved = all.Where(a => IsOff(a.LocalStart, a.TimeZone, a.StartTime)).Select(a => a.Id).ToArray();
        var allBlocks = await db.Blocks.Where(b => b.StartTime > now).Select(b => new { b.Id, b.LocalStart, b.TimeZone, b.StartTime }).ToListAsync(cancel);
        var movedBlocks = allBlocks.Where(b => IsOff(b.LocalStart, b.TimeZone, b.StartTime)).Select(b => b.Id).ToArray();
        if (moved.Length + movedBlocks.Length == 0) return new Rebased(0, 0, []);
        var appointments = await db.Appointments.WithParts().Where(a => EF.Parameter(moved).Contains(a.Id)).ToListAsync(cancel);
        var blocks = await db.Blocks.Include(b => b.Staff).Where(b => EF.Parameter(movedBlocks).Contains(b.Id)).ToListAsync(cancel);
        return await PutAsync(actor, appointments, blocks, cancel);
    }

    private async Task<Outcome<Rebased>> PutAsync(Actor actor, List<Appointment> appointments, List<Block> blocks, CancellationToken cancel)
    {
        var devices = await db.CapacitiesAsync([.. appointments.SelectMany(a => a.Equipment).Select(e => e.EquipmentId).Distinct()], cancel);
        var before = appointments.ToDictionary(a => a, a => (State: AppointmentState.Of(a), Claims: a.Occupies ? Claim.Of(a, devices) : []));
        var blocksBefore = blocks.ToDictionary(b => b, b => (State: PlaceBlock.StateOf(b), Claims: Claim.Of(b)));
        foreach (var a in appointments) a.PlaceAt(a.LocalStart, a.TimeZone, a.DurationMinutes, Zones.ToInstant(a.LocalStart, a.TimeZone, a.StartTime));
        foreach (var b in blocks) b.PlaceAt(b.LocalStart, b.TimeZone, b.DurationMinutes, Zones.ToInstant(b.LocalStart, b.TimeZone, b.StartTime));
        var after = appointments.ToDictionary(a => a, a => a.Occupies ? Claim.Of(a, devices) : []);
        var ledger = await db.LedgerAsync([.. before.Values.SelectMany(b => b.Claims), .. after.Values.SelectMany(c => c),
            .. blocksBefore.Values.SelectMany(b => b.Claims), .. blocks.SelectMany(Claim.Of)], cancel);
        foreach (var a in appointments) ledger.Hold(Holder.Of(a), before[a].Claims, []);
        foreach (var b in blocks) ledger.Hold(Holder.Of(b), blocksBefore[b].Claims, []);
        foreach (var b in blocks) ledger.Hold(Holder.Of(b), [], Claim.Of(b));
        var clashing = new List<long>();
        foreach (var a in appointments)
        {
            var isClash = ledger.InTheWay(Holder.Of(a), after[a]).Any();
            ledger.Hold(Holder.Of(a), [], after[a]);
            if (isClash) clashing.Add(a.Id);
            if (isClash) a.OverbookReason ??= Reason;
            db.Add(AppointmentState.Change(actor, ScheduleAction.Rebased, a, before[a].State));
            db.Audit(actor, "appointment.rebased", a, a.ClientId, "startTime,endTime", isClash ? Reason : null);
        }
        foreach (var b in blocks)
        {
            db.Add(PlaceBlock.Change(actor, ScheduleAction.Rebased, b, blocksBefore[b].State, b.LocalStart.Date));
            db.Audit(actor, "block.rebased", b, details: "startTime,endTime");
        }
        return await db.InOneSaveAsync(() => db.SettleMarksAsync(actor, ledger, cancel), new Rebased(appointments.Count, blocks.Count, clashing), LostRace.Explain, cancel);
    }

    /// <summary>True when no reading of the wall clock gives the instant any more; either of a doubled hour will do.</summary>
    private static bool IsOff(LocalDateTime local, string zone, Instant at) => Zones.ToInstant(local, zone, at) != at;
}
