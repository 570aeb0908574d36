using Microsoft.AspNetCore.Authorization;

namespace TherapyCrm.Web.Access;

/// <summary>Answers what a door asks from the request's actor.</summary>
public sealed class DoorHandler(CurrentActor current) : AuthorizationHandler<DoorRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DoorRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true && Opens(requirement)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>True when the actor may pass.</summary>
    public bool Opens(DoorRequirement requirement) =>
        (requirement.EvenLocked || !current.IsLocked) && (requirement.EvenDue || !IsDue()) && (requirement.Permission is not { } permission || current.Actor.May(permission) || (requirement.Or is { } other && current.Actor.May(other)));

    /// <summary>True when the practice asks this person for a second factor and there is none yet.</summary>
    public static bool NeedsSecondFactor(CurrentActor current) =>
        current is { Session: { HasSecondFactor: false, HasPasskey: false } } && current.Actor.NeedsSecondFactor;

    private bool IsDue() => current.Session is { MustChangePassword: true } || NeedsSecondFactor(current);
}
