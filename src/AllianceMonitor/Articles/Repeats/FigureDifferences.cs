namespace AllianceMonitor.Articles;

/// <summary>Whether two paragraphs have other figures, units, dates or times.</summary>
internal sealed class FigureDifferences(ParagraphAlignment alignment)
{
    private readonly ParagraphVocabulary vocabulary = alignment.Vocabulary;

    /// <summary>What is left on both sides, at whatever places: figures and dates contradict wherever they stand. A day of the week says nothing against a day of the month.</summary>
    public Contradiction Find()
    {
        (int figuresA, int daysA, int monthsA) = CountLeftOver(alignment.A, alignment.InB);
        (int figuresB, int daysB, int monthsB) = CountLeftOver(alignment.B, alignment.InA);
        return figuresA > 0 && figuresB > 0 ? Contradiction.Figure
            : (daysA > 0 && daysB > 0) || (monthsA > 0 && monthsB > 0) || TimesDiffer() ? Contradiction.Date
            : UnitsDiffer() ? Contradiction.Unit
            : Contradiction.None;
    }

    private (int Figures, int Days, int Months) CountLeftOver(ParagraphToken[] tokens, int[] match)
    {
        (int figures, int days, int months) = (0, 0, 0);
        for (int i = 0; i < tokens.Length; i++)
        {
            if (match[i] < 0)
            {
                bool isDay = vocabulary[tokens[i].Term].Is(WordClass.Weekday);
                figures += tokens[i].IsFigure ? 1 : 0;
                days += tokens[i].Kind == TokenKind.Date && isDay ? 1 : 0;
                months += tokens[i].Kind == TokenKind.Date && !isDay ? 1 : 0;
            }
        }

        return (figures, days, months);
    }

    /// <summary>One figure with two units: "3 percent" and "3 percentage points".</summary>
    private bool UnitsDiffer()
    {
        for (int i = 0; i + 1 < alignment.A.Length; i++)
        {
            if (alignment.A[i].Kind == TokenKind.Number && alignment.A[i + 1].Kind == TokenKind.Unit && alignment.InB[i] is >= 0 and var j && j + 1 < alignment.B.Length
                && alignment.B[j + 1].Kind == TokenKind.Unit && alignment.B[j + 1].Term != alignment.A[i + 1].Term)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"this week" and "next week".</summary>
    private bool TimesDiffer()
    {
        for (int i = 1; i < alignment.A.Length; i++)
        {
            if (alignment.InB[i] is > 0 and var j && vocabulary[alignment.A[i].Term].Is(WordClass.SpanOfTime)
                && WhichOne(alignment.A[i - 1]) is > 0 and var which && WhichOne(alignment.B[j - 1]) is > 0 and var other && which != other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>1: the last one, 2: this one, 3: the next one; 0: says nothing of that.</summary>
    private int WhichOne(ParagraphToken token) => vocabulary[token.Term].Stem switch
    {
        "last" or "past" or "previous" => 1,
        "this" => 2,
        "next" or "com" or "follow" => 3,
        _ => 0,
    };
}
