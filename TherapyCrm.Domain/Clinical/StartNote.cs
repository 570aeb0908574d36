using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Opens the draft of a session's note: the one that was begun for this visit, or a new one filled with what the visit says.</summary>
public sealed class StartNote(CrmDbContext db, ClientKeys keys, PracticeDay practiceDay, StartGroupNote startGroupNote) : IOperation
{
    /// <summary>For a visit, or for a client without one.</summary>
    public sealed record Request
    {
        public long? AppointmentId { get; init; }
        public long? ClientId { get; init; }
        public long? LearnerId { get; init; }

        /// <summary>Null takes the one that the actor used last, for this client first.</summary>
        public NoteFormat? Format { get; init; }

        /// <summary>A template of the practice instead of a format.</summary>
        public long? TemplateId { get; init; }
    }

    /// <summary>Whom and what the new note is about.</summary>
    private sealed record About(long ClientId, long? LearnerId, Appointment? Visit);

    /// <returns>The note with its draft; or what is wrong.</returns>
    /// <exception cref="NotFoundException">The visit or client is out of the actor's sight.</exception>
    public async Task<Outcome<SessionNote>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        if (request.AppointmentId is { } group && await db.Appointments.AnyAsync(a => a.Id == group && a.IsGroupSession, cancel)) return await startGroupNote.RunAsync(actor, group, request.Format, cancel);
        var about = await AboutAsync(actor, request, cancel);
        if (about.Visit is { Status: AppointmentStatus.Cancelled }) return Problem.Conflict("", "This appointment was cancelled.");
        var key = about.Visit is { } visit ? VisitKey(visit.Id, about.ClientId, about.LearnerId, actor.UserId!.Value) : null;
        if (await BegunAsync(key, cancel) is { } begun) return begun;
        var template = await TemplateAsync(request.TemplateId, cancel);
        if (request.TemplateId is not null && template is null) return Problem.Invalid("TemplateId", "There is no such template.");
        var note = await NewAsync(actor, about, request.Format, template, key, cancel);
        db.Audit(actor, "note.started", note);
        db.Answers(note);
        var saved = await db.SaveAsync(note, _ => Task.FromResult<Problem[]>([Problem.Conflict("", "This note was begun already.")]), cancel);
        return saved.Succeeded || await BegunAsync(key, cancel) is not { } first ? saved : first;
    }

    /// <summary>True when the actor may write the note about this visit.</summary>
    public async Task<bool> MayAsync(Actor actor, long appointmentId, CancellationToken cancel = default)
    {
        if (!actor.May(Permission.WriteClinical)) return false;
        var mine = db.Clients.VisibleTo(db, actor, Permission.WriteClinical).Select(c => c.Id);
        return await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments)
            .AnyAsync(a => a.Id == appointmentId && (mine.Contains(a.ClientId) || (a.IsGroupSession && a.Participants.Any(p => mine.Contains(p.ClientId)))), cancel);
    }

    private async Task<About> AboutAsync(Actor actor, Request request, CancellationToken cancel)
    {
        if (request.AppointmentId is { } id)
        {
            var visit = await db.Appointments.AsNoTracking().GetAsync(db, actor, id, Permission.ViewAppointments, cancel);
            await db.Clients.AsNoTracking().GetAsync(db, actor, visit.ClientId, Permission.WriteClinical, cancel);
            return new(visit.ClientId, visit.LearnerId, visit);
        }
        if (request.LearnerId is { } learnerId)
        {
            var learner = await db.Learners.AsNoTracking().GetAsync(db, actor, learnerId, Permission.WriteClinical, cancel);
            return new(learner.ClientId, learner.Id, null);
        }
        var client = await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId ?? 0, Permission.WriteClinical, cancel);
        return new(client.Id, null, null);
    }

    private Task<SessionNote?> BegunAsync(string? key, CancellationToken cancel) =>
        key is null ? Task.FromResult<SessionNote?>(null) : db.SessionNotes.AsNoTracking().FirstOrDefaultAsync(n => n.VisitKey == key, cancel);

    /// <summary>Names the one note of an author about a visit and person.</summary>
    internal static string VisitKey(long visit, long client, long? learner, long author) => FormattableString.Invariant($"{visit}:{client}:{learner}:{author}");

    private Task<NoteTemplateVersion?> TemplateAsync(long? id, CancellationToken cancel) =>
        db.NoteTemplateVersions.AsNoTracking().FirstOrDefaultAsync(v => v.TemplateId == id && v.Template.IsActive && v.Number == v.Template.Number, cancel);

    private async Task<SessionNote> NewAsync(Actor actor, About about, NoteFormat? format, NoteTemplateVersion? template, string? key, CancellationToken cancel)
    {
        var cipher = await keys.OfAsync(about.ClientId, cancel);
        var facts = about.Visit is { } visit ? Of(visit) : new NoteFacts { Date = (await practiceDay.OfAsync(actor.Now, cancel)).ToDateOnly() };
        var note = new SessionNote
        {
            ClientId = about.ClientId, LearnerId = about.LearnerId, AppointmentId = about.Visit?.Id, AuthorId = actor.UserId!.Value,
            Format = template is not null ? NoteFormat.Template : format ?? await UsualAsync(actor, about.ClientId, cancel), TemplateId = template?.TemplateId, TemplateNumber = template?.Number,
            SessionDate = LocalDate.FromDateOnly(facts.Date!.Value), VisitKey = key,
        };
        note.Describe(facts);
        db.Add(note);
        db.AddDraft(note, cipher, actor, new() { Facts = facts, Sections = template is null ? NoteForms.SectionsOf(note.Format) : [.. template.Headings.Split('\n').Select(h => new NoteSection(h, ""))] });
        return note;
    }

    /// <summary>What a visit says about its session.</summary>
    internal static NoteFacts Of(Appointment visit) => new()
    {
        Date = visit.LocalStart.Date.ToDateOnly(), Time = visit.LocalStart.TimeOfDay.ToTimeOnly(), Minutes = visit.DurationMinutes, ServiceCodeId = visit.ServiceCodeId,
        Modality = visit.Place switch { AppointmentPlace.Online => "Video", AppointmentPlace.Home => "Home visit", _ => "In person" },
        SessionFormat = visit.IsGroupSession ? "Group" : "Individual",
    };

    private async Task<NoteFormat> UsualAsync(Actor actor, long clientId, CancellationToken cancel) => await db.SessionNotes
        .Where(n => n.AuthorId == actor.UserId && n.Format != NoteFormat.Template)
        .OrderByDescending(n => n.ClientId == clientId).ThenByDescending(n => n.Id).Select(n => n.Format).FirstOrDefaultAsync(cancel);
}
