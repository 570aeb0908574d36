using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.CommandLine;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Tests.Scheduling;

public class BookingCommandPropertyTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    private static readonly Gen<string> Word = Gen.OneOf(
        "sar", "Cho", "Lee", "O'Brien", "Zoë", "Nguyễn", "sam", "Mar", "Sun", "May", "5", "50", "room", "with", "book", "noon", "le", "a", "x10",
        "2pm", "home", "14:00", "weekly", "until", "today", "for", "3/4", "every", "24th", "J.", "de", "client", "a, b", "2-3pm", "in", "week", "am", "tue/thu", "sam/sun", "and", "thursday", "fri");

    private static readonly Gen<string> Name = Word.Array[1, 3].Select(words => string.Join(' ', words));

    private static readonly Gen<BookingRepeat> Repeat =
        from frequency in Gen.OneOf(RecurrenceFrequency.Daily, RecurrenceFrequency.Weekly, RecurrenceFrequency.Biweekly, RecurrenceFrequency.Monthly)
        from interval in Gen.Int[1, 12]
        from end in Gen.Select(Gen.Int[0, 2], Gen.Int[1, 300], SchedulingGen.Date)
        select new BookingRepeat(
            frequency, frequency == RecurrenceFrequency.Biweekly ? 1 : interval, end.Item1 == 1 ? end.Item2 : null, end.Item1 == 2 ? end.Item3 : null);

    private static readonly Gen<BookingCommand> Command = Gen.Select(
        Name.Null(), Name.Null(), Name.Null(), Name.Null(), Name.Array[0, 3],
        SchedulingGen.Date.Nullable(), SchedulingGen.Time.Nullable(), Gen.Int[1, 720].Nullable(), Repeat.Null(), Gen.OneOf<AppointmentPlace?>(null, AppointmentPlace.Online, AppointmentPlace.Home),
        (client, therapist, room, service, words, date, time, minutes, repeat, place) => new BookingCommand
        {
            Client = client,
            Therapist = therapist,
            Room = room,
            Service = service,
            Words = words,
            Date = date,
            Time = time,
            Minutes = minutes,
            Repeat = repeat,
            Days = date is not null && repeat is { Frequency: RecurrenceFrequency.Weekly or RecurrenceFrequency.Biweekly, Count: > 100 } ? [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday] : [],
            Place = place,
        });

    [Fact]
    public void A_command_written_as_a_line_reads_back_the_same() =>
        Command.Sample(command =>
        {
            var back = BookingCommand.Parse(command.ToLine(), Today);
            Assert.Equal(command.Words, back.Words);
            Assert.Equal(command.Days, back.Days);
            Assert.Empty(back.Questions);
            Assert.Empty(back.Assumptions);
            Assert.Equal(command with { Days = [], Words = [], Assumptions = [], Questions = [] }, back with { Days = [], Words = [], Assumptions = [], Questions = [] });
        }, iter: 5000, print: command => command.ToLine());

    [Fact]
    public void No_line_breaks_the_reader_and_no_name_is_lost() =>
        Gen.OneOf<string>(Gen.String, Word.Array[0, 12].Select(words => string.Join(' ', words))).Sample(line =>
        {
            var command = BookingCommand.Parse(line, Today);
            Assert.Equal(BookingCommand.Parse(command.ToLine(), Today).ToLine(), command.ToLine());
            Assert.Equal(line.Contains("Nguyễn", StringComparison.Ordinal), Names(command).Contains("Nguyễn", StringComparison.Ordinal));
        }, iter: 5000);

    private static string Names(BookingCommand command) => string.Join(' ', [
        command.Client, command.Therapist, command.Room, command.Service, .. command.Words, .. command.Questions.Select(question => question.ToString())]);
}
