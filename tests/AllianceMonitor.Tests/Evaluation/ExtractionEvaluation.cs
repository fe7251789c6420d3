using System.Security.Cryptography;
using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Is the text of an article found on a page of the web, and nothing else?</summary>
public class ExtractionEvaluation(ITestOutputHelper output)
{
    /// <summary>SHA-256 over names and contents of all files of the corpus.</summary>
    private const string CorpusDigest = "f69a80a0890a611ef8c16cfd668af0c9ca510de4ffd913012f9cb9ce4d81941b";
    private const double TuningFloor = 0.935;
    private const double ConfirmingFloor = 0.935;
    private const double ReadabilityFloor = 0.87;

    private static readonly ArticleReader Reader = new(new ReadingLimits());

    [Fact]
    public void Segments_of_articles_come_out_and_segments_beside_them_do_not()
    {
        string folder = Repository.Shared("corpora", "extraction");
        Assert.Equal(CorpusDigest, Digest(folder));
        SegmentScore tuning = new(), confirming = new(), all = new();
        foreach (SegmentPage page in ExtractionCorpus.Segments(folder))
        {
            string text = Text(page.Html);
            (page.IsForTuning ? tuning : confirming).Add(page, text);
            all.Add(page, text);
        }

        output.WriteLine($"segments, tuning half:     {tuning}");
        output.WriteLine($"segments, confirming half: {confirming}");
        output.WriteLine($"segments, all:             {all}");
        Assert.True(tuning.F1 >= TuningFloor, $"Tuning half: {tuning} is below the floor {TuningFloor:0.000}.");
        Assert.True(confirming.F1 >= ConfirmingFloor, $"Confirming half: {confirming} is below the floor {ConfirmingFloor:0.000}.");
    }

    [Fact]
    public void Readability_mostly_agrees()
    {
        var score = new ShingleScore();
        foreach (TextPage page in ExtractionCorpus.Readability(Repository.Shared("corpora", "extraction")))
        {
            score.Add(page.Text, Text(page.Html));
        }

        output.WriteLine($"agreement with Readability: {score}");
        Assert.True(score.F1 >= ReadabilityFloor, $"Agreement with Readability: {score} is below the floor {ReadabilityFloor:0.000}.");
    }

    private static string Text(byte[] html) => string.Join('\n', Reader.Read("page.html", html)[0].Article?.Paragraphs ?? []);

    private static string Digest(string folder)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, path).Replace('\\', '/')));
            digest.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
