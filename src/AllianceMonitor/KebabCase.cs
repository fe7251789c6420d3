using System.Text.Json;
using System.Text.Json.Serialization;

namespace AllianceMonitor;

/// <summary>Writes an enumeration as the public contracts spell it: <c>in-talks</c>, <c>joint-venture</c>.</summary>
internal sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
