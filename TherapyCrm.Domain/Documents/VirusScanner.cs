using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TherapyCrm.Domain.Documents;

/// <summary>The virus scanner that is configured cannot be asked, so nothing may be kept.</summary>
public sealed class ScannerUnavailableException : Exception
{
    public ScannerUnavailableException() : base("The virus scanner cannot be asked.") { }
    public ScannerUnavailableException(string message) : base(message) { }
    public ScannerUnavailableException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>Shows files to clamd while they are stored.</summary>
/// <param name="address"><c>host:port</c>, or the path of its socket; null when the practice has none.</param>
public sealed class VirusScanner(string? address)
{
    /// <summary>Begins to show one file; null when there is no scanner.</summary>
    /// <exception cref="ScannerUnavailableException">It is configured, but does not answer.</exception>
    internal async Task<VirusScan?> BeginAsync(CancellationToken cancel) => address is null ? null : await VirusScan.BeginAsync(address, cancel);
}

/// <summary>One file on its way through clamd (INSTREAM).</summary>
internal sealed class VirusScan : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Socket socket;

    private VirusScan(Socket socket) => this.socket = socket;

    public static Task<VirusScan> BeginAsync(string address, CancellationToken cancel) => TalkAsync(async patient =>
    {
        var isPath = address.StartsWith('/');
        var socket = isPath ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var colon = address.LastIndexOf(':');
            if (isPath) await socket.ConnectAsync(new UnixDomainSocketEndPoint(address), patient);
            else await socket.ConnectAsync(address[..colon], int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture), patient);
            await SendAsync(socket, "zINSTREAM\0"u8.ToArray(), patient);
            return new VirusScan(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }, cancel);

    /// <summary>Shows the next bytes.</summary>
    public Task ShowAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => TalkAsync(async patient =>
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        await SendAsync(socket, length, patient);
        await SendAsync(socket, bytes, patient);
        return true;
    }, cancel);

    /// <summary>Asks for the finding.</summary>
    /// <returns>True when nothing was found.</returns>
    public Task<bool> IsCleanAsync(CancellationToken cancel) => TalkAsync(async patient =>
    {
        await SendAsync(socket, new byte[4], patient);
        var (said, buffer) = (new StringBuilder(), new byte[512]);
        while (await socket.ReceiveAsync(buffer, patient) is > 0 and var count) said.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return said.ToString().TrimEnd('\0', '\n') switch
        {
            "stream: OK" => true,
            var found when found.EndsWith(" FOUND", StringComparison.Ordinal) => false,
            _ => throw new ScannerUnavailableException("The virus scanner gave no finding."),
        };
    }, cancel);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, cancel)..];
    }

    private static async Task<T> TalkAsync<T>(Func<CancellationToken, Task<T>> talk, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return await talk(patience.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new ScannerUnavailableException("The virus scanner cannot be asked.", e);
        }
    }
}
