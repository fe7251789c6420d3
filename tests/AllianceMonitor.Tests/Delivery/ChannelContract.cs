using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Delivery;

/// <summary>What can happen between a channel and its peer.</summary>
public enum Situation
{
    Accepts,
    RefusesForGood,
    IsBusy,
    FailsForNow,
    IsNotThere,
    BreaksOffBeforeTheAnswer,
    NeverAnswers,
    IsNotSetUp,
}

/// <summary>What every channel promises: a result for each situation, no secret in it, and no exception but one's own mistake.</summary>
public abstract class ChannelContract
{
    /// <summary>Stands in every address and password that the channel is given.</summary>
    protected const string Canary = "c4n4ry";

    /// <summary>The time-out is a net for a channel that does not heed its cancellation.</summary>
    [Theory(Timeout = 30_000)]
    [InlineData(Situation.Accepts, nameof(SendResult.Accepted))]
    [InlineData(Situation.RefusesForGood, nameof(SendResult.Refused))]
    [InlineData(Situation.IsBusy, nameof(SendResult.TryLater))]
    [InlineData(Situation.FailsForNow, nameof(SendResult.TryLater))]
    [InlineData(Situation.IsNotThere, nameof(SendResult.TryLater))]
    [InlineData(Situation.BreaksOffBeforeTheAnswer, nameof(SendResult.Unknown))]
    [InlineData(Situation.NeverAnswers, nameof(SendResult.Unknown))]
    [InlineData(Situation.IsNotSetUp, nameof(SendResult.Refused))]
    public async Task Every_situation_has_its_result_and_none_tells_a_secret(Situation peer, string result)
    {
        SendResult sent = await SendAsync(peer);

        Assert.Equal(result, sent.GetType().Name);
        Assert.DoesNotContain(Canary, sent.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>From the channel to receipts, notices and log lines: the secret is nowhere.</summary>
    [Theory]
    [InlineData(Situation.Accepts)]
    [InlineData(Situation.RefusesForGood)]
    [InlineData(Situation.FailsForNow)]
    [InlineData(Situation.IsNotThere)]
    [InlineData(Situation.BreaksOffBeforeTheAnswer)]
    [InlineData(Situation.IsNotSetUp)]
    public async Task The_secret_reaches_no_document_and_no_log(Situation peer)
    {
        SendResult result = await SendAsync(peer);
        IReadOnlyList<RecordingChannel> channels = RecordingChannel.Both();
        foreach (RecordingChannel channel in channels)
        {
            channel.Answer = (_, _) => Task.FromResult(result);
        }

        using App app = await App.StartAsync(channels);
        await app.IngestAsync("a.txt", News.Stake);
        await app.WorkAsync();

        Assert.DoesNotContain(app.Logs.All, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(await app.ReceiptsAsync(), receipt => receipt.ToString().Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(await app.NoticesAsync(), notice => notice.ToString().Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_name_is_that_of_its_recipients() => Assert.Equal(ChannelName, NewChannel().Name);

    protected abstract string ChannelName { get; }

    private protected abstract IChannel NewChannel();

    /// <summary>Sends one notification to a peer that behaves so. Where it never answers, the send is cancelled.</summary>
    private protected abstract Task<SendResult> SendAsync(Situation peer);
}
