using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Hosting;

/// <summary>Seals the key ring that lies in the database with the key in <c>Keys:Path</c>, so that a copy of the database forges no cookie.</summary>
public static class SealedKeyRing
{
    internal const string Purpose = "data_protection_keys";

    /// <summary>Adds the sealing; keys that lie there unsealed are still read.</summary>
    public static IServiceCollection AddSealedKeyRing(this IServiceCollection services)
    {
        services.TryAddSingleton<SealedXmlDecryptor>();
        return services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlEncryptor = new SealedXmlEncryptor(s.GetRequiredService<SecretBox>())));
    }
}

/// <summary>Seals one key of the ring.</summary>
public sealed class SealedXmlEncryptor(SecretBox secrets) : IXmlEncryptor
{
    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", secrets.Seal(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), SealedKeyRing.Purpose)), typeof(SealedXmlDecryptor));
}

/// <summary>Opens one key of the ring; the ring itself names this type.</summary>
public sealed class SealedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<SecretBox>().Open(encryptedElement.Value, SealedKeyRing.Purpose)));
}
