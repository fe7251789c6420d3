using System.Text.Json;
using System.Text.Json.Serialization;

namespace AllianceMonitor;

/// <summary>A value of an enumeration in words, as documents and people have it: <c>in-talks</c>.</summary>
internal static class KebabCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>Writes an enumeration as the public contracts spell it: <c>in-talks</c>, <c>joint-venture</c>.</summary>
internal sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
