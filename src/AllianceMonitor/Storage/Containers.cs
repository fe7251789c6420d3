namespace AllianceMonitor.Storage;

/// <summary>The containers and queues of the pipeline; all state is in them.</summary>
public static class Containers
{
    public const string Articles = "articles";
    public const string Rejected = "rejected";
    public const string Outcomes = "outcomes";
    public const string Stories = "stories";
    public const string Alerts = "alerts";
    public const string Deliveries = "deliveries";
    public const string Digests = "digests";
    public const string Config = "config";
    public const string DeadLetter = "deadletter";
    public const string Notices = "notices";

    public const string Recipients = "recipients";
    public const string Feedback = "feedback";

    /// <summary>Copies of the configuration files that were in force last.</summary>
    public const string LastGood = "lastgood";

    public static IReadOnlyList<string> All { get; } = [Articles, Rejected, Outcomes, Stories, Alerts, Deliveries, Digests, Config, DeadLetter, Notices, Recipients, Feedback, LastGood];

    /// <summary>A store that was prepared by an earlier version lacks it.</summary>
    public static string Newest => All[^1];
}

/// <summary>Queue names; each has a twin named <c>NAME-poison</c> that the host fills.</summary>
public static class Queues
{
    public const string Alerts = "alerts";
    public const string Deliveries = "deliveries";

    /// <summary>Event Grid puts events of Communication Services here.</summary>
    public const string DeliveryReports = "delivery-reports";

    public static IReadOnlyList<string> All { get; } =
        [Alerts, Deliveries, $"{Alerts}-poison", $"{Deliveries}-poison", "webjobs-blobtrigger-poison", DeliveryReports, $"{DeliveryReports}-poison"];

    /// <summary>A store that was prepared by an earlier version lacks it.</summary>
    public static string Newest => All[^1];
}
