using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>Pages that people open from their alerts. They need no key: an id cannot be guessed.</summary>
public sealed class PageFunctions(AlertPage alertPage, DigestPage digestPage, UnsubscribePage unsubscribePage, FeedbackPage feedbackPage)
{
    [Function("Alert")]
    public async Task<IActionResult> Alert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "alerts/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        Html(request, await alertPage.RenderAsync(id, cancellation), "There is no such alert.");

    [Function("Digest")]
    public async Task<IActionResult> Digest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "digests/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        Html(request, await digestPage.RenderAsync(id, cancellation), "There is no such digest.");

    [Function("Unsubscribe")]
    public async Task<IActionResult> Unsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "unsubscribe/{token}")] HttpRequest request, string token, CancellationToken cancellation) =>
        Html(
            request,
            HttpMethods.IsPost(request.Method)
                ? await unsubscribePage.ActAsync(token, await LinkForm.ActionAsync(request) == "back", cancellation)
                : await unsubscribePage.RenderAsync(token, cancellation),
            LinkForm.NoSuchLink);

    [Function("Feedback")]
    public async Task<IActionResult> Feedback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "feedback/{token}")] HttpRequest request, string token, CancellationToken cancellation) =>
        Html(request, HttpMethods.IsPost(request.Method) ? await feedbackPage.ActAsync(token, cancellation) : await feedbackPage.RenderAsync(token, cancellation), LinkForm.NoSuchLink);

    /// <summary>Shows more than one alert, and acts: it needs the function key.</summary>
    [Function("Ops")]
    public static async Task<IActionResult> Ops([HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "ops")] HttpRequest request)
    {
        PageHeaders.Set(request.HttpContext.Response);
        await (HttpMethods.IsPost(request.Method) ? OperationsEndpoint.ActAsync(request.HttpContext) : OperationsEndpoint.ShowAsync(request.HttpContext));
        return new EmptyResult();
    }

    private static ContentResult Html(HttpRequest request, string? page, string absent)
    {
        PageHeaders.Set(request.HttpContext.Response);
        return page is null
            ? new ContentResult { Content = absent, ContentType = "text/plain; charset=utf-8", StatusCode = StatusCodes.Status404NotFound }
            : new ContentResult { Content = page, ContentType = "text/html; charset=utf-8", StatusCode = StatusCodes.Status200OK };
    }
}
