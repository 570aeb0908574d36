using System.Net;
using System.Net.Sockets;

namespace TherapyCrm.Tests.Support;

/// <summary>A mail server on a free port that takes one letter after the other and forwards none.</summary>
public sealed class Letters : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> first = new();

    /// <summary>Starts listening.</summary>
    public Letters()
    {
        listener.Start();
        _ = TakeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The first letter, without the soft line ends of its encoding.</summary>
    public async Task<string> FirstAsync() => (await first.Task.WaitAsync(TimeSpan.FromSeconds(20))).Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private async Task TakeAsync()
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var letter = new List<string>();
        for (var inLetter = false; await reader.ReadLineAsync() is { } line;)
        {
            if (inLetter && line != ".") letter.Add(line);
            else if (inLetter)
            {
                first.TrySetResult(string.Join('\n', letter));
                inLetter = false;
                await writer.WriteLineAsync("250 taken");
            }
            else if (line == "DATA")
            {
                inLetter = true;
                await writer.WriteLineAsync("354 go on");
            }
            else await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
        }
    }
}
