using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Backups;
using TherapyCrm.Web.Commands.Demo;
using TherapyCrm.Web.Exports;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Jobs;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Settings;
using TherapyCrm.Web.Pages.Appointments;
using TherapyCrm.Web.Pages.Palette;

namespace TherapyCrm.Web.Hosting;

/// <summary>What the application is made of, by theme.</summary>
public static class CrmServices
{
    /// <summary>Most bytes of an ordinary request; uploads say so themselves.</summary>
    public const long LargestBody = 1024 * 1024;

    /// <summary>The clock, the database, and the domain's operations over it.</summary>
    public static IServiceCollection AddDomain(this IServiceCollection services, CrmSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IClock>(NodaTime.SystemClock.Instance);
        services.AddCrmDatabase(settings.Provider, settings.ConnectionString, settings.MaxBatchSize);
        services.AddSingleton<DatabaseStartup>();
        services.AddSingleton(new KeyFolder(settings.KeysPath));
        services.AddSingleton<RecordKeyRing>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton(new SecondFactorExempt(settings.SeedDemo ? [.. DemoPeople.SignIns.Select(e => e.ToUpperInvariant())] : []));
        services.AddSingleton<ReadLog>();
        services.AddBackups();
        services.AddSingleton(new SealFiles(Path.Combine(settings.StorageRoot, "audit-seals")));
        services.AddSingleton(new DocumentStore(Path.Combine(settings.StorageRoot, "documents"), new VirusScanner(settings.Clamd)));
        if (settings.RunJobs) services.AddHostedService<JobRunner>();
        return services.AddOperations();
    }

    private static void AddBackups(this IServiceCollection services)
    {
        services.AddScoped<BackupFiles>();
        services.AddScoped<CheckBackup>();
        services.AddScoped<MakeBackup>();
        services.AddScoped<RestoreBackup>();
        services.AddScoped<BackupSchedule>();
    }

    /// <summary>Who somebody is: Identity's people and passwords, the keys in the database, server-side sessions.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Password = new PasswordOptions { RequiredLength = 12, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15), AllowedForNewUsers = true };
        }).AddRoles<StaffRole>().AddEntityFrameworkStores<CrmDbContext>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.AddDataProtection().SetApplicationName("TherapyCrm").PersistKeysToDbContext<CrmDbContext>();
        services.AddSealedKeyRing();
        services.AddScoped<IPasskeyHandler<StaffMember>, PasskeyHandler<StaffMember>>();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required"); // verified, a passkey is two factors; kept by the device, it needs no user name
            o.ValidateOrigin = PasskeyCeremony.IsOurOriginAsync;
        });
        services.AddScoped<PasskeyCeremony>();
        services.AddSingleton<PendingSignIn>();
        services.AddSingleton<SetUpCode>();
        services.AddSingleton<Mail>();
        return services.AddSchemes();
    }

    /// <summary>Who may pass: every door is shut unless it says what it asks.</summary>
    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<ActorCache>();
        services.AddSingleton<PlaceMemory>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuditReads>();
        services.AddScoped<DoorHandler>();
        services.AddScoped<IAuthorizationHandler>(s => s.GetRequiredService<DoorHandler>());
        services.AddScoped<IAuthorizationHandler, RecordPermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
        return services;
    }

    /// <summary>The pages and what they share.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<Words>();
        services.AddScoped<Times>();
        services.AddScoped<BookingDesk>();
        services.AddScoped<NewClientStep>();
        services.AddScoped<FreeRoom>();
        services.AddScoped<SeriesStep>();
        services.AddScoped<BookingLine>();
        services.AddScoped<PaletteResults>();
        services.AddScoped<AppointmentActs>();
        services.AddScoped<AppointmentEnd>();
        services.AddScoped<Moments>();
        services.AddScoped<Shown>();
        services.AddScoped<PersonLinks>();
        services.AddScoped<PersonActs>();
        services.AddScoped(ShellOfReader.Make);
        services.AddScoped<RazorText>();
        services.AddScoped<WholeFilePdf>();
        services.AddSingleton<PdfFile>();
        services.AddSingleton<WholeFileJobs>();
        services.AddScoped<HandlerDoors>();
        services.AddScoped<OneConnection>();
        services.AddRazorPages().AddMvcOptions(o => { o.Filters.AddService<HandlerDoors>(); o.Filters.AddService<OneConnection>(); })
            .AddViewOptions(o => o.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddCookieTempDataProvider(o => o.Cookie.Name = Notices.Cookie);
        services.AddOptions<MvcOptions>().Configure<Words>((options, words) => options.UseWords(words));
        services.Configure<RouteOptions>(o => o.LowercaseUrls = true);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "crm_form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        return services;
    }

    /// <summary>The web server's limits, and its address where none is given.</summary>
    public static void LimitServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = LargestBody;
        });
        if (string.IsNullOrEmpty(builder.Configuration["URLS"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://localhost:5080");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-CA");
    }
}
