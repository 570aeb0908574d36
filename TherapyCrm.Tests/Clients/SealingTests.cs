using System.Security.Cryptography;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>Text of a record opens for its client, in its place, with its key, and nowhere else (access.md §3).</summary>
public sealed class SealingTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Any_text_opens_again_in_its_place()
    {
        var cipher = await CipherAsync(await ClientAsync());
        Gen.String.Where(Whole).Sample(text =>
        {
            var place = new SealedPlace("notes", "text", Guid.NewGuid());
            Assert.Equal(text, cipher.Open(cipher.Seal(text, place), place));
        });
    }

    [Fact]
    public async Task It_opens_for_no_other_row_column_table_or_client()
    {
        var (mine, other) = (await CipherAsync(await ClientAsync()), await CipherAsync(await ClientAsync()));
        var place = new SealedPlace("notes", "text", Guid.NewGuid());
        var sealedText = mine.Seal("secret", place);

        foreach (var elsewhere in new[] { place with { Row = Guid.NewGuid() }, place with { Column = "mood" }, place with { Table = "plans" } })
            Assert.ThrowsAny<CryptographicException>(() => mine.Open(sealedText, elsewhere));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(sealedText, place));
    }

    [Fact]
    public async Task A_single_changed_bit_is_noticed()
    {
        var cipher = await CipherAsync(await ClientAsync());
        var place = new SealedPlace("notes", "text", Guid.NewGuid());
        var sealedText = cipher.Seal("a text of some length", place);
        for (var bit = 0; bit < sealedText.Length * 8; bit++)
        {
            var changed = sealedText.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => cipher.Open(changed, place));
        }
    }

    [Fact]
    public async Task Many_first_writers_share_one_key()
    {
        var client = await ClientAsync();
        var keys = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => CipherAsync(client))));
        Assert.Single(keys.Select(k => k.KeyId).Distinct());
    }

    [Fact]
    public async Task Without_the_wrapping_key_nothing_opens_and_no_key_is_added()
    {
        var (client, later) = (await ClientAsync(), await ClientAsync());
        await CipherAsync(client);
        var folder = Path.Combine(app.StorageRoot, "keys");
        foreach (var file in Directory.EnumerateFiles(folder, "records-*")) File.Delete(file);
        var blank = new RecordKeyRing(new KeyFolder(folder));

        await Assert.ThrowsAsync<RecordKeyMissingException>(() => CipherAsync(client, blank));
        await Assert.ThrowsAsync<RecordKeyMissingException>(() => CipherAsync(later, blank));
        Assert.Equal(1, await app.DbAsync(db => db.ClientKeys.CountAsync()));
    }

    [Fact]
    public async Task With_another_wrapping_key_of_that_name_it_says_that_the_key_is_missing()
    {
        var client = await ClientAsync();
        await CipherAsync(client);
        await File.WriteAllTextAsync(Path.Combine(app.StorageRoot, "keys", "records-1.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        await Assert.ThrowsAsync<RecordKeyMissingException>(() => CipherAsync(client, new RecordKeyRing(new KeyFolder(Path.Combine(app.StorageRoot, "keys")))));
    }

    [Fact]
    public async Task A_destroyed_key_stays_destroyed()
    {
        var client = await ClientAsync();
        await CipherAsync(client);
        await app.DbAsync(db => db.ClientKeys.ExecuteUpdateAsync(u => u.SetProperty(k => k.WrappedKey, (byte[]?)null).SetProperty(k => k.DestroyedAt, app.Clock.Now)));

        await Assert.ThrowsAsync<RecordEndedException>(() => CipherAsync(client));
    }

    private static bool Whole(string text) => !text.Any(char.IsSurrogate);

    private async Task<long> ClientAsync() => (await app.Given.ClientAsync()).Id;

    private Task<ClientCipher> CipherAsync(long client, RecordKeyRing? ring = null) => app.RunAsync(services =>
        (ring is null ? services.GetRequiredService<ClientKeys>() : ActivatorUtilities.CreateInstance<ClientKeys>(services, ring)).OfAsync(client));
}
