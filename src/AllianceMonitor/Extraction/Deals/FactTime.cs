namespace AllianceMonitor.Extraction;

/// <summary>When something is said to happen, in the words of the sentence.</summary>
internal static class FactTime
{
    /// <summary>"2016" for "in 2016", "from 2019", "by year-end"; null where the sentence does not say.</summary>
    public static string? In(Sentence sentence)
    {
        for (int i = sentence.First; i < sentence.Last; i++)
        {
            Token token = sentence.Tokens[i];
            Token next = sentence.Tokens[i + 1];
            if (!token.Is(WordClass.Preposition))
            {
                continue;
            }

            bool year = next.Kind == TokenKind.Number && next.Length == 4 && sentence.Text[next.Start] is '1' or '2';
            if (year && (sentence.Is(i, "in") || sentence.Is(i, "since")))
            {
                return sentence.Is(i, "in") && !sentence.Is(i - 1, "beginning") && !sentence.Is(i - 1, "starting")
                    ? sentence.TextOf(i + 1, i + 1) : $"from {sentence.TextOf(i + 1, i + 1)}";
            }

            if (year && (sentence.Is(i, "by") || sentence.Is(i, "from") || sentence.Is(i, "until")))
            {
                return sentence.TextOf(i, i + 1).ToLowerInvariant();
            }

            if (sentence.Is(i, "by") && (sentence.Is(i + 1, "year") || sentence.Is(i + 1, "year-end")))
            {
                return "by year-end";
            }
        }

        return null;
    }
}
