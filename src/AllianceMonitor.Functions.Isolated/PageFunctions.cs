using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace AllianceMonitor.Functions.Isolated;

/// <summary>Pages that people open from their alerts. They need no key: an id cannot be guessed.</summary>
public sealed class PageFunctions(AlertPage alertPage, DigestPage digestPage)
{
    [Function("Alert")]
    public async Task<IActionResult> Alert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "alerts/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        Html(await alertPage.RenderAsync(id, cancellation), "There is no such alert.");

    [Function("Digest")]
    public async Task<IActionResult> Digest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "digests/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        Html(await digestPage.RenderAsync(id, cancellation), "There is no such digest.");

    private static ContentResult Html(string? page, string absent) => page is null
        ? new ContentResult { Content = absent, ContentType = "text/plain; charset=utf-8", StatusCode = StatusCodes.Status404NotFound }
        : new ContentResult { Content = page, ContentType = "text/html; charset=utf-8", StatusCode = StatusCodes.Status200OK };
}
