using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AllianceMonitor.Delivery;

/// <summary>What a signed link is for; one for unsubscribing does not give feedback.</summary>
public enum LinkPurpose
{
    Unsubscribe,
    Feedback,
}

/// <summary>Keys of the links in messages.</summary>
public sealed record LinkOptions
{
    /// <summary>Bytes that a key must have.</summary>
    public const int MinKeyBytes = 32;

    /// <summary>Setting <c>LINK_KEY</c>, Base64 of at least 32 random bytes. Null for no such links.</summary>
    public byte[]? Key { get; init; }

    /// <summary>Setting <c>LINK_KEY_PREVIOUS</c>: the key before, whose links still work.</summary>
    public byte[]? PreviousKey { get; init; }
}

/// <summary>
/// Links that act for one delivery: <c>KEYID.DELIVERYKEY.MAC</c>, with HMAC-SHA-256 over purpose and delivery. They hold hashes only, nothing of the recipient.
/// </summary>
public sealed class SignedLinks(LinkOptions options, DeliveryOptions delivery)
{
    /// <summary>Null where no key is set.</summary>
    public Uri? To(LinkPurpose purpose, string deliveryKey) =>
        options.Key is { } key ? new Uri(delivery.PublicUrl, $"api/{purpose.ToString().ToLowerInvariant()}/{IdOf(key)}.{deliveryKey}.{Mac(key, purpose, deliveryKey)}") : null;

    /// <summary>The delivery that the link acts for; null for a link that was not made with the current or the previous key.</summary>
    public string? Verify(LinkPurpose purpose, string token)
    {
        if (token.Split('.') is not [var id, { Length: 64 } deliveryKey, var mac] || !deliveryKey.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        foreach (byte[]? key in (byte[]?[])[options.Key, options.PreviousKey])
        {
            if (key is not null && IdOf(key) == id && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(Mac(key, purpose, deliveryKey))))
            {
                return deliveryKey;
            }
        }

        return null;
    }

    /// <summary>Says which key it was, and nothing about the key.</summary>
    private static string IdOf(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "key id"u8))[..8];

    private static string Mac(byte[] key, LinkPurpose purpose, string deliveryKey) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\u001F{deliveryKey}")));
}
