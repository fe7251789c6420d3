using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;

namespace AllianceMonitor.Articles;

/// <summary>
/// What is known of the words of English news: which are said for one another, which are opposites, which name different things of one kind. The lists
/// are the text files in <c>Articles/Repeats/Lexicon</c>; this class folds their words to stems.
/// </summary>
internal static class NewsLexicon
{
    /// <summary>What is known of a stem or a phrase.</summary>
    /// <param name="Groups">Groups of synonyms that it stands in.</param>
    /// <param name="Sides">Sides of axes that it stands on: twice the axis, plus one on the other side.</param>
    /// <param name="Kinds">Kinds that it belongs to: 256 times the kind, plus its place among them.</param>
    public sealed record Entry(int[] Groups, int[] Sides, int[] Kinds)
    {
        public static Entry Unknown { get; } = new([], [], []);

        public bool IsKnown => Groups.Length + Sides.Length + Kinds.Length > 0;
    }

    /// <summary>A phrase that counts as one word: the stems of all of its words, joined by an underscore.</summary>
    public sealed record Phrase(string[] Stems, string Name)
    {
        /// <summary>A verb with its particle, between which its object may stand: "put the vote off".</summary>
        public bool MaySplit { get; } = Stems is [_, "off" or "up" or "down" or "out" or "forward" or "back" or "away" or "apart" or "aside"];
    }

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly FrozenDictionary<string, string> BaseForms = Lines("words")
        .SelectMany(line => line.Skip(1).Select(form => (form, line[0])))
        .DistinctBy(pair => pair.form).ToFrozenDictionary(pair => pair.form, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Words that carry no news by themselves.</summary>
    public static FrozenSet<string> FunctionWords { get; } = Lines("function").SelectMany(line => line).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Stem of a unit to its canonical name.</summary>
    public static FrozenDictionary<string, string> Units { get; } = Canonical("units");

    /// <summary>Words of the longest unit, and the stems that units of several words begin with.</summary>
    public static int LongestUnit { get; } = Units.Keys.Max(unit => unit.AsSpan().Count('_') + 1);

    public static FrozenSet<string> UnitBeginnings { get; } = Units.Keys.Where(unit => unit.Contains('_', StringComparison.Ordinal)).Select(unit => unit[..unit.IndexOf('_', StringComparison.Ordinal)]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[][] NameLines = [.. Lines("places"), .. Lines("names")];

    /// <summary>Names that have other forms to the form that stands for all: "german" to "germany", "vw" to "volkswagen".</summary>
    public static FrozenDictionary<string, string> Names { get; } = NameLines
        .SelectMany(line => line.Select(name => (FoldName(name), FoldName(line[0])))).DistinctBy(pair => pair.Item1).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly FrozenSet<string> InCapitals = NameLines
        .SelectMany(line => line).Where(name => name.All(char.IsAsciiLetterUpper)).Select(FoldName).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Entry> Entries = ReadEntries();

    /// <summary>Groups of synonyms are numbered below this.</summary>
    public static int GroupCount { get; } = Entries.Values.Max(entry => entry.Groups.DefaultIfEmpty(-1).Max()) + 1;

    /// <summary>Phrases by the stem that they begin with, longest first.</summary>
    public static FrozenDictionary<string, Phrase[]> Phrases { get; } = Entries.Keys.Concat(Units.Keys).Concat(Names.Keys)
        .Concat(["no_longer", "yet_to", Fold("fail_to"), Fold("failure_to"), Fold("unable_to"), Fold("refuse_to"), Fold("decline_to"), "not_only", "not_just", Fold("nothing_but"), "none_but", "no_one_but", "no_one", "rather_than", "instead_of"])
        .Where(name => name.Contains('_', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)
        .Select(name => new Phrase(name.Split('_'), name)).Where(phrase => phrase.Stems.Length is > 1 and <= 5)
        .GroupBy(phrase => phrase.Stems[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Stems.Length).ToArray(), StringComparer.Ordinal);

    /// <summary>Whether a form of a name counts only where it is written in capitals: "US", "WHO".</summary>
    public static bool IsInCapitals(string name) => InCapitals.Contains(name);

    public static Entry Find(string stem) => Entries.GetValueOrDefault(stem, Entry.Unknown);

    /// <summary>Whether one cannot be said for the other, whatever group they share.</summary>
    public static bool Exclude(Entry a, Entry b) => AreOpposite(a, b) || AreRivals(a, b);

    /// <summary>Whether the two stand on opposite sides of an axis.</summary>
    public static bool AreOpposite(Entry a, Entry b)
    {
        foreach (int side in a.Sides)
        {
            if (b.Sides.AsSpan().Contains(side ^ 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the two are different things of one kind.</summary>
    public static bool AreRivals(Entry a, Entry b)
    {
        foreach (int kind in a.Kinds)
        {
            foreach (int other in b.Kinds)
            {
                if (kind / 256 == other / 256 && kind != other)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a word looks like a verb in the past: "closed", "sold".</summary>
    public static bool IsPast(string word) => word.Length > 3 && word[^1] is not ('s' or 'g') && (word.EndsWith("ed", StringComparison.Ordinal) || (BaseForms.TryGetValue(word, out string? form) && form != word));

    /// <summary>The form that inflections of a word share: "cutting" and "cuts" give "cut". A rough one, meant for comparison only.</summary>
    public static string Stem(string word)
    {
        string spelled = BritishSpelling.OfWord(word), stem = BaseForms.GetValueOrDefault(spelled, spelled);
        int whole = stem.Length;
        if (stem.Length > 3 && stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i'))
        {
            stem = stem.EndsWith("ies", StringComparison.Ordinal) && stem.Length > 4 ? $"{stem[..^3]}y"
                : Ends(stem, "sses", "xes", "ches", "shes", "zes") ? stem[..^2]
                : stem[..^1];
        }

        if (stem.Length > 5 && stem.EndsWith("ly", StringComparison.Ordinal))
        {
            stem = stem[..^2];
        }

        if (stem.Length > 4 && stem.EndsWith("ied", StringComparison.Ordinal))
        {
            stem = $"{stem[..^3]}y";
        }
        else if (stem.Length > 4 && stem.EndsWith("ed", StringComparison.Ordinal) && HasVowel(stem.AsSpan(0, stem.Length - 2)))
        {
            stem = stem[..^2];
        }
        else if (stem.Length > 5 && stem.EndsWith("ing", StringComparison.Ordinal) && HasVowel(stem.AsSpan(0, stem.Length - 3)))
        {
            stem = stem[..^3];
        }

        if (stem.Length > 3 && stem[^1] == 'e')
        {
            stem = stem[..^1];
        }

        stem = BritishSpelling.OfStem(stem, stem.Length < whole);
        return stem.Length > 3 && stem[^1] == stem[^2] && char.IsAsciiLetterLower(stem[^1]) ? stem[..^1] : stem;
    }

    private static bool Ends(string word, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasVowel(ReadOnlySpan<char> text) => text.ContainsAny(Vowels);

    private static string Fold(string entry)
    {
        string[] words = entry.Replace('-', '_').Replace(".", "", StringComparison.Ordinal).Replace("'s", "", StringComparison.Ordinal).ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('_', words.Select(Stem));
    }

    /// <summary>A name of one word is not inflected: "Tenn." is no "ten".</summary>
    private static string FoldName(string name) => name.AsSpan().IndexOfAny('_', '-') < 0 ? name.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant() : Fold(name);

    private static FrozenDictionary<string, string> Canonical(string list) => Lines(list)
        .SelectMany(line => line.Select(form => (Form: Fold(form), line[0]))).Where(pair => pair.Form.Length > 0)
        .DistinctBy(pair => pair.Form).ToFrozenDictionary(pair => pair.Form, pair => pair.Item2, StringComparer.Ordinal);

    private static FrozenDictionary<string, Entry> ReadEntries()
    {
        var groups = new Dictionary<string, (List<int> Groups, List<int> Sides, List<int> Kinds)>(StringComparer.Ordinal);
        (List<int> Groups, List<int> Sides, List<int> Kinds) Of(string word)
        {
            string stem = Fold(word);
            return groups.TryGetValue(stem, out var known) ? known : groups[stem] = ([], [], []);
        }

        foreach ((int group, string[] line) in Lines("synonyms").Index())
        {
            foreach (string word in line)
            {
                Of(word).Groups.Add(group);
            }
        }

        foreach ((int axis, string[] line) in Lines("opposites").Index())
        {
            int side = 0;
            foreach (string word in line)
            {
                if (word == "|")
                {
                    side = 1;
                }
                else
                {
                    Of(word).Sides.Add((axis * 2) + side);
                }
            }
        }

        foreach ((int kind, string[] line) in Lines("kinds").Index())
        {
            foreach ((int place, string things) in line.Index())
            {
                foreach (string word in things.Split('/'))
                {
                    Of(word).Kinds.Add((kind * 256) + place);
                }
            }
        }

        return groups.ToFrozenDictionary(pair => pair.Key, pair => new Entry([.. pair.Value.Groups.Distinct()], [.. pair.Value.Sides.Distinct()], [.. pair.Value.Kinds.Distinct()]), StringComparer.Ordinal);
    }

    /// <summary>The entries of a list, each the words of a line.</summary>
    public static IEnumerable<string[]> Lines(string list)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"AllianceMonitor.Articles.Repeats.Lexicon.{list}.txt")!;
        using var reader = new StreamReader(stream);
        List<string[]> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return lines;
    }
}
