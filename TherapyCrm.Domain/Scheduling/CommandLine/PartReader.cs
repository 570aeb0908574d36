using NodaTime;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Reads one part of the line, between two commas, into what is understood and the names left over.</summary>
internal static class PartReader
{
    /// <summary>Lowest bare number that is a length even behind a name; "studio 2" keeps its 2.</summary>
    private const int SurelyLength = 25;

    public static List<Piece> Read(IReadOnlyList<Token> tokens, LocalDate today)
    {
        var pieces = new List<Piece>();
        for (var at = new Reader(tokens, 0); at.At < tokens.Count;)
        {
            var found = tokens[at.At].IsQuoted ? Word(at) : Next(at, pieces, today);
            pieces.Add(found.Piece);
            at = at.Skip(found.Words);
        }

        GiveNamesBack(pieces);
        DropFillers(pieces);
        return pieces;
    }

    private static Found Next(Reader at, List<Piece> before, LocalDate today)
    {
        var last = before.Count > 0 ? before[^1] : null;
        if (last is RolePiece { Role: not Role.Service } && OtherWords.Binding(at)?.Piece is not RolePiece)
            return Word(at);

        var found = OtherWords.Find(at, today) ?? DateWords.Find(at, today) ?? TimeWords.Find(at) ?? OtherWords.Binding(at) ?? Word(at);
        return found.Piece switch
        {
            NumberPiece { Number: < SurelyLength } when last is WordPiece => Word(at),
            NumberPiece number => found with { Piece = number with { FollowsDate = last is DatePiece or FillerPiece } },
            _ => found,
        };
    }

    private static Found Word(Reader at) => new(new WordPiece(at.Text(1)), 1);

    /// <summary>"Sam" beside a name is a name; beside a time it is Saturday.</summary>
    private static void GiveNamesBack(List<Piece> pieces)
    {
        if (!pieces.Exists(piece => piece is WordPiece))
            return;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!pieces[i].MayBeName)
                continue;
            var before = i > 0 && pieces[i - 1] is FillerPiece filler ? filler.Text : "";
            if (before is "on" or "at" or "@" or "à")
                pieces[i] = pieces[i] with { MayBeName = false };
            else if (before is not ("le" or "the") && !IsSure(i - 1) && !IsSure(i + 1))
                pieces[i] = new WordPiece(pieces[i].Text);
        }

        bool IsSure(int at) => at >= 0 && at < pieces.Count && !pieces[at].MayBeName && pieces[at] is not (WordPiece or RolePiece or FillerPiece);
    }

    /// <summary>"At" and "for" mean nothing before a time or a length, and are part of a name elsewhere.</summary>
    private static void DropFillers(List<Piece> pieces)
    {
        for (var i = pieces.Count - 1; i >= 0; i--)
        {
            var understoodNext = i + 1 < pieces.Count && pieces[i + 1] is not (WordPiece or RolePiece);
            if (pieces[i] is FillerPiece or RolePiece { Role: Role.Service } && understoodNext)
                pieces.RemoveAt(i);
            else if (pieces[i] is FillerPiece filler)
                pieces[i] = new WordPiece(filler.Text);
        }
    }
}
