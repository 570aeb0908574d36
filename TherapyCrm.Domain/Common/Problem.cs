namespace TherapyCrm.Domain.Common;

/// <summary>What stands in the way, so that a door can choose its answer (422, 409, 412).</summary>
public enum ProblemKind
{
    /// <summary>A value is missing or wrong: 422.</summary>
    Invalid,

    /// <summary>Something it needs is taken or already exists: 409.</summary>
    Conflict,

    /// <summary>Allowed, but only once the person has confirmed it: 409 with warnings.</summary>
    Warning,

    /// <summary>Somebody else saved in between: 412.</summary>
    Stale,
}

/// <summary>One thing the person can fix, said in words that can be translated, at the field it belongs to.</summary>
/// <param name="Field">Name of the request's property, or empty when it is about the whole.</param>
/// <param name="Message">English sentence with {0} for the arguments; it is the key of the translation.</param>
public sealed record Problem(string Field, string Message, params object[] Args)
{
    /// <summary>How a door should answer.</summary>
    public ProblemKind Kind { get; init; } = ProblemKind.Invalid;

    /// <summary>What a door may show beside the words, such as the claims in the way and the ways out.</summary>
    public object? Detail { get; init; }

    /// <summary>A value is missing or wrong.</summary>
    public static Problem Invalid(string field, string message, params object[] args) => new(field, message, args);

    /// <summary>Something needed is taken.</summary>
    public static Problem Conflict(string field, string message, params object[] args) =>
        new(field, message, args) { Kind = ProblemKind.Conflict };

    /// <summary>Possible, once confirmed.</summary>
    public static Problem Warning(string field, string message, params object[] args) =>
        new(field, message, args) { Kind = ProblemKind.Warning };

    /// <summary>The message in English, for logs of shape and for tests.</summary>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, Message, Args);
}
