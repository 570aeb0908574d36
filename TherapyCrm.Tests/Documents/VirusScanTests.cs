using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>With a scanner configured nothing is kept that it has not passed.</summary>
public sealed class VirusScanTests
{
    [Theory]
    [InlineData("stream: OK\0", null)]
    [InlineData("stream: Eicar-Test-Signature FOUND\0", "found something")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", "cannot be checked")]
    [InlineData("", "cannot be checked")]
    public async Task What_the_scanner_says_decides(string says, string? problem)
    {
        using var clamd = new FakeClamd(says);
        using var app = new CrmApp().With("Antivirus:Clamd", $"127.0.0.1:{clamd.Port}");
        var world = await DocumentWorld.MakeAsync(app);
        var content = new byte[100_000];
        content.AsSpan().Fill((byte)'a');
        var outcome = await world.TryAsync(content);

        Assert.Equal(problem is null, outcome.Succeeded);
        if (problem is not null) Assert.Contains(problem, Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.Equal(problem is null ? 1 : 0, world.Files().Length);
        Assert.Equal(content, clamd.Seen);
    }

    [Fact]
    public async Task Nothing_is_kept_while_the_scanner_is_away()
    {
        using var app = new CrmApp().With("Antivirus:Clamd", "127.0.0.1:9");
        var world = await DocumentWorld.MakeAsync(app);
        var outcome = await world.TryAsync("text"u8.ToArray());

        Assert.Contains("cannot be checked", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(world.Files());
    }

    /// <summary>Speaks as clamd does: takes one stream and answers as it was told.</summary>
    private sealed class FakeClamd : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task<byte[]> seen;

        public FakeClamd(string says)
        {
            listener.Start();
            seen = TakeAsync(says);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public byte[] Seen => seen.GetAwaiter().GetResult();

        public void Dispose() => listener.Dispose();

        private async Task<byte[]> TakeAsync(string says)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var (command, length, all) = (new byte[10], new byte[4], new MemoryStream());
            await stream.ReadExactlyAsync(command);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                var count = BinaryPrimitives.ReadInt32BigEndian(length);
                if (count == 0) break;
                var part = new byte[count];
                await stream.ReadExactlyAsync(part);
                all.Write(part);
            }
            await stream.WriteAsync(Encoding.ASCII.GetBytes(says));
            return all.ToArray();
        }
    }
}
