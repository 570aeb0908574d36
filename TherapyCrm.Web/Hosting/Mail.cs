using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace TherapyCrm.Web.Hosting;

/// <summary>Sends the few letters that are about signing in; without <c>Smtp:Host</c> nothing is sent and links are shown to the administrator.</summary>
public sealed partial class Mail(CrmSettings settings, ILogger<Mail> logger)
{
    /// <summary>True when there is a server to send by.</summary>
    public bool IsConfigured => settings.Smtp is not null;

    /// <summary>Sends plain text.</summary>
    /// <returns>False when it could not be sent; the log says why.</returns>
    public async Task<bool> SendAsync(string to, string subject, string text, CancellationToken cancel = default)
    {
        if (settings.Smtp is not { } smtp) return false;
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(smtp.From));
        message.To.Add(MailboxAddress.Parse(to));
        try
        {
            using var client = new SmtpClient();
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, cancel);
            if (smtp.User is { } user) await client.AuthenticateAsync(user, smtp.Password ?? "", cancel);
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(quit: true, cancel);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotSent(e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A letter could not be sent.")]
    private partial void NotSent(Exception e);
}
