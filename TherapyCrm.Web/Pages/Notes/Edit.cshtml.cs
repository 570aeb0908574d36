using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Where a note is written: kept every few seconds, signed with the password.</summary>
[RequirePermission(Permission.WriteClinical)]
        Goals = await openGoals.OfAsync(current.Actor, Id, cancel);
