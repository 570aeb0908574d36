using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>Collects what the names of a line mean, and what must be asked.</summary>
internal sealed class LineNames(BookingOptions options, Words words)
{
    private readonly List<string> remarks = [];

    public IReadOnlyList<LineChoice> Choices { get; private set; } = [];
    public IReadOnlyList<string> Remarks => remarks;
    public string? ClientName { get; private set; }

    /// <summary>Nothing is ambiguous and nothing was not found.</summary>
    public bool IsClear { get; private set; } = true;

    public long? Therapist(string? typed) => typed is null ? null : One("therapistId", typed, NameMatch.In(options.Therapists, typed, t => t.Name), t => t.Id, t => t.Name, _ => words["Therapist"]);

    public long? Room(string? typed) => typed is null ? null : One("roomId", typed, Rooms(typed), r => r.Id, r => r.Name, House);

    public long? Service(string? typed) => typed is null ? null : One("serviceId", typed, Services(typed), s => s.Id, s => s.Name, s => s.Code);

    /// <summary>A word that says nothing by itself: a therapist, room or service of that name.</summary>
    public void Anything(string typed, ref long? therapist, ref long? room, ref long? service)
    {
        var people = therapist is null ? NameMatch.In(options.Therapists, typed, t => t.Name) : [];
        if (people.Count > 0) therapist = Therapist(typed);
        else if (room is null && Rooms(typed).Count > 0) room = Room(typed);
        else if (service is null && Services(typed).Count > 0) service = Service(typed);
        else if (therapist is null || room is null || service is null) NotFound(typed);
    }

    /// <summary>The only meaning of a name; several are asked back, none is remarked on.</summary>
    public long? One<T>(string parameter, string typed, IReadOnlyList<T> found, Func<T, long> id, Func<T, string> name, Func<T, string> note)
    {
        if (found is [var only])
        {
            if (parameter == "clientId") ClientName = name(only);
            return id(only);
        }
        IsClear = false;
        if (found.Count == 0) NotFound(typed);
        else if (Choices.Count == 0) Choices = [.. found.Select(f => new LineChoice(parameter, id(f), name(f), note(f)))];
        else remarks.Add(words["“{0}” could be several; choose below.", typed]);
        return null;
    }

    private void NotFound(string typed)
    {
        IsClear = false;
        remarks.Add(words["Nothing is called “{0}”.", typed]);
    }

    private IReadOnlyList<BookingOptions.Space> Rooms(string typed)
    {
        var found = NameMatch.In(options.Rooms, typed, r => r.Name);
        return found.Count > 0 ? found : NameMatch.In(options.Rooms, $"room {typed}", r => r.Name);
    }

    private IReadOnlyList<BookingOptions.Offer> Services(string typed)
    {
        var byCode = options.Services.Where(s => string.Equals(s.Code, typed, StringComparison.OrdinalIgnoreCase)).ToList();
        return byCode.Count > 0 ? byCode : NameMatch.In(options.Services, typed, s => s.Name);
    }

    private string House(BookingOptions.Space room) => options.Locations.FirstOrDefault(l => l.Id == room.LocationId)?.Name ?? "";
}
