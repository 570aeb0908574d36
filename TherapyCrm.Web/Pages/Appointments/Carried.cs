using System.Collections;
using System.Globalization;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Carries a filled form along in hidden fields while another step is on the screen.</summary>
public static class Carried
{
    /// <summary>Names and values as the form itself would send them.</summary>
    public static IEnumerable<(string Name, string Value)> Of(object form, string prefix)
    {
        foreach (var property in form.GetType().GetProperties())
        {
            var (name, value) = ($"{prefix}.{property.Name}", property.GetValue(form));
            if (value is null or false or "") continue;
            if (value is not IList list)
            {
                yield return (name, Text(value));
                continue;
            }
            for (var i = 0; i < list.Count; i++)
                foreach (var field in list[i] is string or Enum ? [(name, Text(list[i]!))] : Of(list[i]!, $"{name}[{i.ToString(CultureInfo.InvariantCulture)}]")) yield return field;
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
