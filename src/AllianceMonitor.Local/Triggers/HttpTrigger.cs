using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace AllianceMonitor.Local.Triggers;

/// <summary>The host's web server: requests to <c>/api/{route}</c> go to the app as they came; everything else is not found.</summary>
internal sealed class HttpTrigger : IAsyncDisposable
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    private readonly WebApplication server;

    private HttpTrigger(WebApplication server) => this.server = server;

    public static async Task<HttpTrigger> Start(FunctionApp app, int port, Invoker invoker, ILogger logger, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, UntilDisposed>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });

        var server = builder.Build();
        server.UseRouting();
        foreach (var function in app.Functions.OfType<HttpFunction>())
        {
            var route = $"/{app.Host.RoutePrefix}/{function.Route}";
            var endpoint = function.Methods is [] ? server.Map(route, Forward) : server.MapMethods(route, function.Methods.Select(method => method.ToUpperInvariant()), Forward);
            endpoint.WithDisplayName(function.Name);
        }

        try
        {
            await server.StartAsync(cancel);
            return new HttpTrigger(server);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await server.DisposeAsync();
            throw new SetupException($"Port {port} (http) is in use; choose another with --ports.", taken);
        }

        async Task Forward(HttpContext context)
        {
            try
            {
                using var request = RequestOf(context.Request);
                using var response = await invoker.Forward(request, context.Features.Get<IHttpRequestFeature>()!.RawTarget, context.RequestAborted);
                await Answer(context.Response, response, context.RequestAborted);
            }
            catch (HttpRequestException broken)
            {
                logger.LogError("{Function} failed: {Error}", context.GetEndpoint()!.DisplayName, broken.Message);
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody waits for the answer any more.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await server.StopAsync(atOnce.Token);
        await server.DisposeAsync();
    }

    private static HttpRequestMessage RequestOf(HttpRequest original)
    {
        var request = new HttpRequestMessage(new HttpMethod(original.Method), default(Uri));
        if (original.ContentLength > 0 || original.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(original.Body);

        foreach (var (name, values) in original.Headers.Where(header => !HopByHop.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    private static async Task Answer(HttpResponse answer, HttpResponseMessage response, CancellationToken cancel)
    {
        answer.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !HopByHop.Contains(header.Key)))
            answer.Headers[name] = new StringValues([.. values]);
        await response.Content.CopyToAsync(answer.Body, cancel);
    }

    /// <summary>The console's signals belong to the command line, not to this server.</summary>
    private sealed class UntilDisposed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
