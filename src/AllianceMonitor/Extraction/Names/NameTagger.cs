namespace AllianceMonitor.Extraction;

/// <summary>A name that no list had to know.</summary>
/// <param name="FirstToken">Its first token.</param>
/// <param name="LastToken">Its last token.</param>
/// <param name="Type">What it is.</param>
internal readonly record struct TaggedName(int FirstToken, int LastToken, EntityType Type);

/// <summary>Finds persons, organisations and places by a trained model over the capitalised regions of a paragraph.</summary>
internal sealed class NameTagger(NameModel model)
{
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

                if (TypeOf(labels[i]) is { } type)
                {
                    (i, end) = Widened(text, tokens, region, labels[..count], i, end);
                    int first = WithoutOpening(text, tokens, region.First + i, region.First + end - 1);
                    if (type == EntityType.Person && first < region.First + end - 1 && NameFinder.IsNoName(text, tokens[first]))
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
        while (first > 0 && labels[first - 1] == NameLabel.Outside && IsUnknownWord(text, tokens, region.First + first - 1))
        {
            labels[--first] = labels[end - 1];
        }

        while (end < labels.Length && labels[end] == NameLabel.Outside && tokens[region.First + end].Start == tokens[region.First + end - 1].End + 1 && IsUnknownWord(text, tokens, region.First + end))
        {
            labels[end] = labels[end - 1];
            end++;
        }

        return (first, end);
    }

    /// <summary>"Former Lombard Steel chairman ...": an adjective that has its capital from the beginning of the sentence.</summary>
    private static int WithoutOpening(string text, List<Token> tokens, int first, int last)
    {
        bool starts = first == 0 || text[tokens[first - 1].Start] is '.' or '!' or '?' or '“' or '"' or ':';
        return starts && first < last && tokens[first].Is(WordClass.Adjective | WordClass.Adverb | WordClass.Preposition | WordClass.Conjunction | WordClass.Pronoun) && (NameLexicon.Of(text.AsSpan(tokens[first].Start, tokens[first].Length)) & ~NameCue.Common) == 0 && tokens[first + 1].Kind == TokenKind.Word
            ? first + 1 : first;
    }

    private static bool IsUnknownWord(string text, List<Token> tokens, int i) =>
        tokens[i].Kind == TokenKind.Word && tokens[i].Length > 2 && tokens[i].Word is null && NameRegion.IsCapitalised(text, tokens[i]) && tokens[i].End + 1 == (i + 1 < tokens.Count ? tokens[i + 1].Start : tokens[i].End + 1)
        && (NameLexicon.Of(text.AsSpan(tokens[i].Start, tokens[i].Length)) & ~(NameCue.FirstName | NameCue.Surname | NameCue.OrganizationWord | NameCue.Legal | NameCue.MayStartPhrase)) == 0;

    /// <summary>Two names of a kind that nothing stands between are one. A place that no list knows and in which somebody has a stake or puts money is a company.</summary>
    private static void Add(List<TaggedName> names, string text, List<Token> tokens, TaggedName name)
    {
        if (names is [.., var before] && before.Type == name.Type && before.LastToken == name.FirstToken - 1 && tokens[before.LastToken].End + 1 == tokens[name.FirstToken].Start)
        {
            names[^1] = before with { LastToken = name.LastToken };
            return;
        }

        bool held = name.Type == EntityType.Place && name.FirstToken > 1 && tokens[name.FirstToken - 1].Is(WordClass.Preposition)
            && (tokens[name.FirstToken - 2].Means(NounSense.Stake | NounSense.LooseStake | NounSense.Investment | NounSense.Takeover | NounSense.Holder) || tokens[name.FirstToken - 2].Has(Cue.Currency | Cue.Magnitude) || tokens[name.FirstToken - 2].Word is { Lemma: "invest" })
            && (NameLexicon.Of(text.AsSpan(tokens[name.FirstToken].Start, tokens[name.LastToken].End - tokens[name.FirstToken].Start)) & NameCue.Place) == 0;
        names.Add(held ? name with { Type = EntityType.Organization } : name);
    }

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
