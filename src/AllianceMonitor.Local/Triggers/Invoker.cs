using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

internal enum InvocationEnd
{
    Succeeded,
    Failed,

    /// <summary>The app crashed meanwhile: nobody knows how far it got, and the host leaves the message to its lease.</summary>
    Lost,
}

/// <summary>POSTs invocations to the app and judges its answers, within functionTimeout.</summary>
internal sealed class Invoker(IHandler handler, TimeSpan functionTimeout, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly HttpClient http = HandlerHttp.NewClient();

    public Task Ready(CancellationToken cancel) => handler.Ready(cancel);

    public async Task<InvocationEnd> Invoke(string function, InvocationBody body, CancellationToken cancel)
    {
        var invocation = Guid.NewGuid();
        var run = await handler.Ready(cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(run.Address, function)) { Content = body };
        request.Headers.TransferEncodingChunked = true;
        HandlerHttp.AddInvocationHeaders(request, invocation);

        using var timeout = new CancellationTokenSource(functionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, run.Gone, timeout.Token);
        var started = time.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var judged = await JudgedResponse.Of(response, either.Token);
            foreach (var line in judged.Logs)
                logger.LogInformation("{Function}: {Line}", function, line);

            if (judged.Verdict == Verdict.NeverCompletes)
            {
                logger.LogWarning("{Function} {Invocation} never completes: {Reason}; waiting for functionTimeout", function, invocation, judged.Reason);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token);
            }

            if (judged.Verdict == Verdict.Failure)
                return Failed(function, invocation, judged.Reason!);

            logger.LogInformation("{Function} {Invocation} succeeded in {Milliseconds:0} ms", function, invocation, time.GetElapsedTime(started).TotalMilliseconds);
            return InvocationEnd.Succeeded;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            if (run.Gone.IsCancellationRequested)
                return Lost(function, invocation);

            handler.TimedOut(run);
            return Failed(function, invocation, $"no result within functionTimeout ({functionTimeout}); the app is killed and started again");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return await handler.Survived(run, cancel)
                ? Failed(function, invocation, $"the connection to the app broke: {broken.Message}")
                : Lost(function, invocation);
        }
    }

    /// <summary>Sends a request on to the app as it came; the caller disposes the response.</summary>
    public async Task<HttpResponseMessage> Forward(HttpRequestMessage request, string pathAndQuery, CancellationToken cancel)
    {
        var run = await handler.Ready(cancel);
        request.RequestUri = new Uri(run.Address, pathAndQuery);
        HandlerHttp.AddInvocationHeaders(request, Guid.NewGuid());

        using var timeout = new CancellationTokenSource(functionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, run.Gone, timeout.Token);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            if (!run.Gone.IsCancellationRequested)
                handler.TimedOut(run);
            throw new HttpRequestException("The app gave no answer.", late);
        }
    }

    public void Dispose() => http.Dispose();

    private InvocationEnd Failed(string function, Guid invocation, string reason)
    {
        logger.LogError("{Function} {Invocation} failed: {Reason}", function, invocation, reason);
        return InvocationEnd.Failed;
    }

    private InvocationEnd Lost(string function, Guid invocation)
    {
        logger.LogInformation("{Function} {Invocation} was lost: the app ended meanwhile", function, invocation);
        return InvocationEnd.Lost;
    }
}
