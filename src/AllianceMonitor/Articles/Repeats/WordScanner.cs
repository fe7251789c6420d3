using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>A word or a run of digits as it stands in the text.</summary>
internal readonly record struct ScannedWord(int Start, int Length, Spelling? Spelling, bool Capital, bool Acronym, bool StartsSentence, bool StartsStatement, bool AfterComma, bool Glued, bool Hyphened, char Sign, bool IsRead = false)
{
    public bool IsDigits => Spelling is null;

    public bool Is(string word) => Spelling?.Text == word;
}

/// <summary>Cuts a text into words and runs of digits, and notes what typography says of each. One for an article, one paragraph after another.</summary>
internal sealed class WordScanner(ParagraphVocabulary vocabulary)
{
    private const int LongestWord = 64;

    private readonly List<ScannedWord> words = [];
    private string text = "";

    public List<ScannedWord> Words => words;

    public ReadOnlySpan<char> TextOf(ScannedWord word) => text.AsSpan(word.Start, word.Length);

    public void Scan(string paragraph)
    {
        text = paragraph;
        words.Clear();
        Span<char> lower = stackalloc char[LongestWord];
        (bool sentence, bool statement, bool comma, bool space, bool hyphen, char sign) = (true, false, false, true, false, '\0');
        for (int at = 0; at < text.Length;)
        {
            char c = text[at];
            if (char.IsAsciiDigit(c))
            {
                int start = at;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' or ':' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
                {
                    at++;
                }

                words.Add(new ScannedWord(start, at - start, null, false, false, sentence, statement, comma, !space, hyphen, sign));
            }
            else if (char.IsLetter(c))
            {
                int start = at;
                bool dotted = at + 3 < text.Length && text[at + 1] == '.' && char.IsLetter(text[at + 2]) && text[at + 3] == '.';
                int length = 0;
                (bool allCapitals, bool ended) = (true, false);
                while (at < text.Length && !ended)
                {
                    char letter = text[at];
                    if (char.IsLetter(letter) || char.IsDigit(letter) || (letter is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1])))
                    {
                        allCapitals &= char.IsUpper(letter);
                        if (length < LongestWord)
                        {
                            lower[length++] = letter == '’' ? '\'' : char.ToLowerInvariant(letter);
                        }

                        at++;
                    }
                    else if (dotted && letter == '.' && text[at - 1] != '.' && (at + 1 == text.Length || !char.IsLetter(text[at + 1]) || at + 2 >= text.Length || text[at + 2] == '.'))
                    {
                        at++;
                        ended = at == text.Length || !char.IsLetter(text[at]);
                    }
                    else
                    {
                        ended = true;
                    }
                }

                if (length > 2 && lower[length - 2] == '\'' && lower[length - 1] == 's')
                {
                    allCapitals = text.AsSpan(start, length - 2).ContainsAnyExceptInRange('A', 'Z') is false;
                    length -= 2;
                }

                bool acronym = allCapitals && length is > 1 and <= 6 && char.IsUpper(c);
                if (acronym)
                {
                    for (int i = 0; i < length; i++)
                    {
                        lower[i] = char.ToUpperInvariant(lower[i]);
                    }
                }

                words.Add(new ScannedWord(start, at - start, vocabulary.Look(lower[..length]), char.IsUpper(c), acronym, sentence, statement, comma, !space, hyphen, sign));
            }
            else
            {
                if (c == '%')
                {
                    words.Add(new ScannedWord(at, 1, vocabulary.Look("percent"), false, false, false, false, false, true, false, '\0'));
                }

                // After a full stop, a new sentence, unless it ends an abbreviation: "Feb. 1", "Mr. Smith", "St. Louis".
                statement |= c is '!' or '?' || (c == '.' && words.Count > 0 && !IsAbbreviation(words[^1]));
                sentence |= statement || c is '“' or '"' or '«';
                comma |= c is ',' or ';' or ':' or '(' or ')' or '–' or '—' or '.' or '!' or '?' or '"' or '“' or '”';
                space |= c is not ('\'' or '’' or '°' or '%');
                hyphen = c is '-' or '‑';
                sign = c is '$' or '€' or '£' or '¥' or '₹' or '°' ? c : char.IsWhiteSpace(c) ? sign : '\0';
                at++;
                continue;
            }

            (sentence, statement, comma, space, hyphen, sign) = (false, false, false, false, false, '\0');
        }
    }

    private bool IsAbbreviation(ScannedWord word) =>
        word is { Length: <= 2, Capital: true } or { Spelling.Role: SpellingRole.Title }
        || (word.Spelling is { Role: SpellingRole.Date or SpellingRole.AmbiguousDate } date && vocabulary[date.TermNumber].Stem != date.Text);
}
