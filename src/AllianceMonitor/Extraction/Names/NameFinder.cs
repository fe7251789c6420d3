using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>Names that no watchlist knows, by the look of them: runs of capitalised words that are no known mention, place, month or title.</summary>
internal static partial class NameFinder
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

    /// <summary>
    /// A name with what it seems to be; a null type means that it may be a party but is not sure enough to be listed as an entity. One that is not sure is listed, and still is a company where
    /// it turns out to be party to a deal.
    /// </summary>
    internal readonly record struct SeenName(int FirstToken, int LastToken, EntityType? Type, bool IsSure = true);

    /// <summary>
    /// The names of a paragraph that the watchlist does not know: those that the tagger found, with what the article as a whole says they are, and without a type those capitalised words that it
    /// left out but that may be party to a deal; in order.
    /// </summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="taken">Tokens that belong to mentions and values already found; those of typed names are added.</param>
    /// <param name="tagged">What the tagger found.</param>
    /// <param name="votes">What the names of the article are.</param>
    /// <param name="isKnown">Whether a word is a name seen before, or the surname or short form of one: it is a name at the start of a sentence too.</param>
    public static List<SeenName> Find(string text, List<Token> tokens, bool[] taken, List<TaggedName> tagged, NameVotes votes, Func<string, bool> isKnown)
    {
        List<SeenName> seen = [];
        foreach (TaggedName whole in tagged)
        {
            TaggedName name = WithoutWordsInFront(text, tokens, WithoutDateline(text, tokens, UpToPreposition(text, tokens, WithFirstWord(text, tokens, taken, whole, votes))));
            if (name.FirstToken == name.LastToken && (IsNoName(tokens[name.FirstToken]) || IsLegal(text, tokens[name.FirstToken]) || IsBehindPrefix(text, tokens[name.FirstToken].Start)))
            {
                continue;
            }

            if (tokens[name.LastToken].End > tokens[name.FirstToken].End || !IsWordOfTheArticle(text, tokens, name.FirstToken, votes))
            {
                bool hasLegalForm = IsLegal(text, tokens[name.LastToken]);
                name = hasLegalForm ? name with { Type = EntityType.Organization } : name;
                int last = WithLegalForm(text, tokens, name.LastToken, name.Type, taken);
                taken.AsSpan(name.FirstToken, last - name.FirstToken + 1).Fill(true);
                string surface = tokens.TextOf(text, name.FirstToken, name.LastToken);
                EntityType type = hasLegalForm ? EntityType.Organization : votes.TypeOf(surface) ?? name.Type;
                seen.Add(new SeenName(name.FirstToken, last, type, IsSure(text, tokens, name, surface, type, votes)));
            }
        }

        for (int i = 0; i < tokens.Count; i++)
        {
            if (!IsNameWord(text, tokens, i, taken) || IsInsidePost(text, tokens, i))
            {
                continue;
            }

            int last = i;
            while (last + 1 < tokens.Count && Continues(text, tokens, last, taken))
            {
                last = IsNameWord(text, tokens, last + 1, taken) ? last + 1 : last + 2;
            }

            i = WithFirstWord(text, tokens, taken, new TaggedName(i, last, EntityType.Organization), votes).FirstToken;
            string surface = tokens.TextOf(text, i, last);
            bool startsSentence = i == 0 || text[tokens[i - 1].Start] is '.' or '!' or '?' or '“' or '"' or ':';
            bool everyday = i == last && (tokens[i].Word is not null || (NameLexicon.Of(surface) & NameCue.Common) != 0);
            everyday |= i == last && IsWordOfTheArticle(text, tokens, i, votes);
            if (!everyday && votes.TypeOf(surface) is { } type)
            {
                seen.Add(new SeenName(i, last, type));
            }
            else if (!startsSentence || i < last || Acts(text, tokens, i) || isKnown(surface))
            {
                seen.Add(new SeenName(i, last, null));
            }

            i = last;
        }

        seen.Sort((a, b) => a.FirstToken.CompareTo(b.FirstToken));
        return seen;
    }

    /// <summary>Whether more than its place in the sentence says what a name is.</summary>
    private static bool IsSure(string text, List<Token> tokens, TaggedName name, string surface, EntityType type, NameVotes votes)
    {
        if (votes.IsSurname(surface))
        {
            return true;
        }

        if (type == EntityType.Organization)
        {
            return HasOrganizationWord(text, tokens, name);
        }

        if (type == EntityType.Place && votes.IsLocated(surface))
        {
            return true;
        }

        bool listed = (NameLexicon.Of(surface) & (type == EntityType.Place ? NameCue.Place : NameCue.None)) != 0;
        for (int i = name.FirstToken; i <= name.LastToken && !listed; i++)
        {
            NameCue cues = tokens[i].NameCues;
            listed = type == EntityType.Place ? (cues & NameCue.PlaceWord) != 0 : (cues & NameCue.FirstName) != 0 && i < name.LastToken;
        }

        bool titled = type == EntityType.Person && name.FirstToken > 0 && (tokens[name.FirstToken - 1].Means(NounSense.Post) || (tokens[name.FirstToken - 1].NameCues & NameCue.Title) != 0);
        bool speaks = name.LastToken > name.FirstToken && name.LastToken + 1 < tokens.Count && tokens[name.LastToken + 1].Has(Cue.Says);
        return listed || titled || (type == EntityType.Person && speaks);
    }

    /// <summary>"built at Cléon", "a plant in Douai", "near Wuhan"; not "a stake in Verkor", "invest 50 million euros in Verkor".</summary>
    internal static bool IsLocated(string text, List<Token> tokens, TaggedName name)
    {
        int before = name.FirstToken - 1;
        if (before < 1)
        {
            return false;
        }

        ReadOnlySpan<char> word = text.AsSpan(tokens[before].Start, tokens[before].Length);
        return word is "at" or "near" or "outside" || (word is "in" && (tokens[before - 1].Means(NounSense.Goods | NounSense.Unit) || IsMade(text, tokens[before - 1])));
    }

    /// <summary>"built", "assembled": with "in" behind it comes where.</summary>
    private static bool IsMade(string text, Token token) =>
        text.AsSpan(token.Start, token.Length) is "built" or "made" or "produced" or "manufactured" or "assembled" or "based" or "headquartered" or "located" or "plant" or "factory" or "site" or "plants" or "factories" or "workers";

    /// <summary>"Lombard Steel", "NMKV".</summary>
    private static bool HasOrganizationWord(string text, List<Token> tokens, TaggedName name)
    {
        for (int i = name.FirstToken + 1; i <= name.LastToken; i++)
        {
            if ((tokens[i].NameCues & (NameCue.OrganizationWord | NameCue.Legal)) != 0)
            {
                return true;
            }
        }

        return name.FirstToken == name.LastToken && tokens[name.FirstToken].Length <= 6 && text.AsSpan(tokens[name.FirstToken].Start, tokens[name.FirstToken].Length).IndexOfAnyExceptInRange('A', 'Z') < 0;
    }

    /// <summary>A single word that begins a sentence and is most likely only that: a word of everyday language, by its look, or one that is named nowhere else.</summary>
    private static bool IsWordOfTheArticle(string text, List<Token> tokens, int i, NameVotes votes)
    {
        bool startsSentence = i == 0 || text[tokens[i - 1].Start] is '.' or '!' or '?' or '“' or '"' or ':';
        if (!startsSentence)
        {
            return false;
        }

        string word = tokens.TextOf(text, i, i);
        const NameCue Listed = NameCue.FirstName | NameCue.Surname | NameCue.Place | NameCue.Organization;
        return (NameLexicon.Of(word) & Listed) == 0 && !votes.IsNamedTwice(word) && (tokens[i].Word is not null || IsCommonWord(text, tokens[i]) || (NameLexicon.Of(word) & NameCue.Common) != 0);
    }

    /// <summary>"Toyota has cut ...": a word that is no word of the language's, in front of a verb, is somebody.</summary>
    private static bool Acts(string text, List<Token> tokens, int i)
    {
        if (i + 1 >= tokens.Count || tokens[i].Word is not null || tokens[i].Length <= 2 || IsCommonWord(text, tokens[i]))
        {
            return false;
        }

        Token next = tokens[i + 1];
        return (i + 2 < tokens.Count && next.Is(WordClass.Conjunction) && char.IsUpper(text[tokens[i + 2].Start])) || next.Means(NounSense.Post)
            || next.Is(WordClass.Verb | WordClass.Be | WordClass.Have | WordClass.Modal) || text[next.Start] is '\'' or '’' or ',';
    }

    /// <summary>The full stop of "Corp." and what may follow it: "Co., Ltd."</summary>
    private static int WithLegalForm(string text, List<Token> tokens, int last, EntityType type, bool[] taken)
    {
        while (type == EntityType.Organization || IsJunior(text, tokens[last]))
        {
            int next = last + 1;
            if (next < tokens.Count && !taken[next] && text[tokens[next].Start] == '.' && tokens[next].Start == tokens[last].End && (IsLegal(text, tokens[last]) || IsJunior(text, tokens[last])))
            {
                last = next;
            }
            else if (next + 1 < tokens.Count && !taken[next] && !taken[next + 1] && text[tokens[next].Start] == ',' && IsLegal(text, tokens[next + 1]) && char.IsUpper(text[tokens[next + 1].Start]))
            {
                last = next + 1;
            }
            else if (next < tokens.Count && !taken[next] && text[tokens[last].Start] == '.' && IsLegal(text, tokens[next]))
            {
                // "Pvt. Ltd"
                last = next;
            }
            else
            {
                break;
            }
        }

        return last;
    }

    private static bool IsLegal(string text, Token token) => text.AsSpan(token.Start, token.Length) is "Inc" or "Corp" or "Co" or "Ltd" or "Bros" or "Cos" or "LLC" or "Llc" or "Plc" or "PLC" or "LP" or "Pvt" or "Pte" or "Pty" or "Sdn" or "Bhd" or "PCL";

    private static bool IsJunior(string text, Token token) => text.AsSpan(token.Start, token.Length) is "Jr" or "Sr";

    /// <summary>"Settlement", "Ministers", "Production": the ending is that of a word of the language.</summary>
    private static bool IsCommonWord(string text, Token token)
    {
        ReadOnlySpan<char> word = text.AsSpan(token.Start, token.Length);
        return word.EndsWith("ment") || word.EndsWith("tion") || word.EndsWith("sion") || word.EndsWith("ness") || word.EndsWith("ity") || word.EndsWith("ing") || word.EndsWith("ance") || word.EndsWith("ence")
            || word.EndsWith("ers") || word.EndsWith("ors") || word.EndsWith("ies") || word.EndsWith("ions") || word.EndsWith("ments") || word.EndsWith("ly") || word.EndsWith("ists") || word.EndsWith("ants") || word.EndsWith("ees");
    }

    /// <summary>In a headline in title case every word looks like a name. It does not end as a sentence does.</summary>
    internal static bool IsTitleCase(string text, List<Token> tokens)
    {
        if (text.Length > 0 && text[^1] is '.' or '!' or '”' or '"')
        {
            return false;
        }

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

    /// <summary>"Chief Procurement Officer": what stands between two words of a post is a part of it.</summary>
    private static bool IsInsidePost(string text, List<Token> tokens, int i) =>
        i > 0 && i + 1 < tokens.Count && tokens[i + 1].Means(NounSense.Post) && char.IsUpper(text[tokens[i + 1].Start]) && (tokens[i - 1].Means(NounSense.Post) || tokens[i - 1].Is(WordClass.Adjective)) && char.IsUpper(text[tokens[i - 1].Start]);

    private static bool IsNameWord(string text, List<Token> tokens, int i, bool[] taken) => i < tokens.Count && !taken[i] && IsNameLike(tokens[i]);

    /// <summary>"Frenchman", "German": a word that stands before names and belongs to none.</summary>
    internal static bool IsNoName(Token token) => token.Lexeme is { IsNeverName: true } && (token.NameCues & NameCue.FirstName) == 0;

    /// <summary>A function word, title or demonym; full stops at its end do not count.</summary>
    internal static bool IsNeverName(string spelling) => spelling.TrimEnd('.').ToLowerInvariant() is var word && (NotNames.Contains(word) || Demonyms.Contains(word));

    /// <summary>Capitalised, and neither a function word, a title, a demonym nor a date.</summary>
    internal static bool IsNameLike(Token token) => token is { Length: >= 2, Lexeme: { IsCapitalised: true, IsNeverName: false } } && !token.Has(Cue.Month | Cue.Weekday);

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
            && text.AsSpan(tokens[last + 1].Start, tokens[last + 1].Length) is "&" or "-" or "de" or "van" or "von" or "du" or "al" or "bin" or "di" or "do" or "da" && !IsBetweenSpaces(text, tokens, last + 1);
    }

    private static bool IsBetweenSpaces(string text, List<Token> tokens, int mark) =>
        text[tokens[mark].Start] == '-' && tokens[mark].Start > tokens[mark - 1].End;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
