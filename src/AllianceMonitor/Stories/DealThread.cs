using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>One deal that is talked about: all that was said of it, by whomever, in whichever story. Two deals of the same parties and kind are two threads.</summary>
public sealed class DealThread
{
    /// <summary>
    /// Share of the distinctive words of the shorter that two tellings of one deal have in common at least. Little is enough: that the same companies strike two deals of one kind
    /// within weeks is rare, and two outlets' words for one deal may have hardly more in common than the place or the thing that is built.
    /// </summary>
    private const double CommonWords = 0.1;

    /// <summary>Words in common from which an article that is about something else still tells of this deal.</summary>
    private const int WordsInPassing = 2;

    private const int MaxWords = 96;

    public required string Topic { get; init; }

    /// <summary>The story that has this deal as its subject; null while it was only mentioned in passing.</summary>
    public string? StoryId { get; set; }

    /// <summary>Only articles that are about something else told of it so far.</summary>
    public bool IsAside { get; set; }

    public HashSet<string> Words { get; init; } = [];

    /// <summary>In the order in which they were last said.</summary>
    public List<Saying> Sayings { get; init; } = [];

    /// <summary>Whether a telling is of this deal.</summary>
    /// <param name="fact">The deal fact.</param>
    /// <param name="words">Distinctive words of the telling.</param>
    /// <param name="isAside">Whether the article is about something else.</param>
    public bool Tells(Fact fact, IReadOnlyList<string> words, bool isAside)
    {
        if (isAside || IsAside)
        {
            return words.Count(Words.Contains) >= WordsInPassing;
        }

        // There is one holding of one company in another, one merger of two, one person in one post. And who denies a deal or ends it speaks of the one that was talked about.
        bool isOne = fact.Kind is FactKind.Stake or FactKind.Merger or FactKind.Acquisition or FactKind.Appointment;
        if (isOne || IsAnswer(fact) || Sayings.TrueForAll(saying => IsAnswer(saying.Fact)) || Words.Count == 0 || words.Count == 0)
        {
            return true;
        }

        string? value = Saying.ValueOf(fact);
        return (value is not null && Sayings.Exists(saying => Saying.ValueOf(saying.Fact) == value)) || Likeness(words) >= CommonWords;
    }

    private static bool IsAnswer(Fact fact) => fact.Polarity != Polarity.Affirmed || fact.Stage == DealStage.Ended;

    /// <summary>Share of the words of the shorter that both have, 0.0 to 1.0.</summary>
    public double Likeness(IReadOnlyList<string> words) =>
        Words.Count == 0 || words.Count == 0 ? 0 : (double)words.Count(Words.Contains) / Math.Min(words.Count, Words.Count);

    public void Learn(IReadOnlyList<string> words)
    {
        foreach (string word in words)
        {
            if (Words.Count < MaxWords)
            {
                Words.Add(word);
            }
        }
    }
}

/// <summary>One thing said of a deal: a value, a stage, a polarity, parties. Said again, it is the same saying with one more voice.</summary>
public sealed class Saying
{
    /// <summary>Voices remembered; more do not make it truer.</summary>
    private const int MaxVoices = 16;

    /// <summary>As it was first said.</summary>
    public required Fact Fact { get; init; }

    /// <summary>When it was last said.</summary>
    public Dating Dated { get; set; }

    /// <summary>Whether it was ever what an article was about, not a mention in passing.</summary>
    public bool IsLead { get; set; }

    /// <summary>Keys of the articles that say it, copies by their first; see <see cref="Decision.CopyOf"/>.</summary>
    public List<string> Voices { get; init; } = [];

    /// <summary>Whether it made a revision.</summary>
    public bool WasNews { get; set; }

    /// <summary>The alert that told it.</summary>
    public string? ToldBy { get; set; }

    /// <summary>Its last voice when that took it back; null while it stands.</summary>
    public string? WithdrawnBy { get; set; }

    public static string? ValueOf(Fact fact) => fact.After ?? fact.Amount;

    /// <summary>The same claim of a deal, at whatever stage.</summary>
    public static bool IsSameClaim(Fact a, Fact b) => a.Polarity == b.Polarity && ValueOf(a) == ValueOf(b);

    public bool SaysSame(Fact fact) => IsSameClaim(Fact, fact);

    public bool Is(Fact fact) =>
        SaysSame(fact) && Fact.Stage == fact.Stage && Fact.Parties.Order(StringComparer.Ordinal).SequenceEqual(fact.Parties.Order(StringComparer.Ordinal));

    public void Hear(string voice)
    {
        WithdrawnBy = null;
        if (Voices.Count < MaxVoices && !Voices.Contains(voice))
        {
            Voices.Add(voice);
        }
    }
}
