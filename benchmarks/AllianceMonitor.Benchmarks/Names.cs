using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>The trained tagger of names by itself, without watchlist and without a look at the rest of the article.</summary>
internal static class Names
{
    /// <summary>Variants with other names that are trained on beside each text.</summary>
    private const int SwapsOfWikigold = 1;
    private const int SwapsOfNewswire = 3;
    private const int Seed = 20261121;

    private static string TrainingFolder => Path.Combine(Repository.Root, "benchmarks", "AllianceMonitor.Benchmarks", "Training");

    /// <summary>Trains on one half of wikigold and the project's own texts, and scores the other half and the passages that are looked at. "explain" lists the errors on the passages.</summary>
    public static void Score(bool explain)
    {
        ILookup<bool, LabelledText> halves = Wikigold().ToLookup(text => text.IsForTuning);
        NameTagger tagger = TrainedOnHalf();
        Report("wikigold, tuning half", tagger, halves[true], explain: false);
        Report("wikigold, confirming half", tagger, halves[false], explain: false);
        Report("facts-dev", tagger, EntityCorpus.Passages(Path.Combine(Repository.Root, "tests", "AllianceMonitor.Tests", "Evaluation", "facts-dev")), explain);
    }

    /// <summary>A tagger that has not seen the confirming half of wikigold.</summary>
    public static NameTagger TrainedOnHalf() => new(new NameTraining().Train(Material(Wikigold().Where(text => text.IsForTuning))));

    /// <summary>Writes the weights that are shipped, trained on all of wikigold.</summary>
    public static void Train()
    {
        NameModel model = new NameTraining().Train(Material(Wikigold()));
        string path = Path.Combine(Repository.Root, "src", "AllianceMonitor", "Extraction", "Names", "names.model");
        using FileStream file = File.Create(path);
        model.Save(file);
        Console.WriteLine($"{path}: {file.Length:N0} bytes");
    }

    public static IReadOnlyList<LabelledText> Wikigold() => EntityCorpus.Wikigold(Path.Combine(Repository.Root, "..", "shared", "corpora", "ner", "wikigold.conll.txt"));

    private static List<LabelledText> Material(IEnumerable<LabelledText> wikigold)
    {
        var swaps = new NameSwaps(new Random(Seed));
        IEnumerable<LabelledText> own = Directory.GetFiles(TrainingFolder, "*.txt").Order(StringComparer.Ordinal).SelectMany(TrainingText.Read);
        return [.. wikigold.SelectMany(text => WithSwaps(text, SwapsOfWikigold)), .. own.SelectMany(text => WithSwaps(text, SwapsOfNewswire))];

        IEnumerable<LabelledText> WithSwaps(LabelledText text, int times) => Enumerable.Range(0, times).Select(_ => swaps.Swap(text)).Prepend(text);
    }

    private static void Report(string name, NameTagger tagger, IEnumerable<LabelledText> texts, bool explain)
    {
        var scores = new EntityScores(EntityCorpus.NameTypes);
        foreach (LabelledText text in texts)
        {
            List<LabelledSpan> found = [];
            for (int paragraph = 0; paragraph < text.Paragraphs.Count; paragraph++)
            {
                string plain = text.Paragraphs[paragraph];
                List<Token> tokens = Tokenizer.Tokenize(plain);
                found.AddRange(tagger.Tag(plain, tokens, NameTraining.ValueTokens(plain, tokens)).Select(tagged =>
                    new LabelledSpan(paragraph, tokens[tagged.FirstToken].Start, tokens[tagged.LastToken].End, tagged.Type.ToString().ToLowerInvariant())));
            }

            scores.Add(text.Spans, found);
            if (explain)
            {
                Explain(text, found);
            }
        }

        Console.WriteLine($"{name}: {scores}");
    }

    private static void Explain(LabelledText text, List<LabelledSpan> found)
    {
        foreach (LabelledSpan span in found.Except(text.Spans).Concat(text.Spans.Except(found)).Where(span => EntityCorpus.NameTypes.Contains(span.Type)).OrderBy(span => span.Paragraph).ThenBy(span => span.Start))
        {
            string plain = text.Paragraphs[span.Paragraph];
            Console.WriteLine($"{text.Id} {(found.Contains(span) ? "superfluous" : "missed")}: {span.Type} {plain[Math.Max(0, span.Start - 30)..span.Start]}[{plain[span.Start..span.End]}]{plain[span.End..Math.Min(plain.Length, span.End + 20)]}");
        }
    }
}
