using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AllianceMonitor.Tests.Local;

/// <summary>A custom handler in this process: keeps every request, and answers as it is told to.</summary>
internal sealed class FakeHandler : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<Received> received = new();

    private FakeHandler(WebApplication server) => this.server = server;

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Readiness probes are left out.</summary>
    public IReadOnlyList<Received> Received => [.. received];

    /// <param name="answer">Null: success, <c>{}</c>.</param>
    public static async Task<FakeHandler> Start(Func<HttpContext, Received, Task>? answer = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var handler = new FakeHandler(builder.Build());
        handler.server.Run(async context =>
        {
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            if (context.Request.Method == "GET" && target == "/")
                return;

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var request = new Received(
                context.Request.Method,
                target,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Encoding.UTF8.GetString(body.ToArray()));
            handler.received.Enqueue(request);
            await (answer ?? Succeed)(context, request);
        });
        await handler.server.StartAsync();
        return handler;
    }

    public static Task Succeed(HttpContext context, Received request) => Answer(context, 200, "application/json", "{}");

    public static Task Fail(HttpContext context, Received request) => Answer(context, 500, "text/plain", "no");

    public static Task Answer(HttpContext context, int status, string? contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(body);
        return context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await server.StopAsync(atOnce.Token);
        await server.DisposeAsync();
    }
}

internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Function => Target.TrimStart('/');

    public JsonElement Json => JsonElement.Parse(Body);

    public JsonElement Data(string binding) => Json.GetProperty("Data").GetProperty(binding);

    public JsonElement Metadata(string name) => Json.GetProperty("Metadata").GetProperty(name);

    /// <summary>Undoes the double encoding of text.</summary>
    public string MetadataText(string name) => JsonSerializer.Deserialize<string>(Metadata(name).GetString()!)!;
}
