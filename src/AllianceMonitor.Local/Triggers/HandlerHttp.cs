namespace AllianceMonitor.Local.Triggers;

internal static class HandlerHttp
{
    public const string HostVersion = "4.1037.0.0";

    /// <summary>Time-outs are the caller's; nothing is followed, stored or sent through a proxy.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Readiness as the host sees it: any answer to <c>GET /</c>, whatever its status.</summary>
    public static async Task<bool> Answers(HttpClient http, Uri address, CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static void AddInvocationHeaders(HttpRequestMessage request, Guid invocation)
    {
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", HostVersion);
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", invocation.ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", $"Azure-Functions-Host/{HostVersion}");
    }
}
