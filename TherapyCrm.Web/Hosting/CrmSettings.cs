using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Data;
using TherapyCrm.Web.Backups;

namespace TherapyCrm.Web.Hosting;

/// <summary>A setting that cannot be right, said in one sentence that names it.</summary>
public sealed class BadSettingException : Exception
{
    public BadSettingException() { }
    public BadSettingException(string message) : base(message) { }
    public BadSettingException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>What <c>appsettings.json</c> or the environment says, checked before anything starts.</summary>
public sealed record CrmSettings
{
    public required DatabaseProvider Provider { get; init; }
    public required string ConnectionString { get; init; }
    public required int? MaxBatchSize { get; init; }

    /// <summary>Full path of everything the application writes beside the database.</summary>
    public required string StorageRoot { get; init; }

    /// <summary>Full path of the folder with the keys for sealing, encryption and tokens; apart from data and backup.</summary>
    public required string KeysPath { get; init; }

    /// <summary>Where, when and how many backups of the embedded database are kept.</summary>
    public required BackupSettings Backup { get; init; }
    public required bool SeedDemo { get; init; }

    /// <summary>Fixed password of the demo sign-ins; null makes a random one.</summary>
    public required string? DemoPassword { get; init; }

    /// <summary>False leaves the jobs to other nodes.</summary>
    public required bool RunJobs { get; init; }

    /// <summary>Null without a mail server: links are then shown to the administrator.</summary>
    public required SmtpSettings? Smtp { get; init; }

    /// <summary>Where clamd listens: <c>host:port</c> or the path of its socket; null when uploads are not scanned.</summary>
    public required string? Clamd { get; init; }

    /// <summary>Most calls of the API a minute and user.</summary>
    public required int ApiPerMinute { get; init; }

    /// <summary>Most tries to sign in a minute and address.</summary>
    public required int SignInPerMinute { get; init; }

    /// <summary>Reads and checks all of them.</summary>
    /// <exception cref="BadSettingException">One of them cannot be right.</exception>
    public static CrmSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var storage = Folder(configuration, "Storage:Root", "data", environment);
        var provider = Provide(configuration["Database:Provider"]);
        return new()
        {
            Provider = provider,
            ConnectionString = Connection(configuration.GetConnectionString("Crm"), provider, storage),
            MaxBatchSize = Batch(configuration["Database:MaxBatchSize"]),
            StorageRoot = storage,
            KeysPath = Folder(configuration, "Keys:Path", "keys", environment),
            Backup = new(Folder(configuration, "Backup:Folder", Path.Combine(storage, "backups"), environment), BackupTime(configuration["Backup:At"]), Limit(configuration, "Backup:Keep", 14)),
            Smtp = SmtpSettings.Read(configuration),
            Clamd = Scanner(configuration["Antivirus:Clamd"]),
            RunJobs = YesNo(configuration, "Jobs:Run", true),
            SeedDemo = YesNo(configuration, "Demo:Seed", environment.IsDevelopment()),
            DemoPassword = Password(configuration["Demo:Password"]),
            ApiPerMinute = Limit(configuration, "Limits:ApiPerMinute", 1200),
            SignInPerMinute = Limit(configuration, "Limits:SignInPerMinute", 10),
        };
    }

    private static string? Scanner(string? text) => text switch
    {
        null or "" => null,
        _ when text.StartsWith('/') => text,
        _ when text.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 => text,
        _ => throw new BadSettingException($"Antivirus:Clamd is \"{text}\", but must be host:port or the full path of clamd's socket."),
    };

    private static string? Password(string? text) => text switch
    {
        null or "" => null,
        { Length: >= 12 and <= 128 } => text,
        _ => throw new BadSettingException("Demo:Password must have 12 to 128 characters."),
    };

    private static LocalTime? BackupTime(string? text) => text switch
    {
        null or "" => new LocalTime(2, 30),
        "never" => null,
        _ => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } time
            ? time.Value : throw new BadSettingException($"Backup:At is \"{text}\", but must be a time such as 02:30, or never."),
    };

    private static DatabaseProvider Provide(string? text) => text switch
    {
        null or "" or "Sqlite" => DatabaseProvider.Sqlite,
        "SqlServer" => DatabaseProvider.SqlServer,
        _ => throw new BadSettingException($"Database:Provider is \"{text}\", but must be Sqlite or SqlServer."),
    };

    private static int? Batch(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 1000
            ? size : throw new BadSettingException($"Database:MaxBatchSize is \"{text}\", but must be a number from 1 to 1000.");
    }

    private static int Limit(IConfiguration configuration, string key, int otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit : throw new BadSettingException($"{key} is \"{text}\", but must be a number above 0.");
    }

    private static bool YesNo(IConfiguration configuration, string key, bool otherwise) => configuration[key]?.ToUpperInvariant() switch
    {
        null or "" => otherwise,
        "TRUE" => true,
        "FALSE" => false,
        _ => throw new BadSettingException($"{key} is \"{configuration[key]}\", but must be true or false."),
    };

    private static string Folder(IConfiguration configuration, string key, string otherwise, IHostEnvironment environment)
    {
        var path = configuration[key] is { Length: > 0 } said ? said : otherwise;
        if (path.IndexOfAny(Path.GetInvalidPathChars()) >= 0) throw new BadSettingException($"{key} is not a path.");
        return Path.GetFullPath(path, environment.ContentRootPath);
    }

    private static string Connection(string? text, DatabaseProvider provider, string storage)
    {
        if (string.IsNullOrWhiteSpace(text) && provider == DatabaseProvider.SqlServer)
            throw new BadSettingException("ConnectionStrings:Crm is missing, but Database:Provider is SqlServer and needs one.");
        try
        {
            if (provider == DatabaseProvider.SqlServer) return new SqlConnectionStringBuilder(text).ConnectionString;
            var sqlite = new SqliteConnectionStringBuilder(text);
            if (sqlite.DataSource.Length == 0) sqlite.DataSource = "crm.db";
            sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, storage);
            return sqlite.ConnectionString;
        }
        catch (ArgumentException e)
        {
            throw new BadSettingException("ConnectionStrings:Crm is not a connection string that Database:Provider understands.", e);
        }
    }
}
