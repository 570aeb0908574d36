using System.Text.Json;
using System.Text.Json.Nodes;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>Finds half characters in JSON (<c>"\ud800"</c>), which are well-formed there but no text.</summary>
internal static class BrokenText
{
    /// <summary>Where the first one is; null when there is none.</summary>
    public static string? PathIn(JsonNode node, string path = "")
    {
        try
        {
            return node switch
            {
                JsonObject members => members.Select(m => In(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")).FirstOrDefault(p => p is not null),
                JsonArray items => items.Select((item, i) => In(item, $"{path}[{i}]")).FirstOrDefault(p => p is not null),
                _ => node.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Length < 0 ? path : null,
            };
        }
        catch (InvalidOperationException) // what the reader throws at half a character
        {
            return path;
        }
    }

    /// <summary>What is said about it.</summary>
    public static Problem At(string path) => Problem.Invalid(path, "This contains characters that cannot be kept.");

    private static string? In(JsonNode? node, string path) => node is null ? null : PathIn(node, path);
}
