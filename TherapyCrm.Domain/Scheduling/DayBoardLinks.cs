using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A further person, or a device, that an appointment takes.</summary>
internal sealed record LinkRow(long AppointmentId, long Id, string Name, int Pieces);

/// <summary>Reads who and what else the day's appointments take, in one query; rooms need none.</summary>
internal static class DayBoardLinks
{
    public static async Task<ILookup<long, LinkRow>> ReadAsync(CrmDbContext db, BoardFrame frame, CancellationToken cancel)
    {
        var (earliest, start, end) = (frame.Earliest, frame.Start, frame.End);
        var links = frame.By switch
        {
            BoardBy.Therapist => await db.AppointmentStaff.AsNoTracking()
                .Where(s => s.Appointment!.StartTime >= earliest && s.Appointment.StartTime < end && s.Appointment.EndTime > start && s.Appointment.Status != AppointmentStatus.Cancelled)
                .Select(s => new LinkRow(s.AppointmentId, s.UserId, s.User!.FirstName + " " + s.User.LastName, 1)).ToListAsync(cancel),
            BoardBy.Equipment => await db.AppointmentEquipment.AsNoTracking()
                .Where(e => e.Appointment!.StartTime >= earliest && e.Appointment.StartTime < end && e.Appointment.EndTime > start && e.Appointment.Status != AppointmentStatus.Cancelled)
                .Select(e => new LinkRow(e.AppointmentId, e.EquipmentId, e.Equipment!.Name, e.Quantity)).ToListAsync(cancel),
            _ => [],
        };
        return links.ToLookup(l => l.AppointmentId);
    }
}
