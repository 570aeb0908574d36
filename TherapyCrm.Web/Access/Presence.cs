namespace TherapyCrm.Web.Access;

/// <summary>Lets the browser tell that a person is typing, so that a long text is not lost to the idle limit; the session handler notes the time.</summary>
public static class Presence
{
    /// <summary>POST /present answers nothing.</summary>
    public static void MapPresence(this IEndpointRouteBuilder app) => app.MapPost("/present", () => Results.NoContent()).WithMetadata(new SignedInAttribute { EvenDue = true });
}
