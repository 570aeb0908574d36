using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace TherapyCrm.Web.Access;

/// <summary>Makes each handler of a page a door of its own: it may ask for more than its page, and a method or handler that the page does not have is refused.</summary>
public sealed class HandlerDoors(DoorHandler doors) : IAsyncPageFilter
{
    /// <inheritdoc/>
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (Missing(context) is { } status) context.Result = new StatusCodeResult(status);
        else if (context.HandlerMethod?.MethodInfo.GetCustomAttribute<HandlerNeedsAttribute>() is { } door && !doors.Opens(new(door.Permission)))
        {
            await Denials.WriteAsync(context.HttpContext);
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
        else await next();
    }

    private static int? Missing(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.HandlerMethod is null && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return StatusCodes.Status405MethodNotAllowed;
        var named = request.RouteValues["handler"]?.ToString() ?? request.Query["handler"].ToString();
        return named.Length > 0 && !string.Equals(context.HandlerMethod?.Name, named, StringComparison.OrdinalIgnoreCase) ? StatusCodes.Status404NotFound : null;
    }
}
