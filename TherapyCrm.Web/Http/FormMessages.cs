using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Http;

/// <summary>Says in the reader's language what cannot be read as a number or a date, and leaves required fields to the operations.</summary>
public static class FormMessages
{
    /// <summary>Sets the framework's own messages.</summary>
    public static void UseWords(this MvcOptions options, Words words)
    {
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => words["This cannot be read."]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => words["This cannot be read."]);
        messages.SetUnknownValueIsInvalidAccessor(_ => words["This cannot be read."]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => words["This cannot be read."]);
        messages.SetValueIsInvalidAccessor(_ => words["This cannot be read."]);
        messages.SetValueMustBeANumberAccessor(_ => words["Please give a number."]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => words["Please give a number."]);
        messages.SetValueMustNotBeNullAccessor(_ => words["Please fill this in."]);
        messages.SetMissingBindRequiredValueAccessor(_ => words["Please fill this in."]);
        messages.SetMissingKeyOrValueAccessor(() => words["Please fill this in."]);
    }
}
