using System.Text;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Evaluation;

namespace AllianceMonitor.Benchmarks;

/// <summary>
/// The same text with other names: words that only name are exchanged, the same one for the same throughout, for listed or invented ones, and words that say what is named ("Bank", "Lake") stay. So the
/// tagger learns what stands around names, not which names the training material happens to hold.
/// </summary>
internal sealed class NameSwaps(Random random)
{
    private const NameCue Telling = NameCue.Title | NameCue.Legal | NameCue.OrganizationWord | NameCue.PlaceWord | NameCue.EventWord | NameCue.WorkWord | NameCue.Particle | NameCue.Demonym | NameCue.Common;

    private static readonly string[] Syllables =
        ("al an ar as ax bal ber bo bran bren cal car ce chi cor cra da del den dor dra el en er fal fen fi for gal gar gen go gra hal han har hel ho ib in is jan jo ka kar kel ki kor la lan lar len li lo lu ma mar mel mi mon mu na nar nel ni nor o or os pa par pel pi por pra qua "
        + "ra ran rel ri ro ru sa san sel shi si so sta ste su ta tan tar tel ten ti to tor tra tri u ul ur va val ven vi vo wa wel wi xa ya yo za zen zi").Split(' ');

    private static readonly string[] Endings = "a o e i n s x y ne ra ta co don ler ford ton bridge field ham well mark land sen son ski ov ez ini aux eau ka ko ta da ma shi ric rix tek va via lis nex dyne gen max lex sys ium us er el or".Split(' ');

    private static readonly string[] FirstNames = Listed(NameCue.FirstName), Surnames = Listed(NameCue.Surname), Places = Listed(NameCue.Place);

    private readonly Dictionary<(string Type, string Word), string> swaps = [];

    public LabelledText Swap(LabelledText text)
    {
        swaps.Clear();
        List<string> paragraphs = [];
        List<LabelledSpan> spans = [];
        for (int paragraph = 0; paragraph < text.Paragraphs.Count; paragraph++)
        {
            (string plain, var swapped, int at) = (text.Paragraphs[paragraph], new StringBuilder(), 0);
            foreach (LabelledSpan span in text.Spans.Where(span => span.Paragraph == paragraph).OrderBy(span => span.Start))
            {
                if (span.Start < at)
                {
                    continue;
                }

                swapped.Append(plain, at, span.Start - at);
                int start = swapped.Length;
                swapped.Append(Swap(plain[span.Start..span.End], span.Type));
                spans.Add(span with { Start = start, End = swapped.Length });
                at = span.End;
            }

            paragraphs.Add(swapped.Append(plain, at, plain.Length - at).ToString());
        }

        return text with { Paragraphs = paragraphs, Spans = spans };
    }

    private string Swap(string name, string type)
    {
        if (type is not ("person" or "organization" or "place"))
        {
            return name;
        }

        string[] words = name.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word.Length < 3 || !char.IsUpper(word[0]) || !word.All(char.IsLetter) || word.All(char.IsUpper) || (NameLexicon.Of(word) & Telling) != 0)
            {
                continue;
            }

            if (!swaps.TryGetValue((type, word), out string? other))
            {
                swaps[(type, word)] = other = type switch
                {
                    "person" when i == 0 && words.Length > 1 => Either(0.75, FirstNames),
                    "person" => Either(0.4, Surnames),
                    "place" => words.Length > 1 ? Invented() : Either(0.65, Places),
                    _ => Either(0.1, Surnames),
                };
            }

            words[i] = other;
        }

        return string.Join(' ', words);
    }

    private string Either(double share, string[] listed) => random.NextDouble() < share ? listed[random.Next(listed.Length)] : Invented();

    private string Invented()
    {
        var word = new StringBuilder();
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            word.Append(Syllables[random.Next(Syllables.Length)]);
        }

        word.Append(Endings[random.Next(Endings.Length)]);
        word[0] = char.ToUpperInvariant(word[0]);
        return word.ToString();
    }

    private static string[] Listed(NameCue cue) =>
        [.. NameLexicon.With(cue).Where(name => name.Length > 2 && name.All(char.IsLetter)).Order(StringComparer.Ordinal).Select(name => char.ToUpperInvariant(name[0]) + name[1..])];
}
