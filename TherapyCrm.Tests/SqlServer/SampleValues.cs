using System.Collections;
using System.Runtime.CompilerServices;
using NodaTime;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>A value of any type, where only its type matters.</summary>
internal static class SampleValues
{
    public static bool MayBeNull(Type type) =>
        Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && (type == typeof(string) || !type.IsAssignableTo(typeof(IEnumerable))));

    public static object Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "x";
        if (type == typeof(Guid)) return Guid.Parse("11111111-1111-1111-1111-111111111111");
        if (type == typeof(Instant)) return Instant.FromUtc(2026, 3, 4, 5, 6, 7);
        if (type == typeof(LocalDate)) return new LocalDate(2026, 3, 4);
        if (type == typeof(LocalDateTime)) return new LocalDateTime(2026, 3, 4, 5, 6);
        if (type == typeof(DateTime)) return new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 3, 4);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0)!;
        if (type == typeof(byte[])) return new byte[] { 1, 2 };
        if (ElementOf(type) is { } element) return ListOf(type, element);
        return type.IsPrimitive || type == typeof(decimal)
            ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
            : RuntimeHelpers.GetUninitializedObject(type);
    }

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType() : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static object ListOf(Type type, Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Of(element), 0);
        array.SetValue(Of(element), 1);
        if (type.IsInstanceOfType(array)) return array;
        return Activator.CreateInstance(type, array)!;
    }
}
