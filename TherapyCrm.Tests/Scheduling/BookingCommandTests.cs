using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Scheduling.CommandLine;

namespace TherapyCrm.Tests.Scheduling;

public class BookingCommandTests
{
    private static readonly LocalDate Monday = new(2026, 11, 23);

    [Theory]
    [InlineData("book sar cho, lee, tue 2pm, 50, weekly x10", "client=sar cho|words=lee|2026-11-24|14:00|50m|Weekly/1 x10")]
    [InlineData("sar cho, with lee, room 2, for speech, tomorrow 14:00", "client=sar cho|therapist=lee|room=2|service=speech|2026-11-24|14:00")]
    [InlineData("book sar cho with lee tue 2pm 50 weekly x10 in room 2", "client=sar cho|therapist=lee|room=2|2026-11-24|14:00|50m|Weekly/1 x10")]
    [InlineData("book sar cho, avec lee, salle bleue, demain à 14h30, 1h30, aux 2 semaines jusqu'au 24 déc", "client=sar cho|therapist=lee|room=bleue|2026-11-24|14:30|90m|Weekly/2 <2026-12-24")]
    [InlineData("rdv Zoë Ng; mar 14h; 50 min; toutes les semaines 8 fois; en ligne", "client=Zoë Ng|2026-11-24|14:00|50m|Weekly/1 x8|online")]
    [InlineData("tue 2pm, cho", "words=cho|2026-11-24|14:00")]
    [InlineData("book cho, blue room, studio 2, fri noon", "client=cho|room=blue|words=studio 2|2026-11-27|12:00")]
    [InlineData("cho 2026-11-24 1430 1h home visit", "client=cho|2026-11-24|14:30|60m|home")]
    [InlineData("cho, 24 nov 9:15-10:05", "client=cho|2026-11-24|09:15|50m")]
    [InlineData("cho, tue 2-3pm", "client=cho|2026-11-24|14:00|60m")]
    [InlineData("cho, tue 11-1pm", "client=cho|2026-11-24|11:00|120m")]
    [InlineData("cho, every tue at 10am until 22 dec", "client=cho|2026-11-24|10:00|Weekly/1 <2026-12-22")]
    [InlineData("cho, monthly 6 times", "client=cho|Monthly/1 x6")]
    [InlineData("cho, every other week x 5", "client=cho|Weekly/2 x5")]
    [InlineData("cho, fortnightly 5x", "client=cho|Biweekly/1 x5")]
    [InlineData("cho, every 3 months, every 3 months x4", "client=cho|Monthly/3 x4")]
    [InlineData("cho, tous les jours x5", "client=cho|Daily/1 x5")]
    [InlineData("Sam Smith, tue 2:30 p.m.", "client=Sam Smith|2026-11-24|14:30")]
    [InlineData("Mary de Souza, May Wong, wed 9am", "client=Mary de Souza|words=May Wong|2026-11-25|09:00")]
    [InlineData("cho, sam, tue 2pm", "client=cho|words=sam|2026-11-24|14:00")]
    [InlineData("cho, with sam, tue 2pm", "client=cho|therapist=sam|2026-11-24|14:00")]
    [InlineData("\"May 5, Inc\", \"tue 2pm\"", "client=May 5, Inc|words=tue 2pm")]
    [InlineData("O'Brien, le mardi 24 novembre 2026 à 9h", "client=O'Brien|2026-11-24|09:00")]
    [InlineData("cho, 24-nov, 900, 45", "client=cho|2026-11-24|09:00|45m")]
    [InlineData("cho, 14:00, 15", "client=cho|14:00|15m")]
    [InlineData("cho, 14:00, 120", "client=cho|14:00|120m")]
    [InlineData("cho, 50", "client=cho|50m")]
    [InlineData("cho 50", "client=cho|50m")]
    [InlineData("cho, 2 hours, 9 am", "client=cho|09:00|120m")]
    [InlineData("cho with lee tomorrow at noon", "client=cho|therapist=lee|2026-11-24|12:00")]
    [InlineData("cho, demain de 14h à 15h", "client=cho|2026-11-24|14:00|60m")]
    [InlineData("cho, tue from 2pm to 3pm", "client=cho|2026-11-24|14:00|60m")]
    [InlineData("cho, tue 2pm - 2:50pm", "client=cho|2026-11-24|14:00|50m")]
    [InlineData("cho, tue 9-9:50", "client=cho|2026-11-24|09:00|50m")]
    [InlineData("cho, tue 9:30-11", "client=cho|2026-11-24|09:30|90m")]
    [InlineData("cho, thurs 8am for an hour", "client=cho|2026-11-26|08:00|60m")]
    [InlineData("cho, next week tue 2pm", "client=cho|2026-12-01|14:00")]
    [InlineData("cho, mardi de la semaine prochaine 14h", "client=cho|2026-12-01|14:00")]
    [InlineData("cho, tue/thu 2pm, 50, weekly x10", "client=cho|2026-11-24|14:00|50m|Tuesday+Thursday|Weekly/1 x10")]
    [InlineData("cho, tue, thu weekly x10", "client=cho|2026-11-24|Tuesday+Thursday|Weekly/1 x10")]
    [InlineData("cho, every thu and tue until 2027-03-01 at 9am", "client=cho|2026-11-24|09:00|Tuesday+Thursday|Weekly/1 <2027-03-01")]
    [InlineData("cho with lee mardi, jeudi et vendredi aux 2 semaines 6 fois", "client=cho|therapist=lee|2026-11-24|Tuesday+Thursday+Friday|Weekly/2 x6")]
    [InlineData("cho, wed+fri x4", "client=cho|2026-11-25|Wednesday+Friday|Weekly/1 x4")]
    [InlineData("cho, 2026-12-03, tue/thu fortnightly", "client=cho|2026-12-03|Tuesday+Thursday|Biweekly/1")]
    [InlineData("cho, 31st monthly until 2027-03-01", "client=cho|2026-12-31|Monthly/1 <2027-03-01")]
    [InlineData("Ann and Thuy, tue 2pm", "client=Ann and Thuy|2026-11-24|14:00")]
    [InlineData("cho on sun at 2pm", "client=cho|2026-11-29|14:00")]
    [InlineData("", "")]
    [InlineData("book", "")]
    [InlineData(",,,", "")]
    public void A_clear_line_is_understood_without_questions(string line, string expected)
    {
        var command = BookingCommand.Parse(line, Monday);
        Assert.Equal(expected, Shown(command));
        Assert.Empty(command.Questions);
        Assert.Empty(command.Assumptions);
        Assert.Equal(expected, Shown(BookingCommand.Parse(command.ToLine(), Monday)));
    }

    [Theory]
    [InlineData("today", 2026, 11, 23)]
    [InlineData("tomorrow", 2026, 11, 24)]
    [InlineData("day after tomorrow", 2026, 11, 25)]
    [InlineData("après-demain", 2026, 11, 25)]
    [InlineData("aujourd’hui", 2026, 11, 23)]
    [InlineData("in 2 weeks", 2026, 12, 7)]
    [InlineData("dans 3 jours", 2026, 11, 26)]
    [InlineData("this fri", 2026, 11, 27)]
    [InlineData("sunday", 2026, 11, 29)]
    [InlineData("nov 24", 2026, 11, 24)]
    [InlineData("Nov. 24 2027", 2027, 11, 24)]
    [InlineData("24th", 2026, 11, 24)]
    [InlineData("tue the 24th", 2026, 11, 24)]
    [InlineData("the 1st", 2026, 12, 1)]
    [InlineData("1er février", 2027, 2, 1)]
    [InlineData("24 mar 2027", 2027, 3, 24)]
    [InlineData("mar 24 nov", 2026, 11, 24)]
    [InlineData("24/11", 2026, 11, 24)]
    [InlineData("11/24", 2026, 11, 24)]
    [InlineData("12/12", 2026, 12, 12)]
    [InlineData("24/11/27", 2027, 11, 24)]
    [InlineData("2026/12/01", 2026, 12, 1)]
    [InlineData("29 feb 2028", 2028, 2, 29)]
    public void Dates_are_read(string text, int year, int month, int day)
    {
        var command = BookingCommand.Parse($"cho, {text}", Monday);
        Assert.Equal(new LocalDate(year, month, day), command.Date);
        Assert.Empty(command.Words);
        Assert.Empty(command.Questions);
        Assert.Empty(command.Assumptions);
    }

    [Theory]
    [InlineData("cho, tue 2", "2026-11-24|14:00", "time: “2” was read as 14:00.")]
    [InlineData("cho, tue 9", "2026-11-24|09:00", "time: “9” was read as 09:00.")]
    [InlineData("cho, tue 2:30", "2026-11-24|14:30", "time: “2:30” was read as 14:30.")]
    [InlineData("cho, mon 2pm", "2026-11-23|14:00", "date: “mon” was read as Monday, 23 November 2026.")]
    [InlineData("cho, next tue", "2026-12-01", "date: “next tue” was read as Tuesday, 01 December 2026.")]
    [InlineData("cho, mardi prochain", "2026-12-01", "date: “mardi prochain” was read as Tuesday, 01 December 2026.")]
    [InlineData("cho, 22 nov", "2027-11-22", "date: “22 nov” was read as Monday, 22 November 2027.")]
    [InlineData("cho, sam", "2026-11-28", "date: “sam” was read as Saturday, 28 November 2026.")]
    [InlineData("cho sam 14h", "2026-11-28|14:00", "date: “sam” was read as Saturday, 28 November 2026.")]
    [InlineData("cho le dim", "2026-11-29", "date: “dim” was read as Sunday, 29 November 2026.")]
    [InlineData("cho, 10", "10:00", "time: “10” was read as 10:00.")]
    public void What_is_taken_for_granted_is_said(string line, string expected, string assumption)
    {
        var command = BookingCommand.Parse(line, Monday);
        Assert.Equal($"client=cho|{expected}", Shown(command));
        Assert.Empty(command.Questions);
        var said = Assert.Single(command.Assumptions);
        Assert.Equal(assumption, Say(said));
    }

    [Theory]
    [InlineData("cho, 3/4", "client=cho", "date: 3/4: is that Saturday, 03 April 2027 or Thursday, 04 March 2027?")]
    [InlineData("cho, next week", "client=cho", "date: “next week”: which day?")]
    [InlineData("cho, 30 feb", "client=cho", "date: “30 feb” is not a date.")]
    [InlineData("cho, 31/4", "client=cho", "date: “31/4” is not a date.")]
    [InlineData("cho, 2026-13-01", "client=cho", "date: “2026-13-01” is not a date.")]
    [InlineData("cho, wed 24 nov", "client=cho", "date: Tuesday, 24 November 2026 is not a wed.")]
    [InlineData("cho, mar 2", "client=cho", "date: “mar 2”: March or Tuesday? Write “march 2” or “mardi”.")]
    [InlineData("cho, tue, wed", "client=cho|2026-11-24", "date: “tue” or “wed”?")]
    [InlineData("cho, tue/thu 2pm", "client=cho|14:00|Tuesday+Thursday", "repeat: How often? Write “weekly” or “every 3 weeks”.")]
    [InlineData("cho, tue/thu monthly", "client=cho|Tuesday+Thursday|Monthly/1", "repeat: How often? Write “weekly” or “every 3 weeks”.")]
    [InlineData("cho, 2pm, 3pm", "client=cho|14:00", "time: “2pm” or “3pm”?")]
    [InlineData("cho, 50m, 1h", "client=cho|50m", "minutes: “50m” or “1h”?")]
    [InlineData("cho, 120", "client=cho", "time: “120”: a time or a length? Write “14:00” or “50m”.")]
    [InlineData("cho, 14:00, 52", "client=cho|14:00", "time: “52”: a time or a length? Write “14:00” or “50m”.")]
    [InlineData("cho, 10-12", "client=cho", "time: “10-12”: from when to when? Write “14:00-14:50”.")]
    [InlineData("cho, x10", "client=cho", "repeat: How often? Write “weekly” or “every 3 weeks”.")]
    [InlineData("cho, weekly, monthly", "client=cho|Weekly/1", "repeat: “weekly” or “monthly”?")]
    [InlineData("cho, weekly x3 until 2026-12-24", "client=cho|Weekly/1 x3 <2026-12-24", "repeat: A series ends by a date or by a number of appointments, not both.")]
    [InlineData("cho, weekly until 3/4", "client=cho|Weekly/1", "date: 3/4: is that Saturday, 03 April 2027 or Thursday, 04 March 2027?")]
    [InlineData("cho, with lee, with kim", "client=cho|therapist=lee", "therapist: “lee” or “kim”?")]
    [InlineData("cho, online, home", "client=cho|online", "place: Online or at home?")]
    public void What_has_two_meanings_is_asked(string line, string expected, string question)
    {
        var command = BookingCommand.Parse(line, Monday);
        Assert.Equal(expected, Shown(command));
        var asked = Assert.Single(command.Questions);
        Assert.Equal(question, Say(asked));
    }

    [Fact]
    public void A_first_part_that_is_a_day_and_a_name_is_the_client_and_that_is_said()
    {
        var command = BookingCommand.Parse("book sun, lee, tue 2pm", Monday);
        Assert.Equal("client=sun|words=lee|2026-11-24|14:00", Shown(command));
        Assert.Equal("client: “sun” was read as a name.", Say(Assert.Single(command.Assumptions)));
    }

    private static string Say(Domain.Common.Problem problem)
    {
        Assert.Contains(problem.Message, SchedulingGen.French);
        return $"{problem.Field}: {problem}";
    }

    private static string Shown(BookingCommand command)
    {
        string?[] parts =
        [
            command.Client is null ? null : $"client={command.Client}",
            command.Therapist is null ? null : $"therapist={command.Therapist}",
            command.Room is null ? null : $"room={command.Room}",
            command.Service is null ? null : $"service={command.Service}",
            command.Words.Count == 0 ? null : $"words={string.Join('/', command.Words)}",
            command.Date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            command.Time?.ToString("HH:mm", CultureInfo.InvariantCulture),
            command.Minutes is null ? null : $"{command.Minutes}m",
            command.Days.Count == 0 ? null : string.Join('+', command.Days),
            command.Repeat is null ? null : $"{command.Repeat.Frequency}/{command.Repeat.Interval}{(command.Repeat.Count is { } count ? $" x{count}" : "")}{(command.Repeat.Until is { } until ? $" <{until.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}" : "")}",
            command.Place?.ToString().ToLowerInvariant(),
        ];
        return string.Join('|', parts.Where(part => part is not null));
    }
}
