using System.Globalization;
using NodaTime.Text;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Reads the profile's history to people: names of fields, and values that are kept as codes.</summary>
public static class ProfileWords
{
    /// <summary>What the forms call the fields.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["firstName"] = "First name", ["middleName"] = "Middle name", ["lastName"] = "Last name", ["fileNumber"] = "File number", ["dateOfBirth"] = "Date of birth",
        ["pronouns"] = "Pronouns", ["gender"] = "Gender", ["phone"] = "Phone", ["cellPhone"] = "Cell phone", ["homePhone"] = "Home phone", ["workPhone"] = "Work phone",
        ["email"] = "E-mail", ["address"] = "Address", ["mailingAddress"] = "Address for letters", ["preferredContact"] = "Prefers", ["mayLeaveMessage"] = "May we leave a message?",
        ["status"] = "Status", ["archivedAt"] = "Archived", ["priority"] = "Priority", ["notes"] = "Desk notes", ["therapistId"] = "Therapist", ["instructorId"] = "Instructor",
        ["preferredLanguage"] = "Preferred language", ["requiresInterpreter"] = "Needs an interpreter", ["interpreterNotes"] = "About the interpreter",
        ["safetyAlert"] = "Safety alert", ["custodyAlert"] = "Custody alert", ["referralSource"] = "Referred by", ["meetingLink"] = "Meeting link",
        ["additionalInfo"] = "Additional information", ["isMinor"] = "A minor", ["guardian1"] = "First guardian", ["guardian2"] = "Second guardian",
        ["clientTypeId"] = "Client type", ["feeBase"] = "Fee before tax", ["feeTaxRate"] = "Tax in per cent", ["feeTotal"] = "Fee with tax",
        ["careGroup"] = "Care group", ["defaultDuration"] = "Usual length in minutes", ["sessionOffset"] = "Sessions before", ["course"] = "Course", ["schedule"] = "Schedule",
        ["relationship"] = "Relationship", ["mayBeTold"] = "May be told about appointments", ["mayPickUp"] = "May pick up", ["isEmergencyContact"] = "Emergency contact",
    };

    /// <summary>The field's name in the reader's language.</summary>
    public static string Label(Words words, string field) => Labels.TryGetValue(field, out var label) ? words[label] : field;

    /// <summary>The value as a reader reads it; empty when there was none.</summary>
    public static string Value(Words words, ProfilePart part, string field, string? text) => text switch
    {
        null => "",
        "yes" => words["Yes"],
        "no" => words["No"],
        _ => field switch
        {
            "status" when part == ProfilePart.Learner => Code<LearnerStatus>(words, text),
            "status" => Code<ClientStatus>(words, text),
            "priority" => Code<Priority>(words, text),
            "preferredContact" => Code<PreferredContact>(words, text),
            "preferredLanguage" => Code<LanguageCode>(words, text),
            "relationship" => Code<RelationshipType>(words, text),
            "dateOfBirth" => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day.ToString("d MMM yyyy", CultureInfo.CurrentCulture) : text,
            _ => text,
        },
    };

    private static string Code<T>(Words words, string text) where T : struct, Enum => StoredText.TryParse<T>(text, out var value) ? words.Of(value) : text;
}
