using System.Globalization;
using System.Text;

namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>What is sent to the service as one document: pieces of the texts of an article, a blank line between two.</summary>
internal sealed class LanguageDocument
{
    /// <summary>The service counts text elements, of which a text has at most as many as UTF-16 units.</summary>
    public const int MaxLength = 5_120;

    private const string Gap = "\n\n";

    private readonly StringBuilder text = new();
    private readonly List<Piece> pieces = [];

    /// <param name="Text">Index of the text.</param>
    /// <param name="Start">Where the piece begins in the text.</param>
    /// <param name="At">Where it begins in the document.</param>
    /// <param name="Length">UTF-16 units.</param>
    private readonly record struct Piece(int Text, int Start, int At, int Length);

    public string Text => text.ToString();

    /// <summary>Indexes of the texts that have a piece here.</summary>
    public IEnumerable<int> Texts => pieces.Select(piece => piece.Text);

    /// <summary>Fills one document after another. A text that is too long for one is cut behind a sentence or a word.</summary>
    public static List<LanguageDocument> Split(IReadOnlyList<string> texts)
    {
        List<LanguageDocument> documents = [new()];
        for (int i = 0; i < texts.Count; i++)
        {
            for (int start = 0; start < texts[i].Length;)
            {
                if (documents[^1].Room < Math.Min(texts[i].Length - start, MaxLength))
                {
                    documents.Add(new LanguageDocument());
                }

                int length = Cut(texts[i].AsSpan(start));
                documents[^1].Add(texts[i], i, start, length);
                start += length;
            }
        }

        documents.RemoveAll(document => document.text.Length == 0);
        return documents;
    }

    /// <summary>Where a range of the document lies in the texts; null when it is not within one of them.</summary>
    public (int Text, int Start, int End)? Rebase(int offset, int length)
    {
        foreach (Piece piece in pieces)
        {
            if (offset >= piece.At && length > 0 && offset - piece.At <= piece.Length - length)
            {
                int start = piece.Start + offset - piece.At;
                return (piece.Text, start, start + length);
            }
        }

        return null;
    }

    private int Room => text.Length == 0 ? MaxLength : MaxLength - text.Length - Gap.Length;

    private void Add(string whole, int index, int start, int length)
    {
        if (text.Length > 0)
        {
            text.Append(Gap);
        }

        pieces.Add(new Piece(index, start, text.Length, length));
        text.Append(whole, start, length);
    }

    private static int Cut(ReadOnlySpan<char> rest)
    {
        if (rest.Length <= MaxLength)
        {
            return rest.Length;
        }

        ReadOnlySpan<char> most = rest[..MaxLength];
        int end = Math.Max(most.LastIndexOf(". "), Math.Max(most.LastIndexOf("! "), most.LastIndexOf("? ")));
        if (end < MaxLength / 2)
        {
            end = most.LastIndexOf(' ');
        }

        return end >= MaxLength / 2 ? end + 1 : WholeElements(most, rest);
    }

    /// <summary>A text without spaces is cut between two text elements, so that no accent or emoji is torn.</summary>
    private static int WholeElements(ReadOnlySpan<char> most, ReadOnlySpan<char> rest)
    {
        const int Longest = 64;
        int at = most.Length - Longest;
        while (at > 0 && (char.IsLowSurrogate(rest[at]) || CharUnicodeInfo.GetUnicodeCategory(rest[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
        {
            at--;
        }

        int next = at;
        while (next <= most.Length)
        {
            at = next;
            next += StringInfo.GetNextTextElementLength(rest[at..]);
        }

        return at > 0 ? at : most.Length;
    }
}
