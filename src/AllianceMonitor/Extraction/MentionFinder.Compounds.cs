namespace AllianceMonitor.Extraction;

/// <summary>Names inside longer names, which are no mentions, and joined names, which are several.</summary>
internal sealed partial class MentionFinder
{
    /// <summary>"Mitsubishi Pencil", "Renault Korea": a capitalised word that is no company suffix, title or name of its own makes another name of it.</summary>
    private bool IsInsideLongerName(string text, ReadOnlySpan<Token> tokens, int last) =>
        (last + 2 < tokens.Length && text.AsSpan(tokens[last + 1].Start, tokens[last + 1].Length) is "do" or "de" or "da" or "du" && NameFinder.IsNameLike(tokens[last + 2]))
        || last + 1 < tokens.Length && tokens[last + 1].Kind == TokenKind.Word && tokens[last + 1].Start == tokens[last].End + 1
        && NameFinder.IsNameLike(tokens[last + 1]) && !tokens[last + 1].Has(Cue.CompanySuffix) && Longest(text, tokens, last + 1).Names is null;

    /// <summary>
    /// "Oyak Renault": a capitalised word in front that is no word of the language makes another name of it. At the start of a sentence everything is capitalised, so only a name that was
    /// read before counts there.
    /// </summary>
    private static bool EndsLongerName(string text, ReadOnlySpan<Token> tokens, int first, int last, MentionContext context)
    {
        if (first == 0 || tokens[first - 1] is not { Kind: TokenKind.Word, Word: null } before || before.End + 1 != tokens[first].Start || !NameFinder.IsNameLike(before) || !IsNewWord(text, before))
        {
            return false;
        }

        string name = text[before.Start..tokens[last].End];
        bool opens = first == 1 || text[tokens[first - 2].Start] is '.' or '!' or '?' or '“' or '"' or ':' or '-' or '–' or '—';
        if (!opens)
        {
            context.LongerNames.Add(name);
        }

        return context.LongerNames.Contains(name);
    }

    /// <summary>No title, agency's city or name of a place, all of which stand in front of names.</summary>
    private static bool IsNewWord(string text, Token word)
    {
        ReadOnlySpan<char> written = text.AsSpan(word.Start, word.Length);
        return (word.NameCues & (NameCue.Title | NameCue.Place | NameCue.FirstName | NameCue.Common)) == 0 && (word.Length < 5 || char.IsLower(written[^1])) && written is not ("Groupe" or "Gruppe" or "Grupo");
    }

    private void SplitJoined(string text, Token token, int index, List<FoundMention> found, MentionContext context)
    {
        if (token.Lexeme is not { Name.Shape: Shape.Mixed or Shape.Pointed })
        {
            return;
        }

        Span<int> ends = stackalloc int[MaxWordLength];
        int pieces = 0;
        for (int i = token.Start + 1; i <= token.End; i++)
        {
            if (i == token.End || (char.IsUpper(text[i]) && char.IsLower(text[i - 1])))
            {
                if (pieces == ends.Length)
                {
                    return;
                }

                ends[pieces++] = i;
            }
        }

        if (pieces > 1 && (Names(text, token.Start, ends[..pieces], longest: false) ?? Names(text, token.Start, ends[..pieces], longest: true)) is { } names)
        {
            foreach ((int from, int to, string key) in names)
            {
                found.Add(new FoundMention(index, index, from, to, key, MentionVia.Alias));
                context.Mentioned(key);
            }
        }
    }

    /// <summary>The names that the pieces of a word make up; null when a piece belongs to none.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="ends">Where each piece ends.</param>
    /// <param name="longest">"RenaultNissan" as one name where there is such a name; else as two.</param>
    private List<(int Start, int End, string Key)>? Names(string text, int start, ReadOnlySpan<int> ends, bool longest)
    {
        List<(int Start, int End, string Key)> names = [];
        for (int piece = 0; piece < ends.Length; piece++)
        {
            (string? key, int end, Node node, int from) = (null, 0, root, start);
            for (int i = piece; i < ends.Length && (longest || key is null) && node.Next is not null && node.Next.TryGetValue(Folding.Fold(text.AsSpan(from, ends[i] - from)), out Node? next); i++)
            {
                (node, from) = (next, ends[i]);
                if (node.Names?.FirstOrDefault(name => name.Kind is NameKind.Alias) is { Key: { } alias })
                {
                    (key, end, piece) = (alias, ends[i], i);
                }
            }

            if (key is null)
            {
                return null;
            }

            names.Add((start, end, key));
            start = end;
        }

        return names;
    }
}
