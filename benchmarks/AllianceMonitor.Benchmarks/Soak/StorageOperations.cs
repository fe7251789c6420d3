using System.Text.RegularExpressions;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>
/// Requests to the store by the types that Azure bills, counted from Azurite's access log. What only the local trigger host does (listing the container of articles for want of Event Grid, asking
/// empty queues) and the watching of this program stand apart.
/// https://learn.microsoft.com/azure/storage/blobs/map-rest-apis-transaction-categories
/// </summary>
internal sealed record StorageOperations(
    int BlobPuts, int OtherBlobWrites, int BlobReads, int BlobLists, int BlobOthers, int QueueSends, int QueueDeletes, int QueueUpdates, int LocalOnly)
{
    private enum Kind
    {
        /// <summary>Put Blob; each raises an event, of which the subscription takes those of articles.</summary>
        BlobPut,

        /// <summary>Append Block and the like: writes that raise no event.</summary>
        OtherBlobWrite,

        BlobRead,

        /// <summary>Listings of containers, and their creation.</summary>
        BlobList,

        /// <summary>Properties of blobs.</summary>
        BlobOther,

        QueueSend,
        QueueDelete,

        /// <summary>The lease of a message was renewed, or the message given back.</summary>
        QueueUpdate,

        LocalOnly,
    }

    /// <summary>All that a deployment is billed for: each message is received once.</summary>
    public int Billed => BlobPuts + OtherBlobWrites + BlobReads + BlobLists + BlobOthers + (QueueSends * 2) + QueueDeletes + QueueUpdates;

    /// <param name="lines">Of an access log in the common format.</param>
    public static StorageOperations Count(IEnumerable<string> lines)
    {
        var counts = new int[Enum.GetValues<Kind>().Length];
        foreach (string line in lines)
        {
            if (AccessLog.Request(line) is { } request)
            {
                counts[(int)KindOf(request.Method, request.Path, request.Query)]++;
            }
        }

        return new StorageOperations(
            counts[(int)Kind.BlobPut], counts[(int)Kind.OtherBlobWrite], counts[(int)Kind.BlobRead], counts[(int)Kind.BlobList], counts[(int)Kind.BlobOther],
            counts[(int)Kind.QueueSend], counts[(int)Kind.QueueDelete], counts[(int)Kind.QueueUpdate], counts[(int)Kind.LocalOnly]);
    }

    private static Kind KindOf(string method, string path, string query)
    {
        // /account/container, /account/container/blob, /account/queue/messages, /account/queue/messages/id
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (method, parts) switch
        {
            ("POST", [_, _, "messages"]) => Kind.QueueSend,
            ("DELETE", [_, _, "messages", _]) => Kind.QueueDelete,
            ("PUT", [_, _, "messages", _]) => Kind.QueueUpdate,
            (_, [_, _, "messages", ..]) => Kind.LocalOnly,
            ("GET", [_, "articles"]) => Kind.LocalOnly,
            ("GET", [_, _]) => query.Contains("comp=list", StringComparison.Ordinal) ? Kind.BlobList : Kind.LocalOnly,
            ("PUT", [_, _]) => Kind.BlobList,
            ("PUT", [_, _, ..]) => query.Length == 0 ? Kind.BlobPut : Kind.OtherBlobWrite,
            ("GET", [_, _, ..]) => Kind.BlobRead,
            ("HEAD", _) => Kind.BlobOther,
            _ => Kind.LocalOnly,
        };
    }
}

/// <summary>Lines such as <c>127.0.0.1 - - [21/Nov/2026:22:00:00 +0000] "PUT /devstoreaccount1/articles/a.txt HTTP/1.1" 201 -</c>.</summary>
internal static partial class AccessLog
{
    /// <summary>Path and query without the account; null for a line that is none, e.g. the last one, cut off.</summary>
    public static (string Method, string Path, string Query)? Request(string line)
    {
        Match match = RequestPattern().Match(line);
        return match.Success ? (match.Groups["method"].Value, match.Groups["path"].Value, match.Groups["query"].Value) : null;
    }

    [GeneratedRegex("\"(?<method>[A-Z]+) (?<path>/[^ ?\"]*)(\\?(?<query>[^ \"]*))? HTTP/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RequestPattern();
}
