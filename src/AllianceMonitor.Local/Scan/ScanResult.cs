using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Local.Scan;

/// <summary>What the pipeline makes of one article: the read article, its story decision and its alert.</summary>
internal sealed record ScanResult(string File, Pipeline.ReadArticle Read, OutcomeItem Outcome, Decision? Decision, Alert? Alert);

/// <summary>Runs the whole pipeline in memory over the files of a folder, as if they had been dropped in ordinal order of their names.</summary>
internal sealed class FolderScan(Pipeline pipeline, TimeProvider clock)
{
    public IEnumerable<ScanResult> Run(string folder)
    {
        var book = new StoryBook();
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            foreach (ScanResult result in Read(path, book))
            {
                yield return result;
            }
        }
    }

    private IEnumerable<ScanResult> Read(string path, StoryBook book)
    {
        string name = Path.GetFileName(path);
        byte[] bytes = File.ReadAllBytes(path);
        IReadOnlyList<Pipeline.ReadArticle> articles = pipeline.Read(name, bytes, ArticleReader.DropMetadata.None with { DroppedAt = clock.GetUtcNow() });
        string ingestId = Digest.IngestId(name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        IReadOnlyList<Decision> decisions = [];
        if (pipeline.LogEntry(articles, new Pipeline.Drop(ingestId, clock.GetUtcNow(), clock.GetUtcNow())) is { } entry)
        {
            book.Read(entry);
            decisions = book.DecisionsOf(ingestId)!;
        }

        return articles.Zip(Pipeline.Outcomes(articles, decisions), (read, outcome) =>
        {
            Decision? decision = decisions.FirstOrDefault(decision => decision.Article.Item == read.Item);
            return new ScanResult(name, read, outcome, decision, decision is null ? null : pipeline.Alert(decision, clock.GetUtcNow()));
        });
    }
}
