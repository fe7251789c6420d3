namespace AllianceMonitor.Extraction;

/// <summary>All that is known of a spelling by itself, wherever it stands; looked up once and shared by all tokens that are written so (see <see cref="Vocabulary"/>).</summary>
internal sealed class Lexeme
{
    public Lexeme(string spelling)
    {
        Spelling = spelling;
        Word = Lexicon.Find(spelling);
        Value = ValueWords.Of(spelling.AsSpan().TrimEnd('.'));
        NameCues = NameLexicon.Of(spelling);
        Name = NameToken.Of(this);
        IsCapitalised = NameRegion.IsCapitalised(this);
        IsNeverName = NameFinder.IsNeverName(spelling);
        Folded = Folding.Fold(spelling.AsSpan().TrimEnd('.'));
        FoldedHash = Vocabulary.Hash(Folded);
    }

    public string Spelling { get; }

    /// <summary>What the lexicon knows of it, null where it knows nothing.</summary>
    public Word? Word { get; }

    /// <summary>What it says in a value.</summary>
    public ValueWord Value { get; }

    /// <summary>What lists of names say of it.</summary>
    public NameCue NameCues { get; }

    /// <summary>As the tagger of names sees it within a sentence.</summary>
    public NameToken Name { get; }

    /// <summary>Begins with a capital, or has one behind small letters ("iPhone").</summary>
    public bool IsCapitalised { get; }

    /// <summary>A function word, title or demonym: stands before names and is none.</summary>
    public bool IsNeverName { get; }

    /// <summary>As the watchlist looks it up: without case, accents and full stops at its end.</summary>
    public string Folded { get; }

    public uint FoldedHash { get; }
}

/// <summary>
/// The spellings met so far. A table of fixed size with two places for each hash, in which a new spelling displaces an older one, so that memory is bounded whatever is read; a displaced one is looked up anew.
/// Safe to share by threads: a lexeme never changes.
/// </summary>
internal static class Vocabulary
{
    /// <summary>What has more letters is no word.</summary>
    public const int LongestWord = 64;

    private const int Slots = 1 << 15;

    private static readonly Lexeme?[] Table = new Lexeme?[Slots];

    /// <summary>Null for what is too long for a word.</summary>
    public static Lexeme? Of(ReadOnlySpan<char> spelling)
    {
        if (spelling.Length > LongestWord)
        {
            return null;
        }

        uint hash = Hash(spelling);
        uint slot = (hash ^ (hash >> 16)) & (Slots - 2);
        if (Table[slot] is { } first && spelling.SequenceEqual(first.Spelling))
        {
            return first;
        }

        if (Table[slot + 1] is { } second && spelling.SequenceEqual(second.Spelling))
        {
            return second;
        }

        Table[slot + 1] = Table[slot];
        return Table[slot] = new Lexeme(spelling.ToString());
    }

    /// <summary>FNV-1a over UTF-16 units.</summary>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash;
    }
}
