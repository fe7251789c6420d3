namespace AllianceMonitor.Functions;

/// <summary>What every page of the app tells the browser, in both heads.</summary>
internal static class PageHeaders
{
    /// <summary>
    /// Nothing runs and nothing is loaded; forms go back to the app; no other site shows the page in a frame. The address may hold a function key or the token of a link: it is neither kept nor told to
    /// others.
    /// </summary>
    public static void Set(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }
}
