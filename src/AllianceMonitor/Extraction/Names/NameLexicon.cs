using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.InteropServices;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Extraction;

/// <summary>What general knowledge says of a capitalised word: not what it is here, but what it often is.</summary>
[Flags]
internal enum NameCue : uint
{
    None = 0,
    FirstName = 1 << 0,
    Surname = 1 << 1,
    Place = 1 << 2,
    Organization = 1 << 3,

    /// <summary>News agencies, papers and broadcasters.</summary>
    Outlet = 1 << 4,

    /// <summary>"President", "Mr": in front of a person's name.</summary>
    Title = 1 << 5,

    /// <summary>"Inc", "plc": legal forms.</summary>
    Legal = 1 << 6,

    /// <summary>"Bank", "University": in the names of organisations.</summary>
    OrganizationWord = 1 << 7,
    PlaceWord = 1 << 8,
    EventWord = 1 << 9,
    WorkWord = 1 << 10,
    Demonym = 1 << 11,
    Calendar = 1 << 12,

    /// <summary>"de", "van": in the middle of a person's name.</summary>
    Particle = 1 << 13,
    Says = 1 << 14,

    /// <summary>A word of everyday language.</summary>
    Common = 1 << 15,

    /// <summary>Part of a listed name of several words; with <see cref="PhraseStart"/> its first.</summary>
    Phrase = 1 << 16,
    PhraseStart = 1 << 17,

    /// <summary>A listed name of several words may begin here.</summary>
    MayStartPhrase = 1 << 18,
}

/// <summary>Lists of names and of words around names, embedded from <c>Lists/</c>.</summary>
internal static class NameLexicon
{
    private const int LongestPhrase = 48;
    private const int MostWords = 5;

    private static readonly FrozenDictionary<string, NameCue> Cues = Build();

    private static readonly FrozenDictionary<string, NameCue>.AlternateLookup<ReadOnlySpan<char>> BySpan = Cues.GetAlternateLookup<ReadOnlySpan<char>>();

    public static NameCue Of(ReadOnlySpan<char> word) => Find(word.TrimEnd('.'));

    /// <summary>All listed names of a kind.</summary>
    public static IEnumerable<string> With(NameCue cue) => Cues.Where(entry => (entry.Value & cue) != 0).Select(entry => entry.Key);

    /// <summary>The longest listed name of several words that begins at a token: its last token, -1 where there is none.</summary>
    public static int PhraseAt(string text, List<Token> tokens, int first, out NameCue cues)
    {
        ReadOnlySpan<Token> span = CollectionsMarshal.AsSpan(tokens);
        for (int last = Math.Min(first + MostWords, span.Length) - 1; last > first; last--)
        {
            if (span[last].Kind != TokenKind.Punctuation && span[last].End - span[first].Start <= LongestPhrase && (char.IsUpper(text[span[last].Start]) || span[last].Kind == TokenKind.Number || span[last].Length == 1 || span[last].Word is null))
            {
                cues = Find(text.AsSpan(span[first].Start, span[last].End - span[first].Start)) & ~NameCue.MayStartPhrase;
                if (cues != NameCue.None)
                {
                    return last;
                }
            }
        }

        cues = NameCue.None;
        return -1;
    }

    private static NameCue Find(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestPhrase)
        {
            return NameCue.None;
        }

        Span<char> lower = stackalloc char[name.Length];
        for (int i = 0; i < name.Length; i++)
        {
            lower[i] = name[i] == '’' ? '\'' : char.ToLowerInvariant(name[i]);
        }

        return BySpan.TryGetValue(lower, out NameCue cues) ? cues : NameCue.None;
    }

    private static FrozenDictionary<string, NameCue> Build()
    {
        var cues = new Dictionary<string, NameCue>(StringComparer.Ordinal);
        Read("first-names", NameCue.FirstName);
        Read("surnames", NameCue.Surname);
        Read("places", NameCue.Place);
        Read("organizations", NameCue.Organization);
        Read("outlets", NameCue.Outlet | NameCue.Organization);
        foreach (string line in Lines("cue-words"))
        {
            string[] words = line.Split(' ');
            NameCue kind = words[0] switch
            {
                "title" => NameCue.Title,
                "legal" => NameCue.Legal,
                "organization" => NameCue.OrganizationWord,
                "place" => NameCue.PlaceWord,
                "event" => NameCue.EventWord,
                "work" => NameCue.WorkWord,
                "demonym" => NameCue.Demonym,
                "calendar" => NameCue.Calendar,
                "particle" => NameCue.Particle,
                "say" => NameCue.Says,
                "common" => NameCue.Common,
                _ => throw new InvalidDataException($"cue-words.txt: \"{words[0]}\" is no kind of cue."),
            };
            foreach (string word in words.Skip(1))
            {
                Add(word, kind);
            }
        }

        foreach (string word in EverydayWords.Words)
        {
            Add(word, NameCue.Common);
        }

        return cues.ToFrozenDictionary(StringComparer.Ordinal);

        void Read(string list, NameCue cue)
        {
            foreach (string name in Lines(list).SelectMany(line => line.Split(' ')))
            {
                Add(name, cue);
            }
        }

        void Add(string name, NameCue cue)
        {
            name = name.Replace('_', ' ').TrimEnd('.');
            cues[name] = cues.GetValueOrDefault(name) | cue;
            int end = name.AsSpan().IndexOfAny(" -&'.");
            if (end > 0)
            {
                cues[name[..end]] = cues.GetValueOrDefault(name[..end]) | NameCue.MayStartPhrase;
            }
        }
    }

    private static IEnumerable<string> Lines(string list)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"AllianceMonitor.Extraction.Names.Lists.{list}.txt") ?? throw new InvalidDataException($"{list}.txt is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
