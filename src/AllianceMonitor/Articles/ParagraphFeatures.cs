using System.Collections.Frozen;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>What a paragraph says, reduced to what two tellings of it share: content words, and the tokens in which look-alikes differ.</summary>
internal sealed class ParagraphFeatures
{
    private const double HardWeight = 1.5;

    private static readonly FrozenSet<string> StopWords = FrozenSet.ToFrozenSet(
        ("a an the of to in on at by for with from into as and or but that which who whom whose this these those it its his her their our he she they we is are was were be "
        + "been being has have had do does did will would shall should can could may might must also than then there here such so too very just about over under up down out off "
        + "more most other some any all each both either said says say told according while when where if because after before during between through against among within per s t").Split(' '));

    private static readonly FrozenSet<string> Negations = FrozenSet.ToFrozenSet(
        ["not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without", "cannot", "denied", "denies", "deny", "denying", "refused", "refuses", "rejected", "rejects", "unlikely", "dismissed", "dismisses", "fails", "failed"]);

    private static readonly FrozenDictionary<string, string> Months = new Dictionary<string, string>
    {
        ["jan"] = "january", ["feb"] = "february", ["mar"] = "march", ["apr"] = "april", ["jun"] = "june", ["jul"] = "july", ["aug"] = "august",
        ["sep"] = "september", ["sept"] = "september", ["oct"] = "october", ["nov"] = "november", ["dec"] = "december",
        ["mon"] = "monday", ["tue"] = "tuesday", ["tues"] = "tuesday", ["wed"] = "wednesday", ["thu"] = "thursday", ["thurs"] = "thursday", ["fri"] = "friday", ["sat"] = "saturday", ["sun"] = "sunday",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> NumberWords = new Dictionary<string, string>
    {
        ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9", ["ten"] = "10", ["eleven"] = "11",
        ["twelve"] = "12", ["twenty"] = "20", ["thirty"] = "30", ["forty"] = "40", ["fifty"] = "50", ["hundred"] = "100", ["thousand"] = "1000",
        ["first"] = "1st", ["second"] = "2nd", ["third"] = "3rd", ["fourth"] = "4th", ["fifth"] = "5th", ["half"] = "1/2", ["quarter"] = "1/4", ["thirds"] = "x/3", ["quarters"] = "x/4",
        ["twice"] = "2x", ["double"] = "2x", ["doubled"] = "2x", ["triple"] = "3x", ["tripled"] = "3x", ["million"] = "1e6", ["mln"] = "1e6", ["m"] = "1e6", ["billion"] = "1e9", ["bln"] = "1e9", ["bn"] = "1e9", ["trillion"] = "1e12",
        ["dozen"] = "12", ["single"] = "1x", ["one"] = "one",
    }.ToFrozenDictionary();

    /// <summary>Words that turn a sentence around when one stands in place of the other.</summary>
    private static readonly FrozenDictionary<string, (int Axis, bool Up)> Directions = new (string Up, string Down)[]
    {
        ("rise rises rose risen rising increase increases increased increasing raise raises raised raising grow grows grew growing gain gains gained climb climbed jumped surged higher up improved improve lift lifted boost boosted added adding growth expand expanded expanding widen widened",
         "fall falls fell fallen falling decrease decreases decreased decreasing cut cuts cutting reduce reduces reduced reducing shrink shrank shrinking loses lost decline declined drop dropped dropping slid tumbled lower down worsened lowered lowering slump slumped shed slashed trimmed narrowed narrow contraction"),
        ("buy buys bought buying acquire acquires acquired acquiring purchase purchased purchases", "sell sells sold selling divest divested disposed offload offloaded sale"),
        ("before ahead earlier", "after later following"),
        ("begin begins began start starts started starting open opens opened opening launch launched", "end ends ended stop stops stopped close closes closed closing halt halted cease ceased"),
        ("accept accepts accepted approve approves approved back backs backed support supports supported welcomed confirmed confirms", "reject rejects rejected refuse refused oppose opposes opposed block blocked criticised criticized condemned denied denies"),
        ("win wins won", "lose loses lost"),
        ("more above exceeded beat beats", "less fewer below missed misses under"),
        ("import imports imported", "export exports exported"),
        ("join joins joined joining", "leave leaves left leaving quit quits"),
        ("profit profits", "loss losses"),
        ("hire hires hired hiring", "fire fired dismiss laid layoffs"),
        ("maximum most highest largest best", "minimum least lowest smallest worst"),
        ("northern north", "southern south"), ("eastern east", "western west"),
    }
    .SelectMany((axis, index) => axis.Up.Split(' ').Select(word => (word, index, true)).Concat(axis.Down.Split(' ').Select(word => (word, index, false))))
    .GroupBy(entry => entry.word).ToFrozenDictionary(group => group.Key, group => (group.First().index, group.First().Item3));

    private readonly Dictionary<string, double> weights;
    private readonly HashSet<string> numbers;
    private readonly List<(string Name, string Before, string After)> names;
    private readonly int negations;
    private readonly Dictionary<int, int> directions;
    private readonly double total;

    private ParagraphFeatures(Dictionary<string, double> weights, HashSet<string> numbers, List<(string, string, string)> names, int negations, Dictionary<int, int> directions)
    {
        (this.weights, this.numbers, this.names, this.negations, this.directions) = (weights, numbers, names, negations, directions);
        total = weights.Values.Sum();
    }

    /// <summary>Content words, stemmed lightly.</summary>
    public IReadOnlyCollection<string> Words => weights.Keys;

    /// <summary>Letters and digits in lower case: paragraphs with one key differ in typography at most.</summary>
    public static string ComparisonKey(string text)
    {
        var key = new StringBuilder(text.Length);
        bool gap = false;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '%' or '€' or '$' or '£' or '¥' or '+')
            {
                if (gap && key.Length > 0)
                {
                    key.Append(' ');
                }

                key.Append(char.ToLowerInvariant(c));
                gap = false;
            }
            else
            {
                gap |= c is not ('\'' or '’');
            }
        }

        return key.Length > 0 ? key.ToString() : text;
    }

    public static ParagraphFeatures Of(string text)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<(string, string, string)>();
        var directions = new Dictionary<int, int>();
        int negations = 0;
        (string? pendingName, string pendingBefore, string before) = (null, "", "^");
        var words = new WordSplitter(text);
        while (words.MoveNext())
        {
            ReadOnlySpan<char> raw = words.Current;
            bool sentenceStart = words.StartsSentence;
            bool capital = char.IsUpper(raw[0]);
            string word = raw.ToString().ToLowerInvariant();
            word = word.Replace('’', '\'');
            if (word.EndsWith("n't", StringComparison.Ordinal))
            {
                negations++;
            }

            word = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word.TrimEnd('\'');
            if (word.Length == 0)
            {
                continue;
            }

            word = word == "cent" && before == "per" ? "%" : word == "percent" ? "%" : Months.GetValueOrDefault(word, word);
            negations += Negations.Contains(word) ? 1 : 0;
            if (Directions.TryGetValue(word, out (int Axis, bool Up) direction))
            {
                directions[direction.Axis] = directions.GetValueOrDefault(direction.Axis) + (direction.Up ? 1 : -1);
            }

            bool isNumber = char.IsAsciiDigit(word[0]) || (NumberWords.ContainsKey(word) && word != "one");
            if (isNumber)
            {
                string value = NumberWords.GetValueOrDefault(word, word.Replace(",", "", StringComparison.Ordinal));
                numbers.Add(value);
                weights[value] = HardWeight;
                before = value;
            }
            else if (capital && (!sentenceStart || word.Length > 3) && !StopWords.Contains(word) && !(sentenceStart && word.EndsWith("ing", StringComparison.Ordinal)))
            {
                if (pendingName is not null)
                {
                    names.Add((pendingName, pendingBefore, word));
                }

                (pendingName, pendingBefore) = (sentenceStart ? $"?{word}" : word, before);
                weights[word] = HardWeight;
                before = word;
                continue;
            }
            else if (!StopWords.Contains(word))
            {
                string stem = Stem(word);
                weights.TryAdd(stem, 1);
                before = stem;
            }
            else
            {
                before = word;
            }

            if (pendingName is not null)
            {
                names.Add((pendingName, pendingBefore, before));
                pendingName = null;
            }
        }

        if (pendingName is not null)
        {
            names.Add((pendingName, pendingBefore, "$"));
        }

        return new ParagraphFeatures(weights, numbers, names, negations, directions);
    }

    /// <summary>Weighted Jaccard similarity, 0.0 to 1.0: figures and names count half as much again as other content words.</summary>
    public static double Similarity(ParagraphFeatures a, ParagraphFeatures b)
    {
        (ParagraphFeatures small, ParagraphFeatures large) = a.weights.Count <= b.weights.Count ? (a, b) : (b, a);
        double shared = 0;
        foreach ((string word, double weight) in small.weights)
        {
            shared += large.weights.TryGetValue(word, out double other) ? Math.Min(weight, other) : 0;
        }

        return shared / (a.total + b.total - shared);
    }

    /// <summary>How much a paragraph tells: the twin that tells more stays.</summary>
    public static double Richness(ParagraphFeatures features) => features.numbers.Count + features.names.Select(name => name.Name.TrimStart('?')).Distinct().Count() + (0.01 * features.total);

    /// <summary>Whether two alike paragraphs state different things: each has a figure or a name that the other lacks, or one turns the other around.</summary>
    public static bool Disagree(ParagraphFeatures a, ParagraphFeatures b)
    {
        if (a.negations % 2 != b.negations % 2)
        {
            return true;
        }

        if (!a.numbers.IsSubsetOf(b.numbers) && !b.numbers.IsSubsetOf(a.numbers))
        {
            return true;
        }

        if (HasOwnName(a, b) && HasOwnName(b, a))
        {
            return true;
        }

        foreach ((int axis, int sense) in a.directions)
        {
            if (b.directions.TryGetValue(axis, out int other) && Math.Sign(sense) * Math.Sign(other) < 0)
            {
                return true;
            }
        }

        return RolesSwapped(a, b);
    }

    /// <summary>A capitalised word that the other paragraph does not have in any form. At the start of a sentence only if nothing else explains it.</summary>
    private static bool HasOwnName(ParagraphFeatures a, ParagraphFeatures b) =>
        a.names.Exists(name => name.Name[0] != '?' ? !b.Has(name.Name) : b.names.Count > 0 && !b.Has(name.Name[1..]) && b.names[0].Name[0] == '?' && !b.names[0].Name.Equals(name.Name, StringComparison.Ordinal)
            && !a.Has(b.names[0].Name[1..]) && (name.After == b.names[0].After || Similarity(a, b) > 0.8));

    private bool Has(string word) => weights.ContainsKey(word) || weights.ContainsKey(Stem(word));

    /// <summary>"Renault buys from Nissan" and "Nissan buys from Renault": the same words, but the names stand between other words.</summary>
    private static bool RolesSwapped(ParagraphFeatures a, ParagraphFeatures b)
    {
        if (Similarity(a, b) < 0.9 || a.names.Count < 2 || b.names.Count < 2)
        {
            return false;
        }

        int preserved = 0, moved = 0;
        foreach ((string name, string before, string after) in a.names)
        {
            string plain = name.TrimStart('?');
            bool sameContext = false, present = false;
            foreach ((string other, string otherBefore, string otherAfter) in b.names)
            {
                if (other.TrimStart('?') == plain)
                {
                    present = true;
                    sameContext |= (before == otherBefore && before is not "^") || after == otherAfter;
                }
            }

            preserved += sameContext ? 1 : 0;
            moved += present && !sameContext ? 1 : 0;
        }

        return moved >= 2 && moved > preserved;
    }

    private static string Stem(string word)
    {
        if (word.Length > 6 && word.EndsWith("ing", StringComparison.Ordinal))
        {
            return word[..^3];
        }

        if (word.Length > 5 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal)))
        {
            return word[..^2];
        }

        return word.Length > 4 && word[^1] is 's' or 'e' ? word[..^1] : word;
    }

    /// <summary>Words and figures in order; "43.5", "smarter-looking" is two, "Feb.1" is two.</summary>
    private ref struct WordSplitter(string text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int at = 0;

        public ReadOnlySpan<char> Current { get; private set; }

        public bool StartsSentence { get; private set; } = true;

        public bool MoveNext()
        {
            StartsSentence = at == 0;
            while (at < text.Length && !char.IsLetterOrDigit(text[at]) && text[at] != '%')
            {
                StartsSentence |= text[at] is '.' or '!' or '?' or '“' or '"';
                at++;
            }

            if (at == text.Length)
            {
                return false;
            }

            int start = at;
            if (text[at] == '%')
            {
                at++;
            }
            else if (char.IsDigit(text[at]))
            {
                while (at < text.Length && (char.IsDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1]))))
                {
                    at++;
                }
            }
            else
            {
                while (at < text.Length && (char.IsLetter(text[at]) || (text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]))))
                {
                    at++;
                }
            }

            Current = text[start..at];
            return true;
        }
    }
}
