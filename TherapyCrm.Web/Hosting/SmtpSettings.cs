using System.Globalization;
using MimeKit;

namespace TherapyCrm.Web.Hosting;

/// <summary>The mail server, as <c>Smtp:Host, Port, User, Password, From</c> say.</summary>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, string From)
{
    /// <summary>Null when no host is given.</summary>
    /// <exception cref="BadSettingException">One of them cannot be right.</exception>
    public static SmtpSettings? Read(IConfiguration configuration)
    {
        var smtp = configuration.GetSection("Smtp");
        if (smtp["Host"] is not { Length: > 0 } host) return null;
        var port = smtp["Port"] is { Length: > 0 } text ? text : "587";
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > 65535)
            throw new BadSettingException($"Smtp:Port is \"{port}\", but must be a number from 1 to 65535.");
        if (!MailboxAddress.TryParse(smtp["From"] ?? "", out _)) throw new BadSettingException("Smtp:From is not an e-mail address, but Smtp:Host is set and letters need a sender.");
        return new(host, number, smtp["User"] is { Length: > 0 } user ? user : null, smtp["Password"], smtp["From"]!);
    }
}
