using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Which acts make sense on an appointment at this moment; the operations decide in the end.</summary>
public sealed record AppointmentOffers(bool Arrive, bool UndoArrival, bool Confirm, bool Complete, bool Missed, bool Change)
{
    /// <summary>The offers for a reader who may change it; none for others.</summary>
    public static AppointmentOffers Of(AppointmentView view, Instant now)
    {
        var a = view.Appointment;
        var isOpen = view.MayChange && a.Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed;
        var isTodayOrBefore = view.Start.Date <= Zones.ToLocal(now, a.TimeZone).Date;
        return new(
            Arrive: view.MayChange && a.ArrivedAt is null && isTodayOrBefore && a.Status is not (AppointmentStatus.Cancelled or AppointmentStatus.Completed),
            UndoArrival: view.MayChange && a.ArrivedAt is not null && a.Status != AppointmentStatus.Cancelled,
            Confirm: isOpen && a.Status == AppointmentStatus.Scheduled && a.StartTime > now,
            Complete: isOpen && isTodayOrBefore && (a.StartTime <= now || a.ArrivedAt is not null),
            Missed: isOpen && a.ArrivedAt is null && a.StartTime <= now,
            Change: view.MayChange && a.Status != AppointmentStatus.Cancelled);
    }
}
