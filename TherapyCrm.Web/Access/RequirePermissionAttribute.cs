using Microsoft.AspNetCore.Authorization;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>What a door asks of who comes: a live, unlocked session and, mostly, a permission.</summary>
/// <param name="Permission">Null asks only for the session.</param>
/// <param name="EvenLocked">Opens while the screen is locked.</param>
/// <param name="EvenDue">Opens while a new password or a second factor is due.</param>
/// <param name="Or">Enough as well.</param>
public sealed record DoorRequirement(Permission? Permission, bool EvenLocked = false, bool EvenDue = false, Permission? Or = null) : IAuthorizationRequirement;

/// <summary>A door that says what it asks; whatever says nothing stays shut.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false)]
public abstract class DoorAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>What it asks.</summary>
    public abstract DoorRequirement Requirement { get; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [Requirement];
}

/// <summary>Opens a page, a page's handler or an endpoint to who holds the permission on anything at all; single records are asked by the operation.</summary>
public sealed class RequirePermissionAttribute(Permission permission) : DoorAttribute
{
    /// <summary>What must be held.</summary>
    public Permission Permission { get; } = permission;

    /// <summary>Enough as well; 0 for none.</summary>
    public Permission Or { get; init; }

    /// <inheritdoc/>
    public override DoorRequirement Requirement => new(Permission, Or: Or == default ? null : Or);
}

/// <summary>Opens a page to whoever is signed in, for what is their own.</summary>
public sealed class SignedInAttribute : DoorAttribute
{
    /// <summary>Also while the screen is locked.</summary>
    public bool EvenLocked { get; init; }

    /// <summary>Also while a new password or a second factor is due.</summary>
    public bool EvenDue { get; init; }

    /// <inheritdoc/>
    public override DoorRequirement Requirement => new(null, EvenLocked, EvenDue);
}

/// <summary>Opens one handler of a page to who also holds this permission; the framework lets its own attributes stand on pages only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HandlerNeedsAttribute(Permission permission) : Attribute
{
    /// <summary>What must be held beside what the page asks.</summary>
    public Permission Permission { get; } = permission;
}
