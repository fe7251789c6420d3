namespace AllianceMonitor.Benchmarks;

/// <summary>
/// A made-up archive, the same for the same seed: stories with names and words of their own, told in trade phrases that all share, under outlets' footers. Of each story there are
/// copies, light edits, rewrites of every degree, excerpts, articles around an excerpt, and follow-ups that share a background paragraph only. In order of arrival.
/// </summary>
internal sealed class ArchiveGenerator(int seed)
{
    private const int VocabularySize = 12_000;

    private static readonly string[] Plain =
    [
        "plant", "board", "stake", "deal", "supply", "contract", "market", "battery", "platform", "output", "workers", "engine", "brand", "venture", "profit", "margin", "capital", "demand",
        "price", "order", "factory", "region", "partner", "model", "software", "export", "tariff", "union", "bank", "loan", "review", "target", "plan", "unit", "share", "product", "vehicle",
        "investor", "minister", "regulator", "committee", "forecast", "quarter", "budget", "supplier", "dealer", "line", "site", "project", "agreement", "term", "option", "period", "version",
    ];

    private static readonly string[] Verbs = ["approved", "delayed", "expanded", "reviewed", "opened", "suspended", "funded", "sold", "renewed", "cut", "doubled", "outlined", "postponed", "defended", "completed"];

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

    /// <summary>@ is a word of the story, # any word, C and D its companies, P its person, N a figure, W a day, V a verb.</summary>
    private static readonly string[] Sentences =
    [
        "C said on W that it had V the @ of its @ #, a move that touches N people at the # site.",
        "The @ # will be V in the second half of the year, according to people familiar with the matter.",
        "P told reporters in # that the @ of D remained \"a matter of @ and #\".",
        "D, which holds N% of the @, V its # @ last W.",
        "Analysts at # had expected the @ to be V by about N million euros.",
        "A spokesperson for C declined to comment on the @ of the # @.",
        "Shares in D closed N% lower after the # @, their steepest fall since the @.",
        "The companies did not immediately respond to a request for comment on the @.",
        "Under the terms of the @, C's # would be V for N years with an option on the @ #.",
        "The @ and the # were V without @, P added.",
        "Some at D doubt that the # of the @ can be V before the @ is #.",
        "In a statement on W the board of C said that the @ \"does not change the # of the @\".",
        "It was not clear whether the @ # would also be V in #.",
        "Talks over the @ began N months ago, when D first V the # of its @.",
        "For C the @ matters more than the #: it V N of them last year, and the @ is # again.",
        "The # ministry said that it would look at the @ once the @ had been V.",
        "N suppliers of C, among them a maker of @, asked for a # before W.",
        "P called the @ \"a # with @\", and the @ V its last #.",
        "Where the @ had once been V by # and @, D now counts N of them.",
        "@ and @ made up N% of #, against N% when P took over.",
        "Lawyers for # argued that C V a @ whose # nobody had seen.",
        "Neither the # nor its @ was V in # on W.",
        "Without a @, D would lose N euros on each #, people close to the @ reckon.",
        "C's @ # fell short: N were made, N were promised, and # never came.",
        "Residents of # fear the @, as do N dealers who V their # for it.",
        "P, N, joined D from a # group and soon V the @.",
        "\"We have # enough @,\" P said. \"What we lack is @.\"",
        "A second @, near #, is V but needs # permits.",
        "Last year's # left @ at N million, below what C V in its @.",
        "Rivals V a @ of their own; # and @ followed within N weeks.",
        "Whether # can use the @ depends on D, whose # P V on W.",
        "Few in # expected so much @ from C: N orders in N days.",
        "Engineers V the @ around a # that weighs N kilos.",
        "One # lender, not named, V N million for @ at D.",
        "Prices for @ rose by N% as # ran out, then @ was V.",
        "From W on, C lets # buyers test the @ in N towns.",
    ];

    private static readonly string[] Footers =
    [
        "This article was supplied by a news agency and has not been edited by our staff apart from the headline and the picture caption above.",
        "Sign up for our morning briefing and get the most important stories of the day delivered to your inbox before the markets open.",
        "The information on this page is provided for general purposes only and does not constitute investment advice of any kind whatsoever.",
        "Our standards: accuracy first. If you find a mistake in this report please write to the corrections desk and tell us what is wrong.",
        "All quotes are delayed by at least fifteen minutes. See the full list of exchanges and delays on the markets page of this site.",
        "Follow our correspondents for live updates from the show floor, and read our special report on the future of the industry in the weekend edition.",
    ];

    private readonly Random random = new(seed);
    private readonly string[] vocabulary = MakeVocabulary(new Random(seed));

    public List<string[]> Articles(int count)
    {
        List<(double At, string[] Article)> archive = [];
        for (double at = 0; archive.Count < count + (count / 10); at += 8)
        {
            foreach (string[] article in Story())
            {
                archive.Add((at + (random.NextDouble() * 400), article));
            }
        }

        return [.. archive.OrderBy(entry => entry.At).Take(count).Select(entry => entry.Article)];
    }

    private IEnumerable<string[]> Story()
    {
        var subject = new Subject(Name(), Name(), Name(), [.. Enumerable.Range(0, 25).Select(_ => Word())]);
        List<string> text = Text(subject, Length()), background = Text(subject, random.Next(50, 90));
        text.InsertRange(text.Count / 2, background);
        yield return Publish(text);
        for (int copies = random.Next(2); copies > 0; copies--)
        {
            yield return Publish(text);
        }

        for (int edits = random.Next(3); edits > 0; edits--)
        {
            yield return Publish(Reworded(text, random.NextDouble() * 0.03));
        }

        for (int rewrites = random.Next(1, 6); rewrites > 0; rewrites--)
        {
            // About one word in ten exchanged, or one sentence in three, is Jaccard 0.5: half of the rewrites lie around that.
            (double words, double sentences) = random.Next(4) switch
            {
                0 => (0.06 + (random.NextDouble() * 0.07), 0),
                1 => (random.NextDouble() * 0.02, 0.2 + (random.NextDouble() * 0.25)),
                _ => (random.NextDouble() * 0.15, random.NextDouble() * 0.5),
            };
            yield return Publish(Reworded(Retold(text, subject, sentences), words));
        }

        for (int excerpts = random.Next(3); excerpts > 0; excerpts--)
        {
            yield return [.. Reworded(Cut(text, random.Next(40, 151)), random.NextDouble() * 0.06)];
        }

        if (random.Next(2) == 0)
        {
            List<string> around = Text(subject, Length());
            around.InsertRange(random.Next(around.Count), Cut(text, random.Next(40, 151)));
            yield return Publish(around);
            yield return [.. Cut(text, random.Next(40, 151))];
        }

        for (int followUps = random.Next(3); followUps > 0; followUps--)
        {
            yield return Publish([.. Text(subject, Length()), .. background]);
        }
    }

    private string[] Publish(List<string> sentences) =>
        [.. sentences.Chunk(2).Select(pair => string.Join(' ', pair)), .. random.Next(3) > 0 ? new[] { Footers[random.Next(Footers.Length)] } : []];

    /// <summary>80 to 1,100 words, skewed to the short; with what is added to some the mean of all articles is about 430.</summary>
    private int Length() => Math.Clamp((int)(380 * Math.Exp(0.6 * Gaussian())), 80, 1_100);

    private List<string> Text(Subject subject, int words)
    {
        List<string> sentences = [];
        while (words > 0)
        {
            string sentence = Sentence(subject);
            sentences.Add(sentence);
            words -= Words(sentence);
        }

        return sentences;
    }

    private string Sentence(Subject subject)
    {
        string[] words = Sentences[random.Next(Sentences.Length)].Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            words[i] = word.TrimStart('"')[0] switch
            {
                '@' => word.Replace("@", subject.Words[random.Next(subject.Words.Length)], StringComparison.Ordinal),
                '#' => word.Replace("#", Word(), StringComparison.Ordinal),
                'C' when IsSlot(word) => subject.Company + word[1..],
                'D' when IsSlot(word) => subject.Other + word[1..],
                'P' when IsSlot(word) => subject.Person + word[1..],
                'N' when IsSlot(word) => random.Next(2, 990) + word[1..],
                'W' when IsSlot(word) => Days[random.Next(Days.Length)] + word[1..],
                'V' when IsSlot(word) => Verbs[random.Next(Verbs.Length)] + word[1..],
                _ => word,
            };
        }

        return string.Join(' ', words);
    }

    private static bool IsSlot(string word) => word.Length == 1 || !char.IsLetter(word[1]);

    private List<string> Retold(List<string> sentences, Subject subject, double share) =>
        [.. sentences.Select(sentence => random.NextDouble() < share ? Sentence(subject) : sentence)];

    private List<string> Reworded(List<string> sentences, double share) =>
        [.. sentences.Select(sentence => string.Join(' ', sentence.Split(' ').Select(word => random.NextDouble() < share ? Word() : word)))];

    private List<string> Cut(List<string> sentences, int words)
    {
        string[] all = string.Join(' ', sentences).Split(' ');
        int start = random.Next(Math.Max(1, all.Length - words));
        return [string.Join(' ', all.Skip(start).Take(words))];
    }

    /// <summary>Zipf's law with exponent 1: the rank is the exponential of a uniform number.</summary>
    private string Word() => vocabulary[(int)Math.Exp(random.NextDouble() * Math.Log(VocabularySize)) % VocabularySize];

    private string Name() => string.Concat(vocabulary[random.Next(200, VocabularySize)].Select((c, i) => i == 0 ? char.ToUpperInvariant(c) : c));

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Words(string text) => text.Count(c => c == ' ') + 1;

    private static string[] MakeVocabulary(Random random)
    {
        string[] onsets = ["b", "br", "c", "d", "f", "g", "gr", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v"], ends = ["a", "e", "i", "o", "u", "an", "en", "ir", "ol", "us"];
        HashSet<string> words = [.. Plain];
        while (words.Count < VocabularySize)
        {
            words.Add(string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => onsets[random.Next(onsets.Length)] + ends[random.Next(ends.Length)])));
        }

        return [.. words];
    }

    private sealed record Subject(string Company, string Other, string Person, string[] Words);
}
