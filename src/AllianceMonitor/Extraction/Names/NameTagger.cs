namespace AllianceMonitor.Extraction;

/// <summary>A name that no list had to know.</summary>
/// <param name="FirstToken">Its first token.</param>
/// <param name="LastToken">Its last token.</param>
/// <param name="Type">What it is.</param>
internal readonly record struct TaggedName(int FirstToken, int LastToken, EntityType Type);

/// <summary>Finds persons, organisations and places by a trained model over the capitalised regions of a paragraph.</summary>
internal sealed class NameTagger(NameModel model)
{
    /// <summary>Letters of the second half of a Korean given name: "hyeong".</summary>
    private const int LongestSyllable = 6;

    public static NameTagger Embedded { get; } = new(NameModel.Load());

    /// <param name="text">The paragraph.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="taken">Tokens of watched names and of values.</param>
    public List<TaggedName> Tag(string text, List<Token> tokens, bool[] taken)
    {
        List<TaggedName> names = [];
        Span<NameToken> seen = stackalloc NameToken[NameRegion.Longest + (2 * NameFeatures.Margin)];
        Span<NameLabel> labels = stackalloc NameLabel[NameRegion.Longest];
        for (int from = 0; NameRegion.Next(text, tokens, taken, from) is { } region; from = region.Last + 1)
        {
            int count = region.Last - region.First + 1;
            See(text, tokens, region, seen);
            model.Label(seen[..(count + (2 * NameFeatures.Margin))], labels[..count]);
            for (int i = 0; i < count; i++)
            {
                int end = i + 1;
                while (end < count && Continues(labels[end]))
                {
                    end++;
                }

                if (TypeOf(labels[i]) is { } type && !IsHalfDemonym(text, tokens, region.First + end - 1))
                {
                    (i, end) = Widened(text, tokens, region, labels[..count], i, end);
                    type = TypeOf(labels[i]) ?? type;
                    int first = WithoutOpening(text, tokens, region.First + i, region.First + end - 1);
                    if (type == EntityType.Person && first < region.First + end - 1 && NameFinder.IsNoName(tokens[first]))
                    {
                        first++;
                    }

                    Add(names, text, tokens, new TaggedName(first, region.First + end - 1, type));
                }

                i = end - 1;
            }
        }

        return names;
    }

    /// <summary>Takes in the capitalised words beside a name that nothing is known of: "Joost" before "van Rijn", "SDI" behind "Samsung".</summary>
    private static (int First, int End) Widened(string text, List<Token> tokens, NameRegion region, Span<NameLabel> labels, int first, int end)
    {
        if (first > 0 && IsHyphen(text, tokens, region.First + first))
        {
            // "-Zhixing"
            labels[first - 1] = labels[first];
            first--;
        }

        while (first > 1 && labels[first - 1] == NameLabel.Outside && labels[first - 2] == NameLabel.Outside && IsHyphen(text, tokens, region.First + first - 1) && MayBeJoined(text, tokens[region.First + first - 2], isPerson: false))
        {
            labels[first - 1] = labels[first - 2] = labels[end - 1];
            first -= 2;
        }

        bool isPerson = TypeOf(labels[end - 1]) == EntityType.Person;
        while (end + 1 < labels.Length && labels[end] == NameLabel.Outside && labels[end + 1] == NameLabel.Outside && IsHyphen(text, tokens, region.First + end) && MayBeJoined(text, tokens[region.First + end + 1], isPerson))
        {
            labels[end] = labels[end + 1] = labels[end - 1];
            end += 2;
        }

        while (first > 0 && labels[first - 1] == NameLabel.Outside && IsUnknownWord(text, tokens, region.First + first - 1))
        {
            labels[--first] = labels[end - 1];
        }

        while (end < labels.Length && labels[end] == NameLabel.Outside && tokens[region.First + end].Start == tokens[region.First + end - 1].End + 1 && IsUnknownWord(text, tokens, region.First + end))
        {
            labels[end] = labels[end - 1];
            end++;
        }

        while (end < labels.Length && labels[end] == NameLabel.Outside && tokens[region.First + end].Start == tokens[region.First + end - 1].End + 1 && IsPartOfCompanyName(text, tokens[region.First + end]))
        {
            // "Salinas Lithium": no person or place any more.
            labels[first..(end + 1)].Fill(NameLabel.OrganizationInner);
            end++;
        }

        if (end + 1 < labels.Length && !isPerson && text[tokens[region.First + end].Start] == '&')
        {
            // "Gas & Oil Pakistan", "Lloyds Metals & Energy"
            end += 2;
            while (end < labels.Length && tokens[region.First + end].IsCapitalised && tokens[region.First + end].Start == tokens[region.First + end - 1].End + 1)
            {
                end++;
            }

            labels[first..end].Fill(NameLabel.OrganizationInner);
        }
        else if (end < labels.Length && TypeOf(labels[end - 1]) == EntityType.Organization && tokens[region.First + end] is { Kind: TokenKind.Word, Length: 1 } letter && letter.Start == tokens[region.First + end - 1].End + 1
            && (letter.End == text.Length || text[letter.End] != '.'))
        {
            // "Posco Future M"
            labels[end++] = NameLabel.OrganizationInner;
        }

        return (first, end);
    }

    /// <summary>"Franco" in "the Franco-Dutch group".</summary>
    private static bool IsHalfDemonym(string text, List<Token> tokens, int last) => IsHyphen(text, tokens, last + 1) && Nationality.Of(text.AsSpan(tokens[last + 2].Start, tokens[last + 2].Length)) is not null;

    /// <summary>Stands between two words without spaces.</summary>
    private static bool IsHyphen(string text, List<Token> tokens, int i) =>
        i > 0 && i + 1 < tokens.Count && text[tokens[i].Start] is '-' or '‑' && tokens[i].Start == tokens[i - 1].End && tokens[i].End == tokens[i + 1].Start;

    /// <summary>"Anne-Sophie", "IM-Zhixing"; of a person also "Seung-min". Not "Franco-Japanese", "Seoul-based".</summary>
    private static bool MayBeJoined(string text, Token token, bool isPerson) =>
        token.Kind == TokenKind.Word && token.Word is null && !NameFinder.IsNoName(token)
        && (token.IsCapitalised || (isPerson && token.Length <= LongestSyllable && text.AsSpan(token.Start, token.Length) is not ("led" or "era" or "run" or "born" or "like" or "style" or "owned" or "backed") && (token.NameCues & NameCue.Common) == 0));

    /// <summary>"Former Lombard Steel chairman ...": an adjective that has its capital from the beginning of the sentence.</summary>
    private static int WithoutOpening(string text, List<Token> tokens, int first, int last)
    {
        bool starts = first == 0 || text[tokens[first - 1].Start] is '.' or '!' or '?' or '“' or '"' or ':';
        return starts && first < last && tokens[first].Is(WordClass.Adjective | WordClass.Adverb | WordClass.Preposition | WordClass.Conjunction | WordClass.Pronoun) && (tokens[first].NameCues & ~NameCue.Common) == 0 && tokens[first + 1].Kind == TokenKind.Word
            ? first + 1 : first;
    }

    /// <summary>A noun with a capital within a sentence, such as companies have behind their proper name.</summary>
    private static bool IsPartOfCompanyName(string text, Token token) =>
        token is { Kind: TokenKind.Word, Length: > 2, Word: not null } && char.IsUpper(text[token.Start]) && token.Means(NounSense.Goods) && !token.Is(WordClass.Plural);

    private static bool IsUnknownWord(string text, List<Token> tokens, int i) =>
        tokens[i].Kind == TokenKind.Word && tokens[i].Length > 2 && tokens[i].Word is null && tokens[i].IsCapitalised && tokens[i].End + 1 == (i + 1 < tokens.Count ? tokens[i + 1].Start : tokens[i].End + 1)
        && (tokens[i].NameCues & ~(NameCue.FirstName | NameCue.Surname | NameCue.OrganizationWord | NameCue.Legal | NameCue.MayStartPhrase)) == 0;

    /// <summary>Two names of a kind that nothing stands between are one. A place that no list knows and in which somebody has a stake or puts money is a company.</summary>
    private static void Add(List<TaggedName> names, string text, List<Token> tokens, TaggedName name)
    {
        if (names is [.., var before] && before.Type == name.Type && before.LastToken == name.FirstToken - 1 && tokens[before.LastToken].End + 1 == tokens[name.FirstToken].Start)
        {
            names[^1] = before with { LastToken = name.LastToken };
            return;
        }

        if (name.Type == EntityType.Person && names is [.., { Type: EntityType.Person } half] && half.LastToken == name.FirstToken - 2 && IsHyphen(text, tokens, name.FirstToken - 1))
        {
            // "Anne-Sophie Berg"
            names[^1] = half with { LastToken = name.LastToken };
            return;
        }

        bool held = name.Type != EntityType.Organization
            && ((name.FirstToken > 0 && name.FirstToken == name.LastToken && IsMaker(text, tokens[name.FirstToken - 1]))
                || ((IsInvestedIn(tokens, name) || IsPartlyOwned(text, tokens, name.FirstToken)) && (NameLexicon.Of(text.AsSpan(tokens[name.FirstToken].Start, tokens[name.LastToken].End - tokens[name.FirstToken].Start)) & NameCue.Place) == 0));
        names.Add(held ? name with { Type = EntityType.Organization } : name);
    }

    /// <summary>"a stake in Verkor", "200 million euros into Verkor": no place.</summary>
    private static bool IsInvestedIn(List<Token> tokens, TaggedName name) =>
        name is { Type: EntityType.Place, FirstToken: > 1 } && tokens[name.FirstToken - 1].Is(WordClass.Preposition) && tokens[name.FirstToken - 2] is var thing
        && (thing.Means(NounSense.Stake | NounSense.LooseStake | NounSense.Investment | NounSense.Takeover | NounSense.Holder) || thing.Has(Cue.Currency | Cue.Magnitude) || thing.Word is { Lemma: "invest" });

    /// <summary>Words that may stand between "70% of" and a name: "Italian engine designer Motori Bassani".</summary>
    private const int LongestDescription = 4;

    /// <summary>"88% of Electricity North West": only a company has parts in percent that go by its name.</summary>
    private static bool IsPartlyOwned(string text, List<Token> tokens, int first)
    {
        int of = first - 1;
        while (of > 1 && of >= first - LongestDescription && tokens[of].Kind == TokenKind.Word && text.AsSpan(tokens[of].Start, tokens[of].Length) is not "of" && (tokens[of].Word is null || tokens[of].Is(WordClass.Noun | WordClass.Adjective)))
        {
            of--;
        }

        return of > 1 && text.AsSpan(tokens[of].Start, tokens[of].Length) is "of" && text.AsSpan(tokens[of - 1].Start, tokens[of - 1].Length) is "%" or "percent" or "cent";
    }

    /// <summary>A word that only a company is called by: "the lithium producer Salinas".</summary>
    private static bool IsMaker(string text, Token token) => text.AsSpan(token.Start, token.Length) is var word
        && (word.EndsWith("maker") || word is "manufacturer" or "producer" or "supplier" or "retailer" or "insurer" or "lender" or "utility" or "airline" or "conglomerate" or "start-up" or "startup" or "company" or "firm");

    /// <summary>The tokens of a region with their margins, as the features see them.</summary>
    public static void See(string text, List<Token> tokens, NameRegion region, Span<NameToken> seen)
    {
        int first = region.First - NameFeatures.Margin, count = region.Last - region.First + 1 + (2 * NameFeatures.Margin);
        for (int i = 0; i < count; i++)
        {
            seen[i] = NameToken.Of(text, tokens, first + i);
        }

        for (int i = NameFeatures.Margin; i < count - NameFeatures.Margin; i++)
        {
            if ((seen[i].Cues & NameCue.MayStartPhrase) == 0)
            {
                continue;
            }

            seen[i] = seen[i] with { Cues = seen[i].Cues & ~NameCue.MayStartPhrase };
            if (seen[i].Shape != Shape.Lower && NameLexicon.PhraseAt(text, tokens, first + i, out NameCue cues) is > 0 and var last)
            {
                for (int k = i; k <= last - first && k < count; k++)
                {
                    seen[k] = seen[k] with { Cues = (seen[k].Cues & ~(NameCue.Organization | NameCue.Place | NameCue.MayStartPhrase)) | cues | NameCue.Phrase | (k == i ? NameCue.PhraseStart : NameCue.None) };
                }

                i = last - first;
            }
        }
    }

    private static bool Continues(NameLabel label) => label is NameLabel.PersonInner or NameLabel.OrganizationInner or NameLabel.PlaceInner;

    private static EntityType? TypeOf(NameLabel label) => label switch
    {
        NameLabel.PersonFirst or NameLabel.PersonInner => EntityType.Person,
        NameLabel.OrganizationFirst or NameLabel.OrganizationInner => EntityType.Organization,
        NameLabel.PlaceFirst or NameLabel.PlaceInner => EntityType.Place,
        _ => null,
    };
}
