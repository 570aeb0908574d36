using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Api;

/// <summary>How many requests a minute are answered; above that 429 with <c>Retry-After</c> (access.md §4).</summary>
public static class ApiLimits
{
    /// <summary>Name of the limit for every call of a user.</summary>
    public const string Api = "api";

    /// <summary>Name of the limit for tries to sign in from one address.</summary>
    public const string SignIn = SignInLimit.Name;

    /// <summary>Adds both, as the settings say.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services, CrmSettings settings) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = Tell;
        o.AddPolicy(Api, http => Minute(http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Address(http), settings.ApiPerMinute));
        o.AddPolicy(SignIn, http => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : Minute(Address(http), settings.SignInPerMinute));
    });

    private static string Address(HttpContext http) => $"from {CurrentActor.AddressOf(http)}";

    private static RateLimitPartition<string> Minute(string who, int most) => RateLimitPartition.GetFixedWindowLimiter(who, _ => new()
    {
        PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0,
    });

    private static ValueTask Tell(OnRejectedContext context, CancellationToken cancel)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
