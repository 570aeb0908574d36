using System.Globalization;
using System.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Printing;

namespace TherapyCrm.Web.Jobs;

/// <summary>Lays today's and tomorrow's day sheet of every location beside the database, so that the day goes on when the server does not.</summary>
public sealed class WriteDaySheets(DaySheet daySheet, DaySheetHtml html, ReadLog reads, CrmSettings settings)
{
    /// <summary>The folder under <c>Storage:Root</c>.</summary>
    public const string Folder = "day-sheets";

    /// <summary>Writes the files anew, each whole or not at all, and clears away those of past days.</summary>
    /// <returns>The files written.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.StorageRoot, Folder)).FullName;
        var written = new List<string>();
        var sheets = await daySheet.ForStandbyAsync(actor, cancel);
        await reads.ListAsync(actor, "day_sheet.written", "all locations, today and tomorrow", sheets.Sum(s => s.Board.Appointments.Count), cancel);
        foreach (var sides in sheets.GroupBy(s => (s.Board.Location.Id, s.Board.Day)))
        {
            var file = Path.Combine(folder, NameOf(sides.First().Board));
            await WriteAsync(file, html.File([.. sides]), cancel);
            written.Add(file);
        }
        foreach (var old in Directory.EnumerateFiles(folder, "*.html").Except(written)) File.Delete(old);
        return written;
    }

    private static string NameOf(Board board) => string.Create(CultureInfo.InvariantCulture,
        $"{board.Day:uuuu-MM-dd}-{board.Location.Id}-{Folded.Text(board.Location.Name).Replace(' ', '-')}.html");

    private static async Task WriteAsync(string file, string text, CancellationToken cancel)
    {
        var fresh = file + ".new";
        await File.WriteAllTextAsync(fresh, text, Encoding.UTF8, cancel);
        File.Move(fresh, file, overwrite: true);
    }
}
