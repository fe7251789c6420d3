using System.Text;
using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Operations;

/// <summary>Tries again what was dead-lettered, once its cause is mended. The letter goes last, so that a crash on the way leaves it there to be tried again.</summary>
public sealed class Redrive(IBlobStore store, IMessageQueues queues, IngestArticle ingestArticle, Deliveries deliveries)
{
    /// <summary>What became of a letter.</summary>
    /// <param name="Done">False: it is still there.</param>
    /// <param name="Message">For people.</param>
    public sealed record Result(bool Done, string Message);

    /// <summary>Whether there is something to try again; other letters are for people to look at and to delete.</summary>
    public static bool CanBeTriedAgain(DeadLetter letter) => letter is { TriedAgainBy: null, Kind: "article" or "alert" or "delivery" or DeadLetter.DeliveryReport };

    public async Task<Result> RunAsync(string letterId, CancellationToken cancellation)
    {
        bool wellFormed = letterId.Length == 64 && letterId.All(char.IsAsciiHexDigitLower);
        BlobAddress address = DeadLetter.AddressOf(letterId);
        if (!wellFormed || await store.ReadJsonAsync(address, Json.Default.DeadLetter, cancellation) is not { } letter)
        {
            return new Result(false, "There is no such dead letter; somebody may have tried it again already.");
        }

        if (letter.TriedAgainBy is { } timer)
        {
            return new Result(false, $"{timer} tries it again every few minutes, and takes the letter away when that succeeds.");
        }

        Result result = letter.Kind switch
        {
            "article" => await ArticleAsync(letter, cancellation),
            "alert" => await AlertAsync(letter, cancellation),
            "delivery" => await DeliveryAsync(letter, cancellation),
            DeadLetter.DeliveryReport => await DeliveryReportAsync(letter, cancellation),
            _ => new Result(false, $"A dead letter of kind {letter.Kind} cannot be tried again; it says what to do."),
        };
        if (result.Done)
        {
            await store.DeleteAsync(address, cancellation);
        }

        return result;
    }

    /// <summary>The outcome "dead-lettered" would end the ingest at once, so it goes first; a file without outcome is Reconcile's business too.</summary>
    private async Task<Result> ArticleAsync(DeadLetter letter, CancellationToken cancellation)
    {
        string ingestId = Digest.IngestId(letter.Subject, Field(letter, "ETag") ?? "");
        BlobAddress address = Outcome.Address(letter.Subject, ingestId);
        if (await store.ReadJsonAsync(address, Json.Default.Outcome, cancellation) is { Status: OutcomeStatus.DeadLettered })
        {
            await store.DeleteAsync(address, cancellation);
        }

        try
        {
            Outcome outcome = await ingestArticle.RunAsync(letter.Subject, cancellation);
            return new Result(true, outcome.IngestId == ingestId
                ? $"{letter.Subject} was taken in: {KebabCase.Of(outcome.Status)}{(outcome.Reason is { } reason ? $", {reason}" : "")}."
                : $"{letter.Subject} was replaced or deleted since; there is nothing left to try.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new Result(false, $"{letter.Subject} failed again ({fault.GetType().Name}); the log says why. Reconcile goes on trying.");
        }
    }

    private async Task<Result> AlertAsync(DeadLetter letter, CancellationToken cancellation)
    {
        if (Field(letter, "alertId") is not { } alertId || !await store.ExistsAsync(AlertDocuments.AddressOf(alertId), cancellation))
        {
            return new Result(false, "The message names no alert that exists; it is kept for people to look at.");
        }

        await queues.SendJsonAsync(Queues.Alerts, new AlertMessage(alertId), Json.Default.AlertMessage, TimeSpan.Zero, cancellation);
        return new Result(true, $"Alert {alertId} is routed again; whoever was told is not told twice.");
    }

    private async Task<Result> DeliveryAsync(DeadLetter letter, CancellationToken cancellation)
    {
        if (Field(letter, "deliveryKey") is not { } key || !await store.ExistsAsync(Receipt.AddressOf(key), cancellation))
        {
            return new Result(false, "The message names no delivery that exists; it is kept for people to look at.");
        }

        await deliveries.WakeAsync(key, TimeSpan.Zero, cancellation);
        return new Result(true, "The delivery is tried again, unless it has come to its end meanwhile.");
    }

    private async Task<Result> DeliveryReportAsync(DeadLetter letter, CancellationToken cancellation)
    {
        try
        {
            DeliveryReport.Parse(letter.Message ?? "");
        }
        catch (FormatException wrong)
        {
            return new Result(false, $"{wrong.Message} It is kept for people to look at.");
        }

        await queues.SendAsync(Queues.DeliveryReports, Encoding.UTF8.GetBytes(letter.Message!), TimeSpan.Zero, cancellation);
        return new Result(true, "The delivery report is noted again.");
    }

    private static string? Field(DeadLetter letter, string name)
    {
        try
        {
            using JsonDocument message = JsonDocument.Parse(letter.Message ?? "");
            return message.RootElement.ValueKind == JsonValueKind.Object && message.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
