using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>Function <c>Digest</c>: the permalink of a digest with all its alerts. As with an alert, the id cannot be guessed: it comes from that of an alert.</summary>
public sealed class DigestPage(IBlobStore store, DeliveryOptions options)
{
    /// <summary>The page as HTML; null when there is no such digest.</summary>
    public async Task<string?> RenderAsync(string digestId, CancellationToken cancellation)
    {
        bool wellFormed = digestId.Length == 64 && digestId.All(char.IsAsciiHexDigitLower);
        if (!wellFormed || await store.ReadJsonAsync(AlertDigest.AddressOf(digestId), Json.Default.AlertDigest, cancellation) is not { } stored)
        {
            return null;
        }

        AlertDigest digest = stored with { Items = [.. stored.Items.Where(item => item.Recipients.Count > 0)] };
        return EmailContent.Page(DigestEmail.Subject(digest), DigestEmail.Html(digest, Permalink(options, digest), isMail: false), "Digest");
    }

    public static Uri Permalink(DeliveryOptions options, AlertDigest digest) => new(options.PublicUrl, $"api/digests/{digest.Id}");
}
