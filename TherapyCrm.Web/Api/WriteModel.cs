using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>What may be written, and which of it must be.</summary>
internal static class WriteModel
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, bool IsRequired)[]> Known = new();

    /// <summary>The properties that must be sent and were not, deep into lists.</summary>
    public static IEnumerable<Problem> Missing(object value, string path)
    {
        foreach (var (property, isRequired) in Known.GetOrAdd(value.GetType(), PropertiesOf))
        {
            var (name, sent) = (path + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetValue(value));
            if (isRequired && sent is null or "") yield return Problem.Invalid(name, "Please fill this in.");
            if (sent is IEnumerable list and not string)
                foreach (var problem in MissingIn(list, name)) yield return problem;
        }
    }

    private static IEnumerable<Problem> MissingIn(IEnumerable list, string name)
    {
        var index = 0;
        foreach (var item in list)
        {
            var at = $"{name}[{index++}]";
            if (item is null) yield return Problem.Invalid(at, "Please fill this in.");
            else if (item.GetType().Namespace == typeof(WriteModel).Namespace)
                foreach (var problem in Missing(item, at + ".")) yield return problem;
        }
    }

    private static (PropertyInfo, bool)[] PropertiesOf(Type type) =>
        [.. type.GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => (p, p.GetCustomAttribute<RequiredAttribute>() is not null))];
}
