using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>What a word is a cue for in names, values and the ends of sentences.</summary>
[Flags]
internal enum Cue : uint
{
    None = 0,
    CompanySuffix = 1 << 0,
    Abbreviation = 1 << 1,
    Month = 1 << 2,
    Weekday = 1 << 3,
    Magnitude = 1 << 4,
    Currency = 1 << 5,
    Article = 1 << 6,
    Pronoun = 1 << 7,
    In = 1 << 8,
    Says = 1 << 9,
    SmallNumber = 1 << 10,
}

/// <summary>The words of the trade and the small words of English. One look-up per token; a word that is not here is most likely a noun or a name.</summary>
internal static class Lexicon
{
    private const int LongestWord = 24;

    private static readonly FrozenDictionary<string, Word> Words = Build();

    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>"orchestrated": a verb that no list knows, by its ending.</summary>
    private static readonly Word UnknownPast = new() { Class = WordClass.Verb, Forms = VerbForm.Past | VerbForm.Participle };

    /// <summary>"are folding", "will jettison": verbs that no list knows, by their place.</summary>
    public static readonly Word UnknownGerund = new() { Class = WordClass.Verb, Forms = VerbForm.Gerund };

    public static readonly Word UnknownBase = new() { Class = WordClass.Verb, Forms = VerbForm.Base };

    private static bool IsPastByLook(ReadOnlySpan<char> word) => word.Length > 5 && char.IsLower(word[0]) && word.EndsWith("ed") && !word.EndsWith("eed");

    public static Word? Find(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        Span<char> lower = stackalloc char[word.Length];
        for (int i = 0; i < word.Length; i++)
        {
            lower[i] = word[i] == '’' ? '\'' : char.ToLowerInvariant(word[i]);
        }

        return BySpan.TryGetValue(lower, out Word? found) ? found : IsPastByLook(word) ? UnknownPast : null;
    }

    private static FrozenDictionary<string, Word> Build()
    {
        var builder = new LexiconBuilder();
        FunctionWords.AddTo(builder);
        Nouns.AddTo(builder);
        Verbs.AddTo(builder);
        StageWords.AddTo(builder);
        Predicates.AddTo(builder);
        return builder.Words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Collects what the word lists say of each word.</summary>
internal sealed class LexiconBuilder
{
    private readonly Dictionary<string, List<Word>> formsByLemma = new(StringComparer.Ordinal);

    public Dictionary<string, Word> Words { get; } = new(StringComparer.Ordinal);

    public void Each(string words, Action<Word> set)
    {
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            set(Of(word));
        }
    }

    public void Class(WordClass wordClass, string words) => Each(words, word => word.Class |= wordClass);

    public void Cue(Cue cue, string words) => Each(words, word => word.Cues |= cue);

    /// <summary>Nouns with their regular plurals.</summary>
    public void Noun(NounSense sense, string nouns)
    {
        foreach (string noun in nouns.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Word one = Of(noun), many = Of(PluralOf(noun));
            (one.Class, one.Sense) = (one.Class | WordClass.Noun, one.Sense | sense);
            (many.Class, many.Sense) = (many.Class | WordClass.Noun | WordClass.Plural, many.Sense | sense);
        }
    }

    /// <summary>
    /// Verbs with all their forms. <c>plan+</c> doubles its last letter; <c>buy/bought</c> and <c>take/took/taken</c> are irregular.
    /// </summary>
    public void Verb(string verbs)
    {
        foreach (string entry in verbs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = entry.Split('/');
            bool doubled = parts[0].EndsWith('+');
            string lemma = parts[0].TrimEnd('+');
            string stem = doubled ? lemma + lemma[^1] : lemma.EndsWith('e') && !lemma.EndsWith("ee", StringComparison.Ordinal) ? lemma[..^1] : lemma;
            bool afterConsonant = lemma.EndsWith('y') && !"aeiou".Contains(lemma[^2], StringComparison.Ordinal);
            string regular = afterConsonant ? lemma[..^1] + "ied" : lemma.EndsWith('e') ? lemma + "d" : stem + "ed";
            string past = parts.Length > 1 ? parts[1] : regular;
            string participle = parts.Length > 2 ? parts[2] : past;
            Form(lemma, lemma, VerbForm.Base);
            Form(lemma == "have" ? "has" : PluralOf(lemma), lemma, VerbForm.Third);
            Form(past, lemma, VerbForm.Past);
            Form(participle, lemma, VerbForm.Participle);
            Form(lemma.EndsWith("ie", StringComparison.Ordinal) ? lemma[..^2] + "ying" : stem + "ing", lemma, VerbForm.Gerund);
        }
    }

    /// <summary>All forms of the verbs, which <see cref="Verb"/> must have added before.</summary>
    public void EachForm(string lemmas, Action<Word> set)
    {
        foreach (string lemma in lemmas.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!formsByLemma.TryGetValue(lemma, out List<Word>? forms))
            {
                Verb(lemma);
                forms = formsByLemma[lemma];
            }

            forms.ForEach(set);
        }
    }

    private void Form(string spelling, string lemma, VerbForm form)
    {
        Word word = Of(spelling);
        word.Class |= WordClass.Verb;
        word.Forms |= form;
        word.Lemma = word.Lemma.Length == 0 ? lemma : word.Lemma;
        if (!formsByLemma.TryGetValue(lemma, out List<Word>? forms))
        {
            formsByLemma[lemma] = forms = [];
        }

        if (!forms.Contains(word) && word.Lemma == lemma)
        {
            forms.Add(word);
        }
    }

    private Word Of(string spelling)
    {
        if (!Words.TryGetValue(spelling, out Word? word))
        {
            Words[spelling] = word = new Word();
        }

        return word;
    }

    private static string PluralOf(string noun) =>
        noun.EndsWith('y') && noun.Length > 1 && !"aeiou".Contains(noun[^2], StringComparison.Ordinal) ? noun[..^1] + "ies"
        : noun.EndsWith('s') || noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) || noun.EndsWith('o') ? noun + "es"
        : noun + "s";
}
