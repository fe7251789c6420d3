using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed partial class MeasureQueuesTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly LogLines logs = new();

    [Fact]
    public async Task Each_queue_is_measured_with_the_age_of_its_oldest_message()
    {
        using var storage = new ScriptedStorage((_, path) => path switch
        {
            "/alerts-poison" => ScriptedStorage.Reply(HttpStatusCode.OK, headers: ("x-ms-approximate-messages-count", "3")),
            "/alerts-poison/messages" => ScriptedStorage.Reply(HttpStatusCode.OK, Peeked(clock.GetUtcNow().AddMinutes(-20))),
            _ when path.EndsWith("/messages", StringComparison.Ordinal) => ScriptedStorage.Reply(HttpStatusCode.OK, "<QueueMessagesList />"),
            _ => ScriptedStorage.Reply(HttpStatusCode.OK, headers: ("x-ms-approximate-messages-count", "0")),
        });

        IReadOnlyList<MeasureQueues.Measure> measures = await new MeasureQueues(storage.Queues, clock, logs.For<MeasureQueues>()).RunAsync(CancellationToken.None);

        Assert.Equal(Queues.All, measures.Select(measure => measure.Queue));
        Assert.Equal(
            Queues.All.Select(queue => queue == "alerts-poison" ? (3, TimeSpan.FromMinutes(20)) : (0, TimeSpan.Zero)),
            measures.Select(measure => (measure.Messages, measure.OldestAge)));
        Assert.Contains("Information Queue alerts-poison: 3 messages, oldest 1200 s ", logs.All);
    }

    [Fact]
    public async Task The_alert_rules_understand_the_lines_of_the_log()
    {
        using var storage = new ScriptedStorage((_, path) => path.EndsWith("/messages", StringComparison.Ordinal)
            ? ScriptedStorage.Reply(HttpStatusCode.OK, Peeked(clock.GetUtcNow().AddSeconds(-77)))
            : ScriptedStorage.Reply(HttpStatusCode.OK, headers: ("x-ms-approximate-messages-count", "5")));
        await new MeasureQueues(storage.Queues, clock, logs.For<MeasureQueues>()).RunAsync(CancellationToken.None);
        string rules = File.ReadAllText(Path.Combine(Repository.Root, "infra", "modules", "alerts.bicep"));

        // KQL's parse: texts in quotes stand as they are, a name takes what is between them, a star anything.
        string parse = ParsePattern().Match(rules).Groups[1].Value;
        string pattern = string.Concat(ParseToken().Matches(parse).Select(token =>
            token.Value == "*" ? ".*" : token.Groups["text"].Success ? Regex.Escape(token.Groups["text"].Value) : $"(?<{token.Groups["name"].Value}>.*?)"));

        foreach (string queue in Queues.All)
        {
            Match line = Assert.Single(logs.All.Select(log => Regex.Match(log.TrimEnd(), $"^{pattern}$")), match => match.Success && match.Groups["Queue"].Value == queue);
            Assert.Equal((5, 77), (int.Parse(line.Groups["Messages"].Value, CultureInfo.InvariantCulture), int.Parse(line.Groups["Age"].Value, CultureInfo.InvariantCulture)));
        }
    }

    [GeneratedRegex("parse Message with (.*?) \\| where")]
    private static partial Regex ParsePattern();

    [GeneratedRegex("""\*|"(?<text>[^"]*)"|(?<name>\w+)(?::\w+)?""")]
    private static partial Regex ParseToken();

    private static string Peeked(DateTimeOffset sent) => string.Create(CultureInfo.InvariantCulture, $"""
        <QueueMessagesList><QueueMessage><MessageId>1</MessageId><InsertionTime>{sent:R}</InsertionTime><ExpirationTime>{sent.AddDays(7):R}</ExpirationTime>
        <DequeueCount>0</DequeueCount><MessageText>e30=</MessageText></QueueMessage></QueueMessagesList>
        """);
}
