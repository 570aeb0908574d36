using System.Diagnostics.CodeAnalysis;

namespace TherapyCrm.Domain.Common;

/// <summary>What an operation answers: its value, or the problems the person can fix.</summary>
public sealed class Outcome<T>
{
    private Outcome(T? value, IReadOnlyList<Problem> problems) => (Value, Problems) = (value, problems);

    /// <summary>The result; present exactly when <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    /// <summary>Why it did not happen; empty when it did.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>True when the operation did what was asked.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Problems.Count == 0;

    /// <summary>It happened.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, []);

    /// <summary>It happened; for values whose type is an interface.</summary>
    public static Outcome<T> Of(T value) => new(value, []);

    /// <summary>It did not, for one reason.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new(default, [problem]);

    /// <summary>It did not, for these reasons (at least one).</summary>
    public static implicit operator Outcome<T>(Problem[] problems) => Failed(problems);

    /// <summary>It did not, for these reasons (at least one).</summary>
    public static Outcome<T> Failed(IReadOnlyList<Problem> problems) =>
        problems.Count > 0 ? new(default, problems) : throw new ArgumentException("A failure names its problems.", nameof(problems));
}
