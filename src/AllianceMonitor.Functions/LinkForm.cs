using Microsoft.AspNetCore.Http.Features;

namespace AllianceMonitor.Functions;

/// <summary>The form behind a signed link.</summary>
internal static class LinkForm
{
    public const string NoSuchLink = "This link is not valid, or its key is no longer in use.";

    private const int MaxBytes = 4_096;

    /// <summary>What the page's button says; a mail program posts another form (RFC 8058), or none.</summary>
    public static async Task<string?> ActionAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength > MaxBytes)
        {
            return null;
        }

        IFormCollection form = await request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = MaxBytes, ValueCountLimit = 8 }, request.HttpContext.RequestAborted);
        return form["action"];
    }
}
