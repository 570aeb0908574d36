using System.Globalization;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Says what a note wrote about a goal, and how far goals have come.</summary>
public static class ProgressWords
{
    /// <summary>Such as "80 %, 8 of 10, In progress (set in the plan)"; empty when only a remark was written.</summary>
    public static string Of(Words words, GoalProgress said) => string.Join(", ", new[]
    {
        said.Shown is { } percent ? words["{0} %", percent] : null,
        Points(words, said),
        said.Status is { } status ? said.SetsStatus ? words["{0} (set in the plan)", words.Of(status)] : words.Of(status) : null,
    }.OfType<string>());

    /// <summary>The data points, such as "8 of 10".</summary>
    public static string? Points(Words words, GoalProgress said) => said is { Correct: { } correct, Attempts: { } attempts } ? words["{0} of {1}", correct, attempts] : null;

    /// <summary>A difference with its sign.</summary>
    public static string Signed(decimal value) => value.ToString("+0.#;−0.#;0", CultureInfo.CurrentCulture);

    /// <summary>Improvement and weekly rate in one line; null when there is neither.</summary>
    public static string? Figures(Words words, decimal? improvement, decimal? weekly) => (improvement, weekly) switch
    {
        ({ } by, { } rate) => words["{0} percentage points, {1} a week", Signed(by), Signed(rate)],
        ({ } by, null) => words["{0} percentage points", Signed(by)],
        _ => null,
    };
}
