using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TherapyCrm.Web.Access;

/// <summary>What a request with an <c>Idempotency-Key</c> asks for, so that the key cannot answer for something else.</summary>
public sealed record Fingerprint(string Text)
{
    /// <summary>Takes it from the method, the address and the body, whatever its blanks.</summary>
    public static void Take(HttpContext http, JsonObject sent)
    {
        if (http.Request.Headers["Idempotency-Key"].Count == 0) return;
        var whole = $"{http.Request.Method} {http.Request.Path.Value?.ToUpperInvariant()} {sent.ToJsonString()}";
        http.Features.Set(new Fingerprint(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))));
    }
}
