using System.Globalization;
using System.Text.Json;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Stories;

/// <summary>The snapshots beside the log: <c>stories/snapshot-NUMBER.bin</c>, by the number of entries that they hold.</summary>
internal sealed class StorySnapshots(IBlobStore store)
{
    private const string Prefix = "snapshot-";

    /// <summary>Snapshots kept: the newest, and the one before it for whoever is reading that.</summary>
    private const int Kept = 2;

    /// <summary>The newest that can be read; null when there is none. One that cannot be read costs time, nothing else: the log has it all.</summary>
    public async Task<(LogPosition Position, StoryBook Book)?> NewestAsync(CancellationToken cancellation)
    {
        foreach (string name in (await NamesAsync(cancellation)).Reverse<string>())
        {
            if (await store.ReadAsync(new BlobAddress(Containers.Stories, name), cancellation) is { } blob)
            {
                try
                {
                    return StorySnapshot.Read(blob.Content);
                }
                catch (Exception unreadable) when (unreadable is FormatException or JsonException)
                {
                }
            }
        }

        return null;
    }

    /// <summary>Takes one unless another instance has taken one within the same <paramref name="every"/> entries, and removes those that are superseded.</summary>
    public async Task TakeAsync(LogPosition position, StoryBook book, int every, CancellationToken cancellation)
    {
        List<string> names = await NamesAsync(cancellation);
        if (names.Count > 0 && string.CompareOrdinal(names[^1], Name(book.Entries / every * every)) >= 0)
        {
            return;
        }

        await store.TryCreateAsync(new BlobAddress(Containers.Stories, Name(book.Entries)), StorySnapshot.Write(position, book), cancellation);
        foreach (string old in names.SkipLast(Kept - 1))
        {
            await store.DeleteAsync(new BlobAddress(Containers.Stories, old), cancellation);
        }
    }

    private static string Name(long entries) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{entries:000000000000}.bin");

    private async Task<List<string>> NamesAsync(CancellationToken cancellation)
    {
        List<string> names = [];
        await foreach (BlobListing snapshot in store.ListAsync(Containers.Stories, Prefix, cancellation))
        {
            names.Add(snapshot.Name);
        }

        return names;
    }
}
