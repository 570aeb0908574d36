using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Puts the pieces of a line together; what is said twice or could be two things is asked.</summary>
internal sealed class CommandDraft
{
    private readonly Dictionary<Role, string> names = [];
    private readonly List<string> words = [];
    private readonly List<Problem> assumptions = [];
    private readonly List<Problem> questions = [];
    private readonly List<NumberPiece> numbers = [];
    private readonly Dictionary<(Type, string Field), string> said = [];
    private readonly List<DatePiece> weekdays = [];
    private readonly List<IsoDayOfWeek> days = [];
    private LocalDate? date;
    private LocalTime? time;
    private int? minutes;
    private RepeatPiece? repeat;
    private int? count;
    private LocalDate? until;
    private AppointmentPlace? place;

    /// <summary>Reads a whole line.</summary>
    public static BookingCommand Read(string line, LocalDate today)
    {
        var parts = Token.Split(line);
        if (parts[0] is [{ IsQuoted: false, Folded: "book" or "reserver" or "rdv" }, ..])
            parts[0].RemoveAt(0);

        var draft = new CommandDraft();
        var read = parts.Select(part => PartReader.Read(part, today)).ToList();
        foreach (var (part, isFirst) in read.Select((part, index) => (part, index == 0)))
            draft.Take(part, isFirst, read);
        draft.SettleNumbers();
        draft.SettleDays(today);
        draft.CheckRepeat();
        return draft.Finish();
    }

    private void Take(List<Piece> part, bool isFirst, List<List<Piece>> all)
    {
        if (part is [{ MayBeName: true } lone] && (isFirst || all.Exists(other => other != part && other.Exists(piece => piece.GetType() == lone.GetType()))))
        {
            if (isFirst)
                assumptions.Add(Problem.Warning("client", "“{0}” was read as a name.", lone.Text));
            Name(isFirst ? Role.Client : Role.Free, [lone.Text]);
            return;
        }

        var role = isFirst ? Role.Client : Role.Free;
        var name = new List<string>();
        var hasNames = part.Exists(piece => piece is WordPiece);
        foreach (var piece in part)
        {
            if (piece is WordPiece word)
            {
                name.Add(word.Text);
                continue;
            }

            role = piece is RolePiece { Role: Role.Room } && name.Count > 0 && piece == part[^1] ? Role.Room : role;
            Name(role, name);
            name = [];
            role = piece is RolePiece next ? next.Role : Role.Free;
            Understand(piece, isOpenToDoubt: piece.MayBeName && (hasNames || isFirst || part.Count == 1));
        }

        Name(role, name);
    }

    private void Name(Role role, List<string> name)
    {
        if (name.Count == 0)
            return;
        var text = string.Join(' ', name);
        if (role == Role.Free)
            words.Add(text);
        else if (!names.TryAdd(role, text))
            questions.Add(Problem.Invalid(role.ToString().ToLowerInvariant(), "“{0}” or “{1}”?", names[role], text));
    }

    private void Understand(Piece piece, bool isOpenToDoubt)
    {
        if (piece.Assumption is { } assumption)
            assumptions.Add(assumption);
        else if (isOpenToDoubt && piece is DatePiece { Date: var day })
            assumptions.Add(Problem.Warning("date", "“{0}” was read as {1}.", piece.Text, day));
        else if (isOpenToDoubt && piece is TimePiece { Time: var noon })
            assumptions.Add(TimeWords.Guess(piece.Text, noon));

        switch (piece)
        {
            case DatePiece { IsWeekday: true } found: weekdays.Add(found); break;
            case DaysPiece found: days.AddRange(found.Days); break;
            case DatePiece found: Set(ref date, found.Date, "date", piece); break;
            case TimePiece found: Set(ref time, found.Time, "time", piece); break;
            case MinutesPiece found: Set(ref minutes, found.Minutes, "minutes", piece); break;
            case CountPiece found: Set(ref count, found.Count, "repeat", piece); break;
            case UntilPiece found: Set(ref until, found.Date, "repeat", piece); break;
            case PlacePiece found when place is not null && place != found.Place:
                questions.Add(Problem.Invalid("place", "Online or at home?"));
                break;
            case PlacePiece found: place = found.Place; break;
            case NumberPiece number: numbers.Add(number); break;
            case QuestionPiece open: questions.Add(open.Question); break;
            case SpanPiece span:
                Set(ref time, span.Start, "time", piece);
                Set(ref minutes, span.Minutes, "minutes", piece);
                break;
            case RepeatPiece found when repeat is not null && (repeat.Frequency, repeat.Interval) != (found.Frequency, found.Interval):
                questions.Add(Problem.Invalid("repeat", "“{0}” or “{1}”?", repeat.Text, found.Text));
                break;
            case RepeatPiece found: repeat = found; break;
        }
    }

    private void Set<T>(ref T? slot, T value, string field, Piece piece) where T : struct
    {
        if (slot is { } other && !other.Equals(value))
            questions.Add(Problem.Invalid(field, "“{0}” or “{1}”?", said[(typeof(T), field)], piece.Text));
        said.TryAdd((typeof(T), field), piece.Text);
        slot ??= value;
    }

    /// <summary>A bare number is the hour while none is known, else the length.</summary>
    private void SettleNumbers()
    {
        foreach (var number in numbers.OrderByDescending(number => number.FollowsDate))
        {
            if (time is null && number.Number <= 23 && TimeWords.Hour(number.Number, 0) is { } hour)
                Understand(new TimePiece(number.Text, hour) { Assumption = TimeWords.Guess(number.Text, hour) }, false);
            else if (minutes is null && number.Number % SlotTime.Minutes == 0 && !(time is null && number.Number is >= 100 and <= 720 && number.Number % 100 < 60))
                Set(ref minutes, number.Number, "minutes", number);
            else
                questions.Add(Problem.Invalid("time", "“{0}”: a time or a length? Write “14:00” or “50m”.", number.Text));
        }
    }

    /// <summary>Several days belong to a weekly series, which starts on the first of them; without one, two days are asked about.</summary>
    private void SettleDays(LocalDate today)
    {
        if (days.Count > 0 && repeat is null && (count ?? 0) + (until is null ? 0 : 1) > 0)
            repeat = new("weekly", RecurrenceFrequency.Weekly, 1);
        var isWeekly = repeat is { Frequency: RecurrenceFrequency.Weekly or RecurrenceFrequency.Biweekly };
        var all = days.Concat(weekdays.Select(piece => piece.Date.DayOfWeek)).Distinct().ToList();
        if (isWeekly && all.Count > 1)
        {
            days.AddRange(all);
            date ??= days.Min(day => today.With(DateAdjusters.NextOrSame(day)));
        }
        else
        {
            foreach (var piece in weekdays)
                Set(ref date, piece.Date, "date", piece);
            if (days.Count > 0)
                questions.Add(Problem.Invalid("repeat", "How often? Write “weekly” or “every 3 weeks”."));
        }
    }

    private void CheckRepeat()
    {
        if (repeat is null && (count is not null || until is not null))
            questions.Add(Problem.Invalid("repeat", "How often? Write “weekly” or “every 3 weeks”."));
        if (count is not null && until is not null)
            questions.Add(Problem.Invalid("repeat", "A series ends by a date or by a number of appointments, not both."));
    }

    private BookingCommand Finish() => new()
    {
        Client = names.GetValueOrDefault(Role.Client),
        Therapist = names.GetValueOrDefault(Role.Therapist),
        Room = names.GetValueOrDefault(Role.Room),
        Service = names.GetValueOrDefault(Role.Service),
        Date = date,
        Time = time,
        Minutes = minutes,
        Repeat = repeat is null ? null : new(repeat.Frequency, repeat.Interval, count, until),
        Place = place,
        Days = [.. days.Distinct().Order()],
        Words = words,
        Assumptions = assumptions,
        Questions = questions,
    };
}
