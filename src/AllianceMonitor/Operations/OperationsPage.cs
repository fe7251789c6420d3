using AllianceMonitor.Delivery;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Operations;

/// <summary>What the page is asked for: the fields of its query string.</summary>
public sealed record OperationsQuery
{
    /// <summary><c>articles</c>, <c>stories</c>, <c>deliveries</c>, <c>dead-letters</c>, <c>configuration</c> or <c>health</c>.</summary>
    public string View { get; init; } = "articles";

    public string? Search { get; init; }

    /// <summary>Outcome status or delivery state.</summary>
    public string? State { get; init; }

    /// <summary>Id of a story that is to be shown whole.</summary>
    public string? Story { get; init; }

    /// <summary>Id of a dead letter of which is asked whether it is to be tried again.</summary>
    public string? Redrive { get; init; }

    /// <summary>What the last action said.</summary>
    public string? Said { get; init; }

    /// <summary>Function key of the request, which links must carry on; null on a local stack.</summary>
    public string? Code { get; init; }
}

/// <summary>Function <c>Ops</c>: what became of articles, stories and deliveries, what failed, and a button to try it again. Without scripts; every state has an address.</summary>
public sealed class OperationsPage(OperationsView view, Redrive redrive, Configuration configuration, IReadOnlyList<ShownSetting> settings, TimeProvider clock)
{
    /// <summary>Rows of a list.</summary>
    public const int MaxRows = 200;

    /// <summary>The page as HTML.</summary>
    public async Task<string> RenderAsync(OperationsQuery query, CancellationToken cancellation)
    {
        var html = new OperationsHtml(query, clock.GetUtcNow());
        Health health = await view.HealthAsync(cancellation);
        switch (query.View)
        {
            case "stories" when query.Story is { } id:
                html.Story(await view.StoryAsync(id, cancellation));
                break;
            case "stories":
                html.Stories(await view.StoriesAsync(query.Search, MaxRows, cancellation));
                break;
            case "deliveries":
                html.Deliveries(await view.DeliveriesAsync(Parsed<DeliveryState>(query.State), MaxRows, cancellation));
                break;
            case "dead-letters":
                html.DeadLetters(await view.DeadLettersAsync(MaxRows, cancellation));
                break;
            case "configuration":
                html.Configuration((await configuration.PipelineAsync(cancellation)).Watchlist, (await configuration.InForceAsync(cancellation)).Subscriptions, settings);
                break;
            case "health":
                html.Health(health);
                break;
            default:
                html.Articles(await view.OutcomesAsync(query.Search, Parsed<OutcomeStatus>(query.State), MaxRows, cancellation), health.Waiting);
                break;
        }

        return html.Page(health, await configuration.ProblemsAsync(cancellation));
    }

    /// <summary>Tries a dead letter again and returns what to say about it.</summary>
    public async Task<string> RedriveAsync(string letterId, CancellationToken cancellation) => (await redrive.RunAsync(letterId, cancellation)).Message;

    private static T? Parsed<T>(string? word)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (KebabCase.Of(value) == word)
            {
                return value;
            }
        }

        return null;
    }
}
