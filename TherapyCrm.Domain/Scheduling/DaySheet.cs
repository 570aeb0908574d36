using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A location's day as lines for paper: who comes when, room by room or therapist by therapist.</summary>
public sealed class DaySheet(CrmDbContext db, DayBoard dayBoard) : IOperation
{
    /// <summary>The sheet as far as the reader may see it.</summary>
    public async Task<DaySheetPages> ReadAsync(Actor actor, DayBoard.Request request, CancellationToken cancel = default)
    {
        var board = await dayBoard.ReadAsync(actor, request, cancel);
        return new(board, [.. board.Columns.Select(c => new DaySheetPage(c, [.. c.Items.Where(IsLine)])).Where(p => p.Column.Kind is not null || p.Lines.Count > 0)]);
    }

    /// <summary>Today and tomorrow of every location, by room and by therapist, as the application keeps them for the day the server does not run.</summary>
    public async Task<IReadOnlyList<DaySheetPages>> ForStandbyAsync(Actor actor, CancellationToken cancel = default)
    {
        var places = await db.Locations.AsNoTracking().Where(l => l.IsActive).OrderBy(l => l.Id).Select(l => new { l.Id, l.TimeZone }).ToListAsync(cancel);
        var sheets = new List<DaySheetPages>();
        foreach (var place in places)
        {
            var today = Zones.ToLocal(actor.Now, place.TimeZone).Date;
            foreach (var day in new[] { today, today.PlusDays(1) })
                foreach (var by in new[] { BoardBy.Room, BoardBy.Therapist })
                    sheets.Add(await ReadAsync(actor, new() { LocationId = place.Id, Day = day, By = by }, cancel));
        }
        return sheets;
    }

    private static bool IsLine(BoardItem item) =>
        item.Kind is BoardItemKind.Appointment or BoardItemKind.Taken or BoardItemKind.Elsewhere or BoardItemKind.Block or BoardItemKind.Away or BoardItemKind.Gap;
}

/// <summary>A day's sheets with the board they were made of.</summary>
public sealed record DaySheetPages(Board Board, IReadOnlyList<DaySheetPage> Pages);

/// <summary>The sheet of one room, therapist or device.</summary>
public sealed record DaySheetPage(BoardColumn Column, IReadOnlyList<BoardItem> Lines);
