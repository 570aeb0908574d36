using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Adds the client who was typed into the booking form, before the booking itself.</summary>
public sealed class NewClientStep(AddClient addClient, ClientDuplicates duplicates)
{
    /// <summary>True when the form describes somebody who is not on file.</summary>
    public static bool IsWanted(BookingForm form) =>
        form.ClientId is null && (form.FirstName ?? form.LastName ?? form.Phone) is not null;

    /// <summary>Files that may be the same person's; empty once the person said to go on.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> AlikeAsync(Actor actor, BookingForm form, CancellationToken cancel) =>
        form.AddAnyway ? [] : await duplicates.RunAsync(actor, new(form.FirstName, form.LastName, form.Phone, UrlDates.Day(form.DateOfBirth)), cancel);

    /// <summary>Opens the file.</summary>
    public Task<Outcome<Client>> RunAsync(Actor actor, BookingForm form, CancellationToken cancel) =>
        addClient.RunAsync(actor with { CommandId = Own(actor.CommandId) }, new(new ClientDetails
        {
            FirstName = form.FirstName ?? "",
            LastName = form.LastName ?? "",
            Phone = form.Phone ?? "",
            DateOfBirth = UrlDates.Day(form.DateOfBirth),
            TherapistId = form.TherapistId,
        }, form.FileNumber), cancel);

    /// <summary>A command of its own beside the booking's, the same at every press.</summary>
    private static Guid? Own(Guid? command)
    {
        if (command is not { } id) return null;
        var bytes = id.ToByteArray();
        bytes[0] ^= 0xFF;
        return new Guid(bytes);
    }
}
