using System.Collections.Frozen;

namespace AllianceMonitor.Stories;

/// <summary>
/// The words that tell one deal of two companies from another deal of the same two: what is built, where, by whom. Words of every deal story (companies, stages,
/// money, time, news agencies' phrases) tell nothing.
/// </summary>
public static class DistinctiveWords
{
    /// <summary>Words kept of one article, in order of their first appearance.</summary>
    private const int MaxWords = 48;

    private const int MinLetters = 4;

    /// <param name="texts">Title and first paragraphs, or an evidence sentence.</param>
    /// <param name="names">Names of the parties, which all their deals share.</param>
    /// <returns>Lower-case words, plurals cut, each once.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string?> texts, IEnumerable<string> names)
    {
        var skipped = new HashSet<string>(names.SelectMany(Split).Select(word => Stem(word.ToLowerInvariant())), StringComparer.Ordinal);
        List<string> words = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in texts.OfType<string>().SelectMany(Split))
        {
            string stem = Stem(word.ToLowerInvariant());
            if (words.Count < MaxWords && stem.Length >= MinLetters && !Everyday.Contains(stem) && !skipped.Contains(stem) && seen.Add(stem))
            {
                words.Add(stem);
            }
        }

        return words;
    }

    private static IEnumerable<string> Split(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool letter = i < text.Length && char.IsLetter(text[i]);
            if (letter && start < 0)
            {
                start = i;
            }
            else if (!letter && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }

    private static string Stem(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 5 ? $"{word[..^3]}y"
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && word.Length > 4 ? word[..^1]
        : word;

    private static readonly FrozenSet<string> Everyday = """
        about above across after afterward again against ahead almost alone along already also although always among amid another around away back became because become been before began begin begun behind being
        below besides between beyond both bring brought came come could current currently daily date detail does doing done down during each early earlier eight either eleven else enough even ever every expect
        expected far fast fewer fifth find first five follow following former forward found four fourth from further gave getting give given goes going good great half hand have having head held help here high
        higher himself hold home hour however hundred into itself just keep kept kind know known large largest last late later latest lead least leave left less like likely little long longer look lower made main
        mainly make making many matter maybe mean meant meanwhile might more moreover most move much must near nearly need never next nine none nothing notice number often once only onto open other otherwise over
        overall part past perhaps place point possible present previous previously probably provide quarter quite rather reach really recent recently remain right same second seem seen self sent serve seven several
        shall short should show side similar since sixth small some something soon still such take taken talk than that their them themselves then there therefore these they thing think third this those though
        three through throughout thus time today together told tomorrow took toward towards true turn twelve twice under until unless upon used using usual very want wanted week well went were what when where
        whether which while whole whose wide will with within without word work working would year yesterday your
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december month morning afternoon evening spring summer autumn winter weekend
        said say saying according accord add added announce announced announcement answer article asked call called clear comment confirm confirmed declare declared decline declined deny denied denial describe
        described disclose disclosed explain explained familiar filing identified inform informed interview journalist knowledge letter mention mentioned named news newspaper note noted official outlet people person
        press publish published question quote refuse refused release reply report reported reporter response reveal revealed source speaker spoke spokesman spokeswoman spokesperson state stated statement story
        tell wire write wrote read reader meeting briefed brief
        automaker carmaker manufacturer maker company firm group corporation business enterprise industry industrial market sector unit subsidiary division party partner partnership alliance ally side shareholder
        investor stake share shareholding holding holder interest ownership owner capital equity deal agreement agree agreed accord contract arrangement pact memorandum understanding term condition joint venture
        cooperation cooperate collaboration collaborate merger acquisition acquire investment invest invested investing fund funding finance financial money amount value cost price worth sale sell sold buy bought
        purchase offer negotiate negotiation negotiating talks discussion discuss discussing consider considered considering consideration study studying explore exploring plan planned planning propose proposed
        proposal intend intention decide decided decision approve approved approval sign signed signing signature complete completed completion close closed closing finalise finalised finalize finalized final end
        ended ending cancel cancelled withdraw withdrawn start started starting launch launched create created creating establish established form formed join joined increase increased raise raised reduce reduced
        reducing reduction lift lifted lowered grow growth rise rose fall fell change changed step stage process progress project programme program initiative effort strategy strategic target goal aim
        million billion thousand euro dollar yuan pound percent cent percentage figure total annual yearly
        board director chief executive officer president chairman chairwoman chair manager management head minister government regulator authority analyst adviser advisor bank lawyer union worker employee staff
        global world worldwide international national foreign domestic local european europe japan japanese france french china chinese german germany american united states britain british country region paris tokyo
        yokohama london beijing frankfurt york
        automobile automotive auto vehicle model brand maker
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => Stem(word)).ToFrozenSet(StringComparer.Ordinal);
}
