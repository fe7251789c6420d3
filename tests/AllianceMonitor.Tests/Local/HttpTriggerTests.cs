using System.Net;
using System.Text;
using AllianceMonitor.Local;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.Triggers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AllianceMonitor.Tests.Local;

public sealed class HttpTriggerTests
{
    [Fact]
    public async Task A_request_reaches_the_app_as_it_came()
    {
        await using var handler = await FakeHandler.Start((context, _) =>
        {
            context.Response.Headers["X-Answer"] = "42";
            context.Response.Headers.Location = "/elsewhere";
            return FakeHandler.Answer(context, 303, "text/html; charset=utf-8", "<p>ä</p>");
        });
        await using var host = await Host.Start(handler);

        using var request = new HttpRequestMessage(HttpMethod.Post, "api/alerts/a%20b?x=1&y=%2F") { Content = new StringContent("body", Encoding.UTF8, "text/plain") };
        request.Headers.Add("X-Mine", "here");
        using var response = await host.Client.SendAsync(request);

        var received = Assert.Single(handler.Received);
        Assert.Equal(("POST", "/api/alerts/a%20b?x=1&y=%2F", "body"), (received.Method, received.Target, received.Body));
        Assert.Equal("here", received.Headers["X-Mine"]);
        Assert.Equal("text/plain; charset=utf-8", received.Headers["Content-Type"]);
        Assert.Equal(host.Client.BaseAddress!.Authority, received.Headers["Host"]);
        Assert.Equal((HttpStatusCode)303, response.StatusCode);
        Assert.Equal("42", Assert.Single(response.Headers.GetValues("X-Answer")));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("<p>ä</p>", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "api/alerts/1", HttpStatusCode.OK)]
    [InlineData("DELETE", "api/alerts/1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "api/alerts", HttpStatusCode.NotFound)]
    [InlineData("GET", "alerts/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/Plain", HttpStatusCode.OK)]
    [InlineData("PUT", "api/Plain", HttpStatusCode.OK)]
    [InlineData("GET", "", HttpStatusCode.NotFound)]
    public async Task Only_routes_of_functions_are_served(string method, string path, HttpStatusCode expected)
    {
        await using var handler = await FakeHandler.Start();
        await using var host = await Host.Start(handler);

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_head_request_and_an_empty_answer_pass_through()
    {
        await using var handler = await FakeHandler.Start((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });
        await using var host = await Host.Start(handler);

        using var request = new HttpRequestMessage(HttpMethod.Head, "api/Plain");
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_said()
    {
        await using var handler = await FakeHandler.Start();
        await using var host = await Host.Start(handler);

        var taken = await Assert.ThrowsAsync<SetupException>(() => Host.Start(handler, host.Client.BaseAddress!.Port));

        Assert.Contains("in use", taken.Message, StringComparison.Ordinal);
    }

    private sealed class Host(AppFolder folder, TriggerHost host, HttpClient client) : IAsyncDisposable
    {
        public HttpClient Client => client;

        public static async Task<Host> Start(FakeHandler handler, int? port = null)
        {
            var folder = new AppFolder()
                .Function("Alert", """{ "type": "httpTrigger", "name": "r", "methods": ["get", "post"], "route": "alerts/{id}" }, { "type": "http", "direction": "out", "name": "o" }""")
                .Function("Plain", """{ "type": "httpTrigger", "name": "r" }, { "type": "http", "direction": "out", "name": "o" }""");
            var options = new TriggerHostOptions { RunningApp = handler.Address, HttpPort = port ?? FreePorts.Next() };
            var settings = new Dictionary<string, string>();
            TriggerHost host;
            try
            {
                host = await TriggerHost.Start(FunctionApp.Load(folder.Path, settings), settings, options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
            }
            catch
            {
                folder.Dispose();
                throw;
            }

            var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{options.HttpPort}/") };
            return new Host(folder, host, client);
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await host.DisposeAsync();
            folder.Dispose();
        }
    }
}
