using System.Net;

namespace AllianceMonitor.Tests.Support;

/// <summary>Answers registered addresses and throws on any call that nobody registered.</summary>
internal sealed class ScriptedHttp : HttpMessageHandler
{
    private readonly Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> answers = new(StringComparer.Ordinal);

    public List<string> Bodies { get; } = [];

    public ScriptedHttp On(string address, HttpStatusCode status, Action<HttpResponseMessage>? shape = null) => On(address, _ =>
    {
        var response = new HttpResponseMessage(status);
        shape?.Invoke(response);
        return Task.FromResult(response);
    });

    public ScriptedHttp On(string address, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        answers[address] = answer;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!answers.TryGetValue(request.RequestUri!.AbsoluteUri, out Func<CancellationToken, Task<HttpResponseMessage>>? answer))
        {
            throw new InvalidOperationException($"Nobody registered {request.Method} {request.RequestUri}.");
        }

        Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
        return await answer(cancellationToken);
    }
}
