using System.Text.RegularExpressions;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>Alert rules look for lines of the log: that the app still writes them.</summary>
public sealed partial class AlertRuleTests
{
    private static readonly string Rules = new BicepFile("modules/alerts.bicep").Text;

    [Theory]
    [InlineData("refused", true)]
    [InlineData("later", false)]
    [InlineData("accepted", false)]
    public async Task The_rule_of_failed_deliveries_sees_those_that_failed(string answer, bool fires)
    {
        IReadOnlyList<RecordingChannel> channels = RecordingChannel.Both();
        foreach (RecordingChannel channel in channels)
        {
            channel.Answer = (_, _) => Task.FromResult<SendResult>(answer switch
            {
                "refused" => new SendResult.Refused("HTTP 404"),
                "later" => new SendResult.TryLater("HTTP 503"),
                _ => new SendResult.Accepted("HTTP 202"),
            });
        }

        using App app = await App.StartAsync(channels);
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        string pattern = Unescaped(FailedDeliveries().Match(Rules).Groups[1].Value);
        Assert.Equal(fires, app.Logs.All.Any(line => Regex.IsMatch(line, pattern)));
    }

    [Fact]
    public async Task The_rule_of_failed_deliveries_sees_one_that_bounced()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();
        Receipt told = (await app.ReceiptsAsync()).First(receipt => receipt.Recipient.Channel == Recipient.Email);
        string pattern = Unescaped(FailedDeliveries().Match(Rules).Groups[1].Value);
        Assert.DoesNotContain(app.Logs.All, line => Regex.IsMatch(line, pattern));

        await app.NoteDeliveryReport.RunAsync(
            $$"""{ "eventType":"{{DeliveryReport.EventType}}","eventTime":"2027-03-15T06:30:00Z","data":{"messageId":"{{CommunicationEmailChannel.OperationId(told.Key)}}","recipient":"{{told.Recipient.Address}}","status":"Failed" } }""",
            CancellationToken.None);

        Assert.Contains(app.Logs.All, line => Regex.IsMatch(line, pattern));
    }

    [Fact]
    public async Task The_rule_of_dead_letters_sees_one()
    {
        using App app = await App.StartAsync();
        string text = DeadLetters().Match(Rules).Groups[1].Value;
        Assert.DoesNotContain(app.Logs.All, line => line.Contains(text, StringComparison.OrdinalIgnoreCase));

        await app.KeepPoisonAlert.RunAsync("{}", CancellationToken.None);

        Assert.Contains(app.Logs.All, line => line.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Rules_name_functions_that_exist() => Assert.All(
        FunctionName().Matches(Rules).Select(match => match.Groups[1].Value),
        name => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions", "functions", name)), name));

    /// <summary>As Bicep reads the inside of a string.</summary>
    private static string Unescaped(string text) => text.Replace(@"\\", @"\", StringComparison.Ordinal);

    [GeneratedRegex("matches regex @\"([^\"]+)\"")]
    private static partial Regex FailedDeliveries();

    [GeneratedRegex("Message has \"(Dead[^\"]+)\"")]
    private static partial Regex DeadLetters();

    [GeneratedRegex("Name == \"(\\w+)\"")]
    private static partial Regex FunctionName();
}
