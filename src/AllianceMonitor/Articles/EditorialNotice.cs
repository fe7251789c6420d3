using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>
/// Finds what an article says about itself: that it corrects an earlier version, or that it is taken back. The general rule is a sentence whose
/// subject is the article ("this story", "an earlier version of this article") and whose verb is of correcting or withdrawing; beside it stand the
/// tags that news agencies put in front of a headline or a paragraph. "Nissan withdrew its offer" and "a market correction" are about something else.
/// </summary>
internal static partial class EditorialNotice
{
    private const RegexOptions Form = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    /// <summary>Milliseconds; the patterns are anchored and see little text, so this is a net, not a need.</summary>
    private const int Bound = 10_000;

    /// <summary>A notice says what it is within this many characters.</summary>
    private const int MaxLength = 400;

    /// <summary>Tags count on the first and last paragraphs of prose and beyond them; a sentence about the article counts wherever it stands.</summary>
    private const int EdgeParagraphs = 3;

    /// <summary>A block with at least this many words is a paragraph of prose.</summary>
    private const int ProseWords = 10;

    /// <summary>Parts of a page that are about other articles, or by readers: "This post was removed" is theirs.</summary>
    private static readonly HashSet<string> OthersWords = ["comment-form", "related", "sidebar", "navigation", "advert", "link-list", "outside-article", "email-signature"];

    /// <summary>The strongest notice in an article before cleaning: a retraction outweighs a correction.</summary>
    public static ArticleNotice Of(Draft draft)
    {
        ArticleNotice notice = Strongest(draft.Notice, OfTitle(draft.Title ?? ""));
        foreach (string text in draft.EditorNotes)
        {
            notice = Strongest(notice, OfParagraph(text, atEdge: true));
        }

        foreach (Removal removal in draft.Removed.Where(removal => !OthersWords.Contains(removal.Rule)))
        {
            notice = Strongest(notice, OfParagraph(removal.Text, atEdge: false));
        }

        (int head, int tail) = Edges(draft.Blocks);
        for (int i = 0; i < draft.Blocks.Count && notice != ArticleNotice.Retraction; i++)
        {
            notice = Strongest(notice, OfParagraph(draft.Blocks[i].Text, atEdge: i <= head || i >= tail));
        }

        return notice;
    }

    internal static ArticleNotice OfTitle(string title)
    {
        title = title.Length > MaxLength ? title[..MaxLength] : title;
        return RetractionTag().IsMatch(title) || RetractionTitle().IsMatch(title) || RetractionSentence().IsMatch(title) ? ArticleNotice.Retraction
            : CorrectionTag().IsMatch(title) || CorrectionTitle().IsMatch(title) || CorrectionSentence().IsMatch(title) ? ArticleNotice.Correction
            : ArticleNotice.None;
    }

    internal static ArticleNotice OfParagraph(string text, bool atEdge)
    {
        string start = text.Length > MaxLength ? text[..MaxLength] : text;
        int dateline = BoilerplateRules.Dateline(start).Length;
        return Strongest(OfStart(start, atEdge), dateline > 0 ? OfStart(start[dateline..], atEdge) : ArticleNotice.None);
    }

    private static ArticleNotice OfStart(string start, bool atEdge) =>
        RetractionSentence().IsMatch(start) || (atEdge && RetractionTag().IsMatch(start)) ? ArticleNotice.Retraction
        : CorrectionSentence().IsMatch(start) || (atEdge && CorrectionTag().IsMatch(start)) ? ArticleNotice.Correction
        : ArticleNotice.None;

    private static ArticleNotice Strongest(ArticleNotice a, ArticleNotice b) => a > b ? a : b;

    /// <summary>Up to which block the head reaches and from which on the tail does.</summary>
    private static (int Head, int Tail) Edges(IReadOnlyList<Block> blocks)
    {
        List<int> prose = [.. Enumerable.Range(0, blocks.Count).Where(i => PlainTextReader.Words(blocks[i].Text) >= ProseWords)];
        return prose.Count > 2 * EdgeParagraphs ? (prose[EdgeParagraphs - 1], prose[^EdgeParagraphs]) : (blocks.Count, 0);
    }

    /// <summary>
    /// "CORRECTED-UPDATE 2-Nissan ...", "UPDATE 1-CORRECTED-", "REFILE-", "Correction: ...", "Correction, Jan. 5: ...", "Clarification: ...",
    /// "(Corrects ...)", "CORRECTING and REPLACING", "/C O R R E C T I O N --". A dash makes a tag only of capitals: "Corrected-for-inflation".
    /// </summary>
    [GeneratedRegex("""
        ^[\W_]*(?-i:((UPDATE|WRAPUP|RPT|REPEAT|EXCLUSIVE|ANALYSIS|FACTBOX|BRIEF)[\s\d]*[-–—:]\s*)*(CORRECTED|CORRECTION|CORRECTS|REFILE|CLARIFICATION|CLARIFIED)(\s*\(\w+\))?\s*([-–—:/|]|UPDATE\b|\d))
        |^[\W_]*(correction|clarification|correction\s+appended)\W*$
        |^[\W_]*(corrections?(\s+and\s+clarifications?)?|clarifications?|corrected|clarified|corrections?\s+appended)
          (\s*[,(|]\s*[^:]{0,40}|\s+(\d|(on\s+)?(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[\p{L}.]*\s+\d)[^:]{0,30})?\s*:
        |^\W*[(\[]\s*(corrects|corrected|refiles|refiled|fixes\s+(typo|spelling|dateline|headline)|clarifies|correction|story\s+(refiled|corrected))\b
        |^\W*(update\s*\d*\s*[-:–—(,]\s*|eds?\s*[.:]\s*)?(corrects|clarifies|fixes|refiles)\s+(to|that|day|date|year|spelling|name|title|figures?|numbers?|percentage|amount|currency|typo|byline|dateline|attribution|headline|wording|quote|reference|(in|the)?\s*((first|second|third|fourth|last|lead|\d+\p{L}*)\s+)?(para(graph)?s?|sentence|bullet|headline|lede?))\b
        |^\W*(correcting\s+and\s+replacing\b|c\s+o\s+r\s+r\s+e\s+c\s+t\s+i\s+o\s+n\b|corrections?\s+(to|of)\s+(our|the|an|a)\s+(article|story|report|headline|caption)\b)
        """, Form, Bound)]
    private static partial Regex CorrectionTag();

    /// <summary>What only a headline has: a tag in brackets at its end, "(corrects headline)"; "Corrections" alone, which below a text is a link.</summary>
    [GeneratedRegex(@"[(\[]\s*(correct(ed|ion|s)|refiled?|clarif(ied|ication|ies))\b[^)\]]{0,80}[)\]]\W*$|^\W*corrections(\s+(and|&)\s+clarifications)?\W*$", Form, Bound)]
    private static partial Regex CorrectionTitle();

    /// <summary>
    /// "An earlier version of this article misstated ...", "This article was amended on ...", "This March 5 story has been corrected to ...", "This
    /// story has been updated to correct ...", "A correction was made on ...", "In a story published March 5, The Associated Press erroneously
    /// reported ...". An update or an earlier print version without an error in it is none.
    /// </summary>
    [GeneratedRegex("""
        ^[^\p{L}\p{N}“"‘«„]*((editor[’']?s?[’']?\s+note|eds?|note(\s+to\s+(readers|editors))?|corrections?|clarifications?|update|amendment|footnote)\b[^:]{0,30}:\W*)?
        ( (an?|the|our|in\s+an?)\s+(earlier|previous|prior|original|initial|first)\s+(headline|version)s?\s+(of|on|for)\s+
            ((this|our|that)\s+([\p{L}\d’'\-]+\s+){0,4}?(article|story|stories|report|post|item|piece|column|dispatch|page|caption|version)s?|(the|an?)\s+([\p{L}\d’'\-]+\s+){0,2}?(article|story))\b.{0,160}?
            \b(in(correct|accurate)(ly)?|erroneous(ly)?|mistaken(ly)?|wrong(ly)?|(in|an)\s+error|errors|mis(st|sp|id|at|qu|ch|re|na|la|le|tr|in|ca)\p{L}+|said|stated|gave|named|listed|suggested|described|quoted|referred|attributed|contained|included|omitted|implied|overstated|understated|reversed|put|did\s+not|failed\s+to|should\s+have|has\s+been\s+(corrected|amended)|was\s+(corrected|amended|misspelled))\b
        | (an|our|the)\s+(earlier|previous|prior|original|initial)\s+(headline|version)\s+(incorrectly|inaccurately|erroneously|mistakenly|wrongly|misstated|misspelled|misidentified|misattributed|misquoted)\b
        | th(is|e)\s+([\p{L}\d.,]+\s+){0,3}?(article|story|report|post|item|piece|column|headline|dispatch|obituary|review|page|version|caption|transcript)([’']s\s+(headline|standfirst|caption|text|sub-?heading))?(\s+and\s+its\s+\p{L}+)?(\s*[,(].{0,80}?[,)])?\s+
            ( (was|were|is|has\s+been|have\s+been|had\s+been)\s+((since|later|subsequently|also|further|then)\s+)?(amended|corrected|clarified|refiled)(\s+(on|to|in|at|with|because|after|since|for|by\s+(the\s+)?editors?)\b|\s*[.:;)\]]|\s*$)
            | (was|has\s+been|have\s+been)\s+((since|later|subsequently)\s+)?(updated|edited|revised|modified|changed|republished|reposted|adjusted)\b.{0,120}?\b(to\s+(correct|fix|clarify|rectify)|correct(s|ion|ed|ing)|incorrect\p{L}*|inaccura\p{L}+|erroneous\p{L}*|errors?|misstat\p{L}+|mistake\p{L}*)\b
            | (corrects|clarifies|fixes)\s+(the|an?|that|to|in|earlier|previous|spelling|day|date|figure|headline)\b
            | (originally|initially|previously|incorrectly|erroneously|mistakenly|wrongly)\s+(\p{L}+ly\s+)?(misstated|said|stated|gave|reported|misidentified|misspelled|named|listed|attributed|described|quoted|identified|referred)\b )
        | a\s+correction\s+was\s+made\s+(on|to|in)\b
        | (reuters|ap|the\s+associated\s+press|afp|agence\s+france-presse|bloomberg|dow\s+jones|dpa|kyodo|we|the\s+[\p{L}\s]{3,30})\s+((has|have)\s+corrected|corrects)\s+(this|its|our|an?|the)\s+([\p{L}\d.]+\s+){0,4}(story|article|report|item|headline|alert)\b
        | in\s+(an?|some|earlier|its|several)\s+([\p{L}\d.,]+\s+){0,4}?(story|stories|article|articles|report|reports)\b.{0,200}?\b(the\s+associated\s+press|afp|reuters|we|the\s+story|the\s+article)\s+((reported|said)\s+)?(erroneously|incorrectly|mistakenly|wrongly|misstated|misspelled|misidentified|misreported)\b )
        """, Form, Bound)]
    private static partial Regex CorrectionSentence();

    /// <summary>"KILL-", "MANDATORY KILL", "BULLETIN KILL", "RETRACTION:", "WITHDRAWN:", "STORY REMOVED: ...", "ADVISORY-Nissan story withdrawn".</summary>
    [GeneratedRegex("""
        ^[\W_]*(?-i:(BULLETIN|MANDATORY|URGENT|EDITORS?|ATTENTION|STORY)\W{1,4}(A\s+)?KILL(ED)?\b|KILL(ED)?(\s*[-–—:/]|\s*$|\s+(STORY|ADVISORY|NOTICE|NOTE|ORDER)\b))
        |^[\W_]*(?-i:(RETRACTION|RETRACTED|WITHDRAWN|WITHDRAWAL)\s*([-–—:/|]|$))
        |^[\W_]*(retraction(\s+notice)?|retracted(\s+(article|story))?|(article|story)\s+(retracted|withdrawn|removed|killed))(\s*[,(|][^:]{0,40})?\s*(:|$)
        |^[\W_]*(story|article|item)\s+(withdrawn|removed|killed|retracted)\s*[-–—:.]
        |^[\W_]*advisory\s*[-–—:|].{0,160}\b(story|item|article|alert|report|headline|column|brief)\b.{0,80}\b(withdrawn|killed|retracted)\b
        |^[\W_]*advisory\s*[-–—:|]\s*(story\s+|article\s+|item\s+)?(withdrawn|kill|retract)
        """, Form, Bound)]
    private static partial Regex RetractionTag();

    /// <summary>"Story on AP report ... is withdrawn", "Nissan to buy Renault [WITHDRAWN]".</summary>
    [GeneratedRegex("""
        ^\W*story\s+(on|about|headlined|saying)\s.{3,200}\s(is|was|has\s+been)\s+(withdrawn|retracted|killed)\W*$
        |[(\[]\s*(retracted|withdrawn|story\s+(withdrawn|removed|killed)|article\s+(withdrawn|removed|retracted))\s*[)\]]\W*$
        """, Form, Bound)]
    private static partial Regex RetractionTitle();

    /// <summary>
    /// "This article has been retracted", "The item headlined '...' is withdrawn", "Reuters is withdrawing a Nov. 15 story ...", "The Associated
    /// Press has withdrawn its story ...", "Please kill the story ...", "A kill is mandatory".
    /// </summary>
    [GeneratedRegex("""
        ^[^\p{L}\p{N}“"‘«„]*((editor[’']?s?[’']?\s+note|eds?|note(\s+to\s+(readers|editors))?|editors|retraction|attention|update)\b[^:]{0,30}:\W*)?
        ( th(is|e\s+above)\s+([\p{L}\d.,]+\s+){0,3}?((article|story|post|item|piece|column|dispatch)(\s*[,(].{0,80}?[,)])?\s+(is|was|has\s+been|is\s+being)\s+((since|hereby|now|subsequently|later)\s+)?(retracted|withdrawn|killed)
              |(article|story|piece|column)(\s*[,(].{0,80}?[,)])?\s+(is|was|has\s+been|is\s+being)\s+((since|now|subsequently|later)\s+)?(removed|unpublished|deleted|taken\s+down|pulled))(\s+(by|on|because|due|as|after|from\s+(our|the|this)\s+(web\s?site|site|page)|pending|following|in|at|and|for|since|while)\b|\s*[.,:;)\]]|\s*$)
        | the\s+([\p{L}\d.]+\s+){0,3}?(item|story|article|alert|column|brief)\s+(headlined|slugged|titled|entitled|published|moved|issued|transmitted|sent|filed)\b.{0,240}?\b(is|was|has\s+been|should\s+be|must\s+be)\s+(withdrawn|killed|retracted|disregarded)\b
        | (reuters|ap|the\s+associated\s+press|afp|agence\s+france-presse|bloomberg(\s+news)?|dow\s+jones(\s+newswires)?|dpa|kyodo(\s+news)?|upi|ansa|efe|xinhua|tass|interfax|we|our\s+editors)\s+
            ( (withdraws|is\s+withdrawing|has\s+withdrawn|withdrew|are\s+withdrawing|have\s+withdrawn|retracts|is\s+retracting|has\s+retracted|are\s+retracting|have\s+retracted|kills|has\s+killed|have\s+removed|has\s+removed)
              \s+((its|our|an?|the|this|two|three|all)\s+)?([\p{L}\d.,’']+\s+){0,5}?(story|stories|article|articles|report|item|items|alert|alerts|column|dispatch|headline|post)\b )
        | please\s+(kill|withdraw|disregard|do\s+not\s+use)\s+((the|our|this|an?)\s+)?([\p{L}\d.\-]+\s+){0,4}?(story|item|article|report|alert|dispatch|slugged)\b
        | (a|this)\s+kill\s+is\s+mandatory\b|make\s+certain\s+the\s+story\s+is\s+not\s+used\b )
        """, Form, Bound)]
    private static partial Regex RetractionSentence();
}
