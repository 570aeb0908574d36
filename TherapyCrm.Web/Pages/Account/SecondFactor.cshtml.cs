using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Turns one's own one-time codes on and off.</summary>
[SignedIn(EvenDue = true)]
public sealed class SecondFactorPage(SetSecondFactor setSecondFactor, CurrentActor current, IDataProtectionProvider protection, Words words) : PageModel
{
    private static readonly TimeSpan SecretLasts = TimeSpan.FromMinutes(15);
    private byte[] secret = [];

    /// <summary>What is typed.</summary>
    public sealed class FactorForm
    {
        /// <summary>The new secret between the two steps, readable to the server only.</summary>
        public string? Secret { get; set; }
        public string? Code { get; set; }
        public string? Password { get; set; }
    }

    [BindProperty] public FactorForm Form { get; set; } = new();

    public bool IsOn => current.Session?.HasSecondFactor == true;

    /// <summary>True when nothing else opens before it is set up.</summary>
    public bool IsDue => DoorHandler.NeedsSecondFactor(current);

    /// <summary>The new codes, once.</summary>
    public IReadOnlyList<string> Recovery { get; private set; } = [];

    /// <summary>The key as it is typed, in groups of four.</summary>
    public string SecretText => string.Join(' ', Totp.Text(secret).Chunk(4).Select(c => new string(c)));

    /// <summary>The key as a drawing.</summary>
    public string QrCode
    {
        get
        {
            using var data = QRCodeGenerator.GenerateQrCode(Totp.Uri(secret, current.Practice!.Name, current.Session!.Email), QRCodeGenerator.ECCLevel.M);
            using var code = new SvgQRCode(data);
            return code.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.WidthHeightAttribute);
        }
    }

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("second-factor.set-up", current.Session!.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToTimeLimitedDataProtector();

    public void OnGet() => NewSecret();

    public async Task<IActionResult> OnPostOnAsync(CancellationToken cancel)
    {
        if (!ReadSecret())
        {
            NewSecret();
            return this.ShowForm("_SecondFactorOnForm", [Problem.Invalid("", "This took too long. Please scan the new picture.")]);
        }
        var outcome = await setSecondFactor.TurnOnAsync(current.Actor, secret, Form.Code, cancel);
        if (!outcome.Succeeded) return this.ShowForm("_SecondFactorOnForm", outcome.Problems);
        Recovery = outcome.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancel)
    {
        var outcome = await setSecondFactor.TurnOffAsync(current.Actor, Form.Password, cancel);
        if (!outcome.Succeeded) return this.ShowForm("_SecondFactorOffForm", outcome.Problems);
        this.NoticeNext(words["One-time codes are off."]);
        return this.GoTo("/me");
    }

    private void NewSecret()
    {
        secret = Totp.NewSecret();
        ModelState.Clear();
        Form = new() { Secret = Convert.ToBase64String(Protector.Protect(secret, SecretLasts)) };
    }

    private bool ReadSecret()
    {
        try
        {
            secret = Protector.Unprotect(Convert.FromBase64String(Form.Secret ?? ""));
            return secret.Length > 0;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
