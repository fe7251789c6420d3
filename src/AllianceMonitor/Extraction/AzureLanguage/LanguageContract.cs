using System.Text.Json.Serialization;

namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>
/// The operation <c>POST /language/:analyze-text?api-version=2023-04-01</c> as far as it is used here. Source: Azure/azure-rest-api-specs,
/// specification/cognitiveservices/data-plane/Language/stable/2023-04-01/analyzetext.json.
/// </summary>
internal sealed record AnalyzeTextRequest(string Kind, EntitiesParameters Parameters, AnalysisInput AnalysisInput);

/// <param name="ModelVersion"><c>latest</c>.</param>
/// <param name="StringIndexType">Offsets count text elements unless told otherwise.</param>
/// <param name="LoggingOptOut">The service else keeps texts for 48 hours.</param>
internal sealed record EntitiesParameters(string ModelVersion, string StringIndexType, bool LoggingOptOut);

internal sealed record AnalysisInput(IReadOnlyList<InputDocument> Documents);

internal sealed record InputDocument(string Id, string? Language, string Text);

internal sealed record AnalyzeTextResponse(string? Kind, AnalyzeTextResults? Results);

internal sealed record AnalyzeTextResults(IReadOnlyList<DocumentEntities?>? Documents, IReadOnlyList<DocumentError?>? Errors);

internal sealed record DocumentEntities(string? Id, IReadOnlyList<LanguageEntity?>? Entities);

/// <param name="Text">As in the document.</param>
/// <param name="Category"><c>Organization</c>, <c>Person</c>, <c>Location</c>, <c>Product</c> and others.</param>
/// <param name="Offset">UTF-16 units.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="ConfidenceScore">0.0 to 1.0.</param>
internal sealed record LanguageEntity(string? Text, string? Category, int Offset, int Length, double ConfidenceScore);

internal sealed record DocumentError(string? Id, ErrorDetail? Error);

internal sealed record ErrorResponse(ErrorDetail? Error);

internal sealed record ErrorDetail(string? Code, string? Message, InnerError? Innererror);

internal sealed record InnerError(string? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnalyzeTextRequest))]
[JsonSerializable(typeof(AnalyzeTextResponse))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class LanguageJson : JsonSerializerContext;
