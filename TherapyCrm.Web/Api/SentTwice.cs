using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Web.Api;

/// <summary>Answers a request that comes twice at the same instant like the first, and one that borrows another's <c>Idempotency-Key</c> with 422.</summary>
internal static class SentTwice
{
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await OnceAsync(context, next);
        }
        catch (CommandReusedException)
        {
            return context.HttpContext.Refuse([Problem.Invalid("Idempotency-Key", "This key was sent before, with another request.")]);
        }
    }

    // The other one was faster by a hair: its row is there now, so asking once more finds it.
    private static async Task<object?> OnceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DbUpdateException e) when (CrmDbContext.IsDuplicate(e))
        {
            context.HttpContext.RequestServices.GetRequiredService<CrmDbContext>().ChangeTracker.Clear();
            return await next(context);
        }
    }
}
