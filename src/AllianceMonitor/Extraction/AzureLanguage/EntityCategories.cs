namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>Which entities of Azure AI Language are names to us (https://learn.microsoft.com/azure/ai-services/language-service/named-entity-recognition/concepts/named-entity-categories).</summary>
public static class EntityCategories
{
    /// <summary>Of the service's confidence, 0.0 to 1.0: below, a name is left out.</summary>
    public const double MinConfidence = 0.5;

    /// <summary>Null for a category that is no name: amounts, dates, skills.</summary>
    public static EntityType? TypeOf(string? category) => category switch
    {
        "Organization" => EntityType.Organization,
        "Person" => EntityType.Person,
        "Location" => EntityType.Place,
        "Product" => EntityType.Product,
        _ => null,
    };
}
