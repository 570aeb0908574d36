using System.Globalization;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>A place in a part of the line, from which the word lists look ahead.</summary>
internal readonly record struct Reader(IReadOnlyList<Token> Tokens, int At)
{
    /// <summary>The folded word so many places ahead; empty past the end and for quoted names.</summary>
    public string this[int ahead] =>
        At + ahead < Tokens.Count && !Tokens[At + ahead].IsQuoted ? Tokens[At + ahead].Folded : "";

    /// <summary>The next words as they were typed.</summary>
    public string Text(int words) => string.Join(' ', Tokens.Skip(At).Take(words).Select(token => token.Text));

    /// <summary>The same part, further on.</summary>
    public Reader Skip(int words) => this with { At = At + words };

    /// <summary>A number of at most four digits so many places ahead.</summary>
    public int? Number(int ahead) => NumberIn(this[ahead]);

    /// <summary>A number of at most four digits and nothing else.</summary>
    public static int? NumberIn(string text) =>
        text.Length is >= 1 and <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A piece and how many words it took.</summary>
internal readonly record struct Found(Piece Piece, int Words);
