using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Tests.Extraction.AzureLanguage;

/// <summary>
/// A server on loopback in the place of Azure AI Language. It answers only requests that keep the contract (api-version 2023-04-01) and keeps what was wrong with the others, so that
/// a test fails by them. What it finds are the names that it was given, by searching for them.
/// </summary>
internal sealed class LanguageStandIn : IAsyncDisposable
{
    public const string Key = "language-key-canary";

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Queue<Func<HttpContext, JsonElement, Task>> scripted = new();
    private readonly WebApplication app;

    private LanguageStandIn()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>What was wrong with requests.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Documents of each request that kept the contract.</summary>
    public List<List<string>> Requests { get; } = [];

    /// <summary>Whether it wants <see cref="Key"/> or else a bearer token.</summary>
    public bool WantsKey { get; set; } = true;

    public Uri Address => new(app.Urls.Single());

    public static async Task<LanguageStandIn> StartAsync()
    {
        var standIn = new LanguageStandIn();
        await standIn.app.StartAsync();
        return standIn;
    }

    public LanguageStandIn Knows(string name, string category)
    {
        names.Add(name, category);
        return this;
    }

    /// <summary>The next request that keeps the contract is answered like this.</summary>
    public LanguageStandIn Next(Func<HttpContext, JsonElement, Task> answer)
    {
        scripted.Enqueue(answer);
        return this;
    }

    public LanguageStandIn Next(int status, string body = "{}", string? retryAfter = null) => Next(async (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await context.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>The answer of the contract, with the names that stand in each document.</summary>
    public object Results(JsonElement request, Func<string, bool>? refused = null)
    {
        List<object> documents = [], errors = [];
        foreach (JsonElement document in request.GetProperty("analysisInput").GetProperty("documents").EnumerateArray())
        {
            (string id, string text) = (document.GetProperty("id").GetString()!, document.GetProperty("text").GetString()!);
            if (refused?.Invoke(text) == true)
            {
                errors.Add(new { id, error = new { code = "InvalidArgument", message = "Invalid document.", innererror = new { code = "UnsupportedLanguageCode", message = "Not supported." } } });
            }
            else
            {
                documents.Add(new { id, entities = Entities(text), warnings = Array.Empty<object>() });
            }
        }

        return new { kind = "EntityRecognitionResults", results = new { documents, errors, modelVersion = "2023-04-15" } };
    }

    private List<object> Entities(string text)
    {
        List<object> entities = [];
        foreach ((string name, string category) in names)
        {
            for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                entities.Add(new { text = name, category, offset = at, length = name.Length, confidenceScore = 0.9 });
            }
        }

        return entities;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        JsonElement request = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
        List<string> wrong = [.. Wrong(context.Request, request)];
        Violations.AddRange(wrong);
        if (wrong.Count > 0)
        {
            context.Response.StatusCode = 400;
            return;
        }

        Requests.Add([.. request.GetProperty("analysisInput").GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("text").GetString()!)]);
        await (scripted.TryDequeue(out Func<HttpContext, JsonElement, Task>? answer) ? answer(context, request) : context.Response.WriteAsJsonAsync(Results(request)));
    }

    private IEnumerable<string> Wrong(HttpRequest request, JsonElement body)
    {
        if (request.Method != "POST" || request.Path != "/language/:analyze-text" || request.Query["api-version"] != "2023-04-01")
        {
            yield return $"{request.Method} {request.Path}{request.QueryString}";
        }

        if (request.ContentType != "application/json")
        {
            yield return $"Content-Type {request.ContentType}";
        }

        bool hasKey = request.Headers["Ocp-Apim-Subscription-Key"] == Key, hasToken = request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal);
        if (hasKey == hasToken || hasKey != WantsKey)
        {
            yield return "either the key or a bearer token";
        }

        if (body.GetProperty("kind").GetString() != "EntityRecognition" || body.GetProperty("parameters").GetProperty("stringIndexType").GetString() != "Utf16CodeUnit")
        {
            yield return "kind and stringIndexType";
        }

        List<JsonElement> documents = [.. body.GetProperty("analysisInput").GetProperty("documents").EnumerateArray()];
        if (documents.Count is 0 or > 5 || documents.Select(document => document.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count() != documents.Count)
        {
            yield return $"{documents.Count} documents, or one id twice";
        }

        foreach (string text in documents.Select(document => document.GetProperty("text").GetString()!))
        {
            if (string.IsNullOrWhiteSpace(text) || new StringInfo(text).LengthInTextElements > 5_120)
            {
                yield return $"a document of {text.Length} characters";
            }
        }
    }
}
