using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Domain.Clinical;

/// <summary>The hash of a signature over text, author and time, keyed so that nobody can try texts against it.</summary>
internal static class NoteHash
{
    /// <summary>64 hexadecimal digits.</summary>
    public static string Of(ClientCipher cipher, NoteBody body, long authorId, Instant signedAt) => cipher.Mac(
        string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(body)}|{authorId}|{InstantPattern.ExtendedIso.Format(signedAt)}"));

    /// <summary>The instant as the database keeps it: whole microseconds.</summary>
    public static Instant Rounded(Instant at) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / 10 * 10);
}
