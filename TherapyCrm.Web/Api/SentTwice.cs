using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>Answers a request that comes twice at the same instant like the first, and one that borrows another's <c>Idempotency-Key</c> with 422.</summary>
internal static class SentTwice
{
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await context.HttpContext.RequestServices.GetRequiredService<AtOnce>().RunAsync(async () => await next(context));
        }
        catch (CommandReusedException)
        {
            return context.HttpContext.Refuse([Problem.Invalid("Idempotency-Key", "This key was sent before, with another request.")]);
        }
    }
}
