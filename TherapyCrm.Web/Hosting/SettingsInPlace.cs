using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Web.Hosting;

/// <summary>Tries what the settings name, before anything starts: folders that can be written, addresses that can be listened at.</summary>
public static class SettingsInPlace
{
    /// <summary>Tries them.</summary>
    /// <exception cref="BadSettingException">One of them names what is not there, or not ours.</exception>
    public static void Check(CrmSettings settings, IConfiguration configuration)
    {
        Writable("Storage:Root", settings.StorageRoot);
        Writable("Keys:Path", settings.KeysPath);
        if (settings.Provider == DatabaseProvider.Sqlite) Database(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);
        foreach (var address in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Address("ASPNETCORE_URLS", address);
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren()) Address($"{endpoint.Path}:Url", endpoint["Url"] ?? "");
    }

    /// <summary>The sentence for a fault of starting that a setting explains; null for any other.</summary>
    public static string? Sentence(Exception fault) => fault switch
    {
        BadSettingException bad => bad.Message,
        InvalidDataException unreadable => $"A settings file cannot be read: {unreadable.InnerException?.Message ?? unreadable.Message}",
        SqliteException { SqliteErrorCode: 8 or 11 or 14 or 26 } sqlite => $"ConnectionStrings:Crm names a file that cannot be used as the database: {sqlite.Message}",
        SocketException or { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException or SocketException } =>
            $"ASPNETCORE_URLS or Kestrel:Endpoints names an address that cannot be listened at: {fault.Message}",
        _ => null,
    };

    private static void Writable(string key, string folder)
    {
        var file = Path.Combine(folder, $".start-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, "");
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadSettingException($"{key} is \"{folder}\", but nothing can be written there.", e);
        }
    }

    private static void Database(string file)
    {
        if (Directory.Exists(file)) throw new BadSettingException($"ConnectionStrings:Crm names \"{file}\", but that is a folder.");
        Writable("The folder of ConnectionStrings:Crm", Path.GetDirectoryName(file)!);
    }

    private static void Address(string key, string address)
    {
        var plain = address.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new BadSettingException($"{key} is \"{address}\", but must be an address such as http://localhost:5080.");
    }
}
