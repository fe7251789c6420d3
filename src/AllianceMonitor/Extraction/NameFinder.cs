using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>Names that no watchlist knows, by the look of them: runs of capitalised words that are no known mention, place, month or title.</summary>
internal static class NameFinder
{
    private static readonly FrozenSet<string> NotNames = Set(
        "the a an and but or nor for so yet i it its he she they we you his her their our my this that these those there here when where while if as at by in on of to from with after before since until although though because "
        + "however meanwhile still also separately under over about according some many most several both each one two three four five six seven eight nine ten first second third last next no not yes what which who why how "
        + "ceo cfo coo cto ev evs suv suvs ai it us uk eu gmt cet jst utc ipo esg phev hev mr mrs ms dr sir chief executive officer chairman chairwoman chair president vice director minister prime spokesman spokeswoman "
        + "q1 q2 q3 q4 monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
        + "analysts analyst shares sources executives officials investors people talks both neither either all any such like unlike once then now today yesterday tomorrow earlier later recently currently asked another other others "
        + "christmas easter internet covid former outgoing incoming interim acting rival activist private veteran finance founder co-founder head boss frenchman frenchwoman");

    private static readonly FrozenSet<string> Demonyms = Set(
        "french japanese chinese german american british italian spanish korean indian swedish dutch european asian african russian brazilian mexican turkish saudi thai indonesian malaysian vietnamese canadian australian swiss belgian "
        + "polish czech romanian portuguese austrian danish norwegian finnish irish franco-japanese sino-french taiwanese israeli argentine chilean philippine moroccan egyptian franco arabian emirati kuwaiti qatari pakistani hungarian greek ukrainian iranian iraqi");

    private static readonly FrozenSet<string> Places = Set(
        "japan china france germany britain england scotland wales ireland italy spain portugal belgium netherlands luxembourg switzerland austria poland romania hungary slovenia slovakia czechia turkey greece sweden norway denmark finland russia ukraine "
        + "india indonesia thailand vietnam malaysia philippines singapore taiwan korea australia canada mexico brazil argentina chile colombia egypt morocco algeria nigeria kenya israel iran iraq europe asia africa america "
        + "tokyo yokohama osaka nagoya kyoto paris london berlin munich frankfurt milan rome turin madrid barcelona valencia lisbon brussels amsterdam vienna zurich geneva warsaw budapest bucharest prague stockholm oslo copenhagen helsinki moscow "
        + "beijing shanghai shenzhen guangzhou hangzhou wuhan chongqing ningbo seoul busan taipei bangkok jakarta manila hanoi delhi mumbai chennai bengaluru sydney melbourne toronto ottawa detroit chicago washington boston houston austin nashville "
        + "dubai riyadh dhahran doha istanbul ankara cairo casablanca tangier douai flins boulogne-billancourt sunderland pune oppama tochigi kyushu kanagawa okayama kurashiki");

    private static readonly FrozenSet<string> OrganisationWords = Set(
        "motor motors group bank corp corporation inc ltd co company plc ag sa nv holdings holding technologies technology energy automobile automobiles auto automotive electric electronics industries steel capital partners ministry "
        + "agency commission university institute association union fund ventures systems solutions chemical pharma airlines airways insurance securities trust council federation bureau authority foundation international software semiconductor batteries battery");

    private static readonly FrozenSet<string> PersonTitles = Set(
        "mr mrs ms dr sir chief officer executive chairman chairwoman president minister spokesman spokeswoman spokesperson director analyst professor senator ceo cfo coo economist engineer frenchman lawyer secretary commissioner boss head");

    /// <summary>A name with what it seems to be; a null type means that it may be a party but is not sure enough to be listed as an entity.</summary>
    internal readonly record struct SeenName(int FirstToken, int LastToken, EntityType? Type);

    /// <param name="text">The paragraph.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="taken">Tokens that belong to mentions already found.</param>
    /// <param name="isKnown">Whether a word is a name seen before, or the surname or short form of one: it is a name at the start of a sentence too.</param>
    public static IEnumerable<SeenName> Find(string text, List<Token> tokens, bool[] taken, Func<string, bool> isKnown)
    {
        if (IsTitleCase(text, tokens))
        {
            yield break;
        }

        for (int i = 0; i < tokens.Count; i++)
        {
            if (!IsNameWord(text, tokens, i, taken))
            {
                continue;
            }

            int last = i;
            while (last + 1 < tokens.Count && Continues(text, tokens, last, taken))
            {
                last = IsNameWord(text, tokens, last + 1, taken) ? last + 1 : last + 2;
            }

            bool startsSentence = i == 0 || text[tokens[i - 1].Start] is '.' or '!' or '?' or '“' or '"' or ':';
            EntityType? type = TypeOf(text, tokens, i, last);
            bool mayBeAnyWord = startsSentence && i == last && type is null or EntityType.Organization && !IsAcronym(text, tokens[i]);
            // "Toyota has cut ...": a word that is no word of the language's, in front of a verb, is somebody.
            bool joined = last + 2 < tokens.Count && tokens[last + 1].Is(WordClass.Conjunction) && char.IsUpper(text[tokens[last + 2].Start]);
            bool acts = last + 1 < tokens.Count && (joined || tokens[last + 1].Means(NounSense.Post) || tokens[last + 1].Is(WordClass.Verb | WordClass.Be | WordClass.Have | WordClass.Modal) || text[tokens[last + 1].Start] is '\'' or '’' or ',') && tokens[i].Word is null && tokens[i].Length > 2 && !IsCommonWord(text, tokens[i]);
            if (!mayBeAnyWord || acts || isKnown(text[tokens[i].Start..tokens[i].End]))
            {
                yield return new SeenName(i, last, type);
            }

            i = last;
        }
    }

    /// <summary>"Settlement", "Ministers", "Production": the ending is that of a word of the language.</summary>
    private static bool IsCommonWord(string text, Token token)
    {
        ReadOnlySpan<char> word = text.AsSpan(token.Start, token.Length);
        return word.EndsWith("ment") || word.EndsWith("tion") || word.EndsWith("sion") || word.EndsWith("ness") || word.EndsWith("ity") || word.EndsWith("ing") || word.EndsWith("ance") || word.EndsWith("ence")
            || word.EndsWith("ers") || word.EndsWith("ors") || word.EndsWith("ies") || word.EndsWith("ions") || word.EndsWith("ments") || word.EndsWith("ly") || word.EndsWith("ists") || word.EndsWith("ants") || word.EndsWith("ees");
    }

    /// <summary>In a headline in title case every word looks like a name.</summary>
    internal static bool IsTitleCase(string text, List<Token> tokens)
    {
        int words = 0, capitals = 0;
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.Word && token.Length > 3)
            {
                words++;
                capitals += char.IsUpper(text[token.Start]) ? 1 : 0;
            }
        }

        return words > 0 && capitals * 10 > words * 7;
    }

    private static EntityType? TypeOf(string text, List<Token> tokens, int first, int last)
    {
        string head = Lower(text, tokens[first]);
        if (first == last && Places.Contains(head))
        {
            return EntityType.Place;
        }

        for (int i = first; i <= last; i++)
        {
            if (i > first && OrganisationWords.Contains(Lower(text, tokens[i])))
            {
                return EntityType.Organization;
            }
        }

        if (first == last && IsAcronym(text, tokens[first]))
        {
            return EntityType.Organization;
        }

        // "Jonathan Adashek, ..." after a title, or before one.
        bool titled = first > 0 && last > first && tokens[first - 1].Means(NounSense.Post) && !tokens[first - 1].Is(WordClass.Plural) && tokens[first - 1].End + 1 == tokens[first].Start;
        titled |= first > 0 && PersonTitles.Contains(Lower(text, tokens[first - 1])) && tokens[first - 1].End + 2 >= tokens[first].Start;
        titled |= first > 1 && text[tokens[first - 1].Start] is ',' or '.' && PersonTitles.Contains(Lower(text, tokens[first - 2]));
        titled |= last + 2 < tokens.Count && text[tokens[last + 1].Start] == ',' && (PersonTitles.Contains(Lower(text, tokens[last + 2])) || (last + 3 < tokens.Count && PersonTitles.Contains(Lower(text, tokens[last + 3]))));
        bool speaks = last > first && ((last + 1 < tokens.Count && tokens[last + 1].Has(Cue.Says)) || (first > 0 && tokens[first - 1].Has(Cue.Says) && tokens[first - 1].Is(WordClass.Verb)));
        // "Guillaume Cartier, Nissan's chief performance officer,"
        for (int i = last + 2; last > first && i < tokens.Count && i <= last + 8 && text[tokens[last + 1].Start] == ',' && text[tokens[i].Start] != ',' && !tokens[i].Is(WordClass.Be | WordClass.Have | WordClass.Modal); i++)
        {
            titled |= tokens[i].Means(NounSense.Post) && !tokens[i].Means(NounSense.Company) && !tokens[i].Is(WordClass.Plural | WordClass.Verb);
        }

        speaks |= last > first && last + 2 < tokens.Count && text[tokens[last + 1].Start] == ',' && text.AsSpan(tokens[last + 2].Start, tokens[last + 2].Length) is "who";
        return (titled || speaks) && last - first <= 3 ? EntityType.Person : null;
    }

    private static bool IsNameWord(string text, List<Token> tokens, int i, bool[] taken) => i < tokens.Count && !taken[i] && IsNameLike(text, tokens[i]);

    /// <summary>Capitalised, and neither a function word, a title, a demonym nor a date.</summary>
    internal static bool IsNameLike(string text, Token token)
    {
        if (token.Kind != TokenKind.Word || !char.IsUpper(text[token.Start]) || token.Length < 2)
        {
            return false;
        }

        string word = Lower(text, token);
        return !NotNames.Contains(word) && !Demonyms.Contains(word) && !token.Has(Cue.Month | Cue.Weekday);
    }

    /// <summary>The next word belongs to the name: capitalised and adjacent, or joined by "&amp;", "of the" kept out, "de", "van".</summary>
    private static bool Continues(string text, List<Token> tokens, int last, bool[] taken)
    {
        if (IsNameWord(text, tokens, last + 1, taken))
        {
            return tokens[last + 1].Start == tokens[last].End + 1;
        }

        // "Dong-hyun": what a hyphen joins without spaces is one word.
        if (last + 2 < tokens.Count && !taken[last + 1] && !taken[last + 2] && text[tokens[last + 1].Start] == '-' && tokens[last + 1].Start == tokens[last].End && tokens[last + 2].Start == tokens[last + 1].End
            && tokens[last + 2].Kind == TokenKind.Word && tokens[last + 2].Word is null)
        {
            return true;
        }

        return IsNameWord(text, tokens, last + 2, taken) && !taken[last + 1]
            && text.AsSpan(tokens[last + 1].Start, tokens[last + 1].Length) is "&" or "-" or "de" or "van" or "von" or "du" or "al" or "bin" or "di";
    }

    private static bool IsAcronym(string text, Token token) => token.Length is >= 2 and <= 6 && text.AsSpan(token.Start, token.Length).IndexOfAnyExceptInRange('A', 'Z') < 0;

    private static string Lower(string text, Token token) => text[token.Start..token.End].TrimEnd('.').ToLowerInvariant();

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
