namespace TherapyCrm.Web.Http;

/// <summary>What an answer may tell the page besides its content, in <c>HX-Trigger</c>; the names stand in <c>wwwroot-assets/js/events.js</c>.</summary>
public static class BrowserEvents
{
    /// <summary>Say this sentence in the live region.</summary>
    public const string Announce = "crm:announce";

    /// <summary>Put the focus on the element with this id once the swap is done.</summary>
    public const string Focus = "crm:focus";

    /// <summary>Close the open dialog.</summary>
    public const string CloseDialog = "crm:close-dialog";

    /// <summary>Show the board, calendar or list that is live anew.</summary>
    public const string BoardChanged = "crm:board-changed";

    /// <summary>The form is saved: leaving it loses nothing.</summary>
    public const string Saved = "crm:saved";

    /// <summary>A client was added from inside another form: its id and label.</summary>
    public const string ClientAdded = "crm:client-added";

    /// <summary>The person at the locked screen is back.</summary>
    public const string Unlocked = "crm:unlocked";
}
