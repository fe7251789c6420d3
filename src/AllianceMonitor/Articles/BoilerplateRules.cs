using System.Buffers;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>
/// What a single line says about itself. Each rule names a family of wording that publishing systems use all over the web; where it stands on the
/// page is judged by <see cref="Boilerplate"/>.
/// </summary>
internal static partial class BoilerplateRules
{
    private const RegexOptions Line = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>
    /// Milliseconds after which a match is given up; the patterns are anchored or flat, so this is a net, not a need. Wide enough that a pause of
    /// the machine does not fail an article.
    /// </summary>
    private const int Bound = 10_000;

    /// <summary>Longer lines (in words) are prose, whatever words they hold.</summary>
    private const int MaxWords = 45;

    /// <summary>Longer lines (in characters) are no boilerplate either, even without a space in them: nothing is matched against megabytes.</summary>
    private const int MaxLength = 2_000;

    /// <summary>A biography has no more characters than this.</summary>
    private const int MaxBiographyLength = 10_000;

    /// <summary>
    /// Most lines are prose, and a pattern that may match anywhere in a line has to be tried at each of its characters. Those are patterns of their own, and are tried on
    /// lines with one of these words only, without which none of them can match.
    /// </summary>
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["required", " in to ", "change", "rights", "copyright", "may not be", "free", "getty", "shutterstock", "istock", "alamy", "unsplash", "pixabay", "handout", "photo", "foto", "picture", "image", "illustration"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The rule that removes a line wherever it stands, or null.</summary>
    public static string? RuleFor(string line)
    {
        if (line.Length > MaxLength || PlainTextReader.Words(line) > MaxWords)
        {
            return null;
        }

        bool hasMark = line.AsSpan().ContainsAny(Marks);
        return CommentForm().IsMatch(line) || (hasMark && CommentFormInside().IsMatch(line)) ? "comment-form"
            : Copyright().IsMatch(line) || (hasMark && CopyrightInside().IsMatch(line)) ? "copyright"
            : Credits().IsMatch(line) ? "credits"
            : Byline().IsMatch(line) ? "byline"
            : PostedOn().IsMatch(line) ? "timestamp"
            : Share().IsMatch(line) ? "share-bar"
            : Newsletter().IsMatch(line) || (hasMark && NewsletterInside().IsMatch(line)) ? "newsletter"
            : Consent().IsMatch(line) ? "consent"
            : Advert().IsMatch(line) ? "advert"
            : Navigation().IsMatch(line) ? "navigation"
            : SeeAlso().IsMatch(line) ? "related"
            : Caption().IsMatch(line) || (hasMark && CaptionInside().IsMatch(line)) ? "caption"
            : Template().IsMatch(line) ? "template-leftover"
            : null;
    }

    public static bool IsBoilerplateLine(string line) => RuleFor(line) is not null || IsRelatedHeading(line) || IsCommentHeading(line);

    public static bool IsRelatedHeading(string line) => line.Length <= MaxLength && RelatedHeading().IsMatch(line);

    public static bool IsCommentHeading(string line) => line.Length <= MaxLength && CommentHeading().IsMatch(line);

    /// <summary>"About the author" and its kin: what follows is a biography.</summary>
    public static bool IsAuthorHeading(string line) => line.Length <= MaxLength && AuthorHeading().IsMatch(line);

    /// <summary>First person or third person career talk at the end of a page: who wrote it, for how long, for whom.</summary>
    public static bool IsAuthorBiography(string line) => line.Length <= MaxBiographyLength && AuthorBiography().Count(line) >= 2 && !line.Contains('“', StringComparison.Ordinal);

    /// <summary>"by Maki Shiraki" -> "Maki Shiraki".</summary>
    public static string? BylineName(string line) =>
        Byline().Match(line) is { Success: true } match && match.Groups["name"].Success ? match.Groups["name"].Value.Trim() : null;

    /// <summary>"TOKYO (Reuters) – ", "PARIS, March 1 (Agency) - ", "LONDON — ": its length and the agency, if one is named.</summary>
    public static (int Length, string? Agency) Dateline(string paragraph)
    {
        Match match = DatelinePattern().Match(paragraph);
        if (!match.Success)
        {
            return (0, null);
        }

        // "CATL – the largest maker of batteries – will": a second dash makes the first one part of the sentence.
        string? agency = match.Groups["agency"] is { Success: true } named ? named.Value.Trim() : null;
        return agency is null && SpacedDash().IsMatch(paragraph[match.Length..]) ? (0, null) : (match.Length, agency);
    }

    [GeneratedRegex("""
        ^(leave|post|write|add|submit|join|have)\s+(a|an|your|the|us)\s+(reply|comment|comments|response|say|thought|discussion|conversation)\b.{0,40}$
        |^(your|my)\s+(e-?mail|email\s+address|website)\b.{0,40}\b(will\s+not|won[’']t|is\s+never|never)\b
        |^\W*required\s+fields?\b|^fields?\s+marked\b
        |^fill\s+in\s+your\s+details\b|^please\s+(log|sign)\s+in\b|^you\s+must\s+be\s+logged\s+in\b
        |^you\s+are\s+commenting\s+using\b|^connecting\s+to\s+%s
        |^(save|remember)\s+my\s+(name|details|e-?mail|info)\b|^notify\s+me\s+(of|by|via|when)\b|^(cancel\s+reply|post\s+comment|submit\s+comment|reply|comment)\s*[.…]?$
        |^(\d+|no|all|show|view|load)\s+(\w+\s+)?(comments?|replies|responses)\b[^.!?]{0,30}$|^comments?\s*(\(\d+\)|are\s+closed|closed|off|policy)?\.?$
        |^(name|e-?mail|website|comment)\s*\*?(\s*(name|e-?mail|website)\s*\*?){0,3}$
        |^(this\s+site\s+uses\s+akismet|by\s+(posting|commenting|submitting)\b.{0,80}\b(terms|guidelines|rules)\b)
        |^(comments|replies)\s+(are\s+)?(moderated|reviewed|checked)\b
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex CommentForm();

    [GeneratedRegex(@"\brequired\s+fields\s+are\b|\b(log|sign)\s+in\s+to\s+(comment|reply|post|join)\b|\blog\s?out\s*/\s*change\b", Line, Bound)]
    private static partial Regex CommentFormInside();

    [GeneratedRegex("""
        ^(leave|post|write|add|submit|join|have)\s+(a|an|your|the|us)\s+(reply|comment|response|say|discussion|conversation)\b.{0,20}$
        |^(\d+\s+)?(reader\s+)?(comments?|responses|discussion|replies)(\s*\(\d+\))?\s*:?$|^what\s+do\s+you\s+think\s*\?$
        |^(\d+\s+)?((leser)?kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties)(\s*\(\d+\))?\s*:?$
        |^((schreibe?(n\s+sie)?|hinterlasse(n\s+sie)?)\s+(einen\s+)?kommentar|kommentar\s+(schreiben|verfassen|hinterlassen)|(laisser|ajouter|écrire)\s+un\s+commentaire|(deja|dejar|escribe)\s+(un\s+comentario|una\s+respuesta)
          |lascia\s+un\s+commento|deixe\s+(um\s+comentário|uma\s+resposta)|geef\s+een\s+reactie)\b.{0,20}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex CommentHeading();

    [GeneratedRegex("""
        ^(©|copr\.|\(c\)\s*(copyright|\d{4}|by\b|[^.]{0,60}\d{4}\W*$))|^copyright\b(\s*(©|\(c\)|[\d:–—|\-]|notice\b|by\b)|[^.]{0,60}$)|^(this\s+(material|article|story|content)\s+may\s+not\s+be\b)
        |^our\s+standards\s*:.{0,80}$|^(terms\s+of\s+(use|service)|privacy\s+policy|reprints?(\s+and\s+permissions)?)\b[^.]{0,60}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Copyright();

    [GeneratedRegex(@"\ball\s+rights\s+reserved\b|\b(is|are)\s+subject\s+to\s+copyright\b|\bmay\s+not\s+be\s+(published|reproduced|rewritten)\b.{0,60}$", Line, Bound)]
    private static partial Regex CopyrightInside();

    [GeneratedRegex("""
        ^\(?\s*(additional\s+|with\s+)?(reporting|writing|editing|edited|compiled|translated|contributions?|contributed)\s+(by|from)
          ([\s,;:()/&]+((?-i:\p{Lu})[\p{L}.’'\-]*|and|in|by|at|for|from|with|et|und|y|the|de|del|van|von|der|la|le|al|bin|additional|reporting|writing|written|editing|edited|compiled|translation|translated|graphics))+[\s,;:.()/]*$
        |^\(.{0,120}\b(reporting|writing|written|editing|edited|contribution)\s+(by|of)\b.{0,200}\)$
        |^this\s+(report|story|article)\s+(comes?\s+from|was\s+(first|originally)\s+published|(first\s+|originally\s+)?appeared)\b
        |^(source|via|credit)\s*:\s*.{1,60}$|^(notes?\s+to\s+editors|editors?(['’]s?)?(\s+note)?)\s*:.{0,240}$|^\p{Ll}{2,3}(/\p{Ll}{2,3}){1,4}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Credits();

    [GeneratedRegex("""
        ^(by|von|par|por)\s*:?\s+(?<name>(?-i:\p{Lu}[\p{L}.’'\-]*)(\s+(?-i:(de|van|von|der|di|la|le|bin|al|and|und|et|\p{Lu}[\p{L}.’'\-]*),?)|,\s+(?-i:\p{Lu}[\p{L}.’'\-]*)){0,8})(\s*([|•·,–—\-]).{0,60}(?<![.!?]))?$
        |^(author|autor|written\s+by|posted\s+by|story\s+by)\s*:?\s+(?<name>(?-i:\p{Lu}).{1,50})$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Byline();

    [GeneratedRegex("""
        ^(published|posted|updated|last\s+(updated|modified)|first\s+published|date|stand|veröffentlicht|aktualisiert|publié\s+le)\b
          (\s*:.{0,60}\d.{0,40}|\s+((on|at|am)\s+)?((mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(mon|tue|wed|thu|fri|sat|sun)[.,]*\s+)?((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+)?\d[^!?]{0,60})$
        |^((mon|tues|wednes|thurs|fri|satur|sun)day\s*,?\s+)?(\d{1,2}\s+\p{L}{3,9}\.?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4})([\s,|·•–—\-]+.{0,40}(?<!\p{L}{3}[.!?]))?$
        |^\d{1,3}\s+(min(ute)?s?)[\s\-]+(read|reading|ago)\b.{0,20}$|^reading\s+time\b.{0,30}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex PostedOn();

    [GeneratedRegex("""
        ^(share|tweet|pin|e-?mail|print|whatsapp|facebook|twitter|linkedin|telegram|reddit|x|copy\s+link|save|bookmark|follow|like|flipboard|pocket|messenger)
         ([\s|,/·•\-:]*(this|article|story|post|page|on|via|by|to|with|us|it|share|tweet|pin|e-?mail|print|whatsapp|facebook|twitter|linkedin|telegram|reddit|x|copy|link|save|bookmark|follow|like|flipboard|pocket|messenger|google\+?|news|friends?|a))*\s*[.:!]?$
        |^follow\s+(us|@\w+|\w+\s+on|the\s+topics?|this\s+(topic|story))\b.{0,80}$|^follow\s+[^.!?]{2,60}\s+on\s+(twitter|x|facebook|instagram|linkedin|youtube|tiktok|telegram|whatsapp|threads|bluesky|google\s+news)\b.{0,160}$
        |^(folgen?\s+(sie\s+)?uns|suivez[- ]nous|s[íi]guenos|seguici|siga[- ]nos|volg\s+ons)\b.{0,100}$|^listen\s+to\s+this\s+(article|story)\b.{0,40}$|^click\s+to\s+(share|print|email)\b
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Share();

    [GeneratedRegex("""
        ^(sign\s+up|subscribe|register|join)\b.{0,120}\b(newsletter|e-?mails?|inbox|alerts?|updates|briefing|channel|free|now|today|week(ly)?|daily)\b.{0,60}$
        |^(get|receive)\b.{0,100}\b(in|to)\s+your\s+(inbox|mailbox|e-?mail)\b|^(newsletter|subscribe(\s+now)?|sign\s+up)\s*[.!:]?$
        |^(already\s+a\s+(subscriber|member)|to\s+(continue|keep)\s+reading|this\s+(article|content)\s+is\s+for\s+subscribers)\b
        |^to\s+(view|read|access|unlock)\b.{0,60}\b(subscribe|sign\s+in|log\s+in|register)\b.{0,80}$|^subscribe\s+to\b.{0,60}\bto\s+(read|view|bookmark|access|continue|unlock)\b.{0,60}$
        |^if\s+you[’']re\s+(already\s+)?(a\s+)?(subscriber|member|seeing\s+this)\b.{0,200}\blog\s+in\b
        |^(e-?mail\s+address|enter\s+your\s+e-?mail)\b.{0,40}$|^you\s+can\s+unsubscribe\b
        |^(never|don[’']t)\s+miss\b.{0,100}\b(newsletter|e-?mails?|alerts?|app)\b.{0,60}$|^(for\s+(the\s+latest|more|all)\b[^.!?]{0,90}\b)?(download|install)\s+(the|our)\b.{0,60}\bapps?\b.{0,80}$
        |^(abonnez|inscrivez)-vous\b.{0,120}\b(newsletters?|lettre|infolettre|gratuitement|alertes?)\b.{0,60}$|^(suscr[íi]b(ete|ase)|iscriviti|assine|inscreva-se|schrijf\s+je\s+in)\b.{0,120}\b(newsletter|bolet[íi]n|canal|nieuwsbrief)\b.{0,60}$
        |^(jetzt\s+)?(den\s+|unseren\s+|zum\s+)?([\p{L}\-]*newsletter)\b.{0,40}\b(abonnieren|anmelden|bestellen)\b.{0,40}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Newsletter();

    [GeneratedRegex(@"\b(register|sign\s+up)\s+(for\s+)?free\W*$", Line, Bound)]
    private static partial Regex NewsletterInside();

    [GeneratedRegex("""
        ^(we|this\s+(site|website)|our\s+(site|website|partners))\b.{0,60}\bcookies?\b|^(accept|reject|manage|allow)\s+(all|cookies|preferences|settings|choices)\b.{0,40}$
        |^cookie\s+(policy|settings|preferences)\b.{0,30}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Consent();

    [GeneratedRegex("""
        ^\W*(advertisements?(scroll)?|anzeige|publicité|publicidad|sponsored|promoted|paid\s+(content|post))(\s+(content|post|story|article|stories|by\b.{0,60}))?(\W*|\s*[:|–—].{0,60}|\s-\s.{0,60})$
        |^(story|article|text)\s+continues\s+(below|after)\b.{0,40}$|^(scroll|keep\s+scrolling)\s+(down\s+)?(to|for)\b.{0,40}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Advert();

    [GeneratedRegex("""
        ^\W*(back\s+to\s+(the\s+)?top(\s+button)?|nach\s+oben|skip\s+to\s+(main\s+)?content|go\s+to\s+top|menu|search|home|toggle\s+navigation|close|next|previous|prev|older\s+posts|newer\s+posts)\W*$
        |^(next|previous)\s+(article|post|story|page)\s*([:|»›>–—\-].{0,80})?$|^(home|start|startseite|news)\s*[>»/›|].{0,80}$
        |^(tags?|tagged|topics?|filed\s+under|categor(y|ies)|schlagwörter|in\s+this\s+article)\s*:.{0,160}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Navigation();

    [GeneratedRegex("""
        ^\W*(read|see|watch|view|check\s+out|listen)\s*(more|also|next|too|this|:)\s*[:\-–—|].{3,160}$|^(also\s+read|see\s+also|read\s+more|related|more\s+on\s+this|don[’']t\s+miss|lesen\s+sie\s+(auch|hier|dazu)|mehr\s+dazu|(à\s+)?lire\s+(aussi|également)|l(ee|ea)\s+también|mira(\s+también)?|te\s+puede\s+interesar|leggi\s+anche|l(eia|er)\s+também|veja\s+também|lees\s+ook|(czytaj|zobacz)\s+(też|także|również))(\s*[:>]|\s+[\-–—])\s*.{3,160}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex SeeAlso();

    [GeneratedRegex("""
        ^\W*((you\s+(may|might)\s+(also\s+)?(like|enjoy|be\s+interested\b.{0,20}))|related(\s+(articles?|posts?|stories|news|content|topics?|coverage|links?|reading))?|(read|see|also)\s+(more|also|next|read)|more\s+(from|on|in|stories|news|about|headlines|coverage)\b[^.!?]{0,40}
        |recommended(\s+(for\s+you|articles?|stories|reading))?|most\s+(read|popular|viewed|shared|commented)\b.{0,20}|trending(\s+now)?|popular(\s+(posts|articles|stories|now))?|latest(\s+(news|stories|posts|articles|headlines))?|top\s+(stories|news)|up\s+next|what\s+to\s+read\s+next|editor[’']?s[’']?\s+picks?|in\s+other\s+news|elsewhere\s+on\s+the\s+web|around\s+the\s+web
        |mehr\s+zum\s+thema|(lesen\s+sie|lies)\s+auch|(das|diese\s+(artikel|beiträge))\s+könnten?\s+(sie|dich|ihnen|euch)\s+(auch|ebenfalls)\s+(interessieren|gefallen)|(ähnliche|weitere|verwandte)\s+(artikel|beiträge|themen|meldungen|nachrichten)|auch\s+interessant|meistgelesen(e\s+artikel)?
        |(à\s+)?lire\s+(aussi|également)|sur\s+le\s+même\s+(sujet|thème)|(articles?|sujets?)\s+(similaires|liés|associés|connexes)|les\s+plus\s+lus|vous\s+aimerez\s+(aussi|également)
        |(lee|lea|ver|mira)\s+también|(te|le)\s+(puede|podría)\s+interesar|(noticias|artículos|notas|temas)\s+relacionad[ao]s|lo\s+más\s+(leído|visto)
        |leggi\s+anche|(ti\s+)?potrebbe(ro)?\s+(anche\s+)?interessar(ti|e)|articoli\s+correlati|leia\s+(também|mais)|veja\s+também|(notícias|artigos|matérias)\s+relacionad[ao]s|mais\s+lidas|lees\s+(ook|meer)|(czytaj|zobacz|przeczytaj)\s+(też|także|również|więcej))\s*[:…]?\s*$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex RelatedHeading();

    [GeneratedRegex("""
        ^(photo|photograph|image|picture|foto|file\s+photo|file\s+picture|illustration|video|graphic|credit)s?\s*(by|credit|courtesy)?\s*[:/|].{0,160}$
        |^(file\s+photo|file\s+picture|photo\s+credit)\b.{0,160}$
        |^(click|tap)\s+(on\s+)?(the\s+)?(image|photo|picture)?\s*to\s+(enlarge|zoom|expand)\b.{0,40}$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Caption();

    [GeneratedRegex("""
        (^|[|/©(\[,:.;–—]\s*|\s-\s|\b(by|from|via)\s+)(getty\s+images|shutterstock|istock|alamy|unsplash|pixabay|handout|file\s+photo|archive\s+picture)\b[^\p{L}.]*(via\s+\w+\W*)?$
        |[\[(]\s*(photo|picture|image|foto|illustration)\s*[:/by].{0,80}[\])]\W*$
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex CaptionInside();

    [GeneratedRegex("""
        ^\W*$|^\W*(%s|null|undefined|nan|object\s+object|loading|please\s+wait|lorem\s+ipsum)\W*$|^\[/?\w+(\s[^\]]*)?\]$|^\{\{.*\}\}$|^<!--|^(enable|please\s+enable)\s+javascript\b
        |^(listen|play|pause|mute|watch\s+live|live|live\s+updates)\s*[:.]?$|^-{2,}|^\*{3,}
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex Template();

    [GeneratedRegex(@"^\W*(about\s+the\s+(authors?|writers?)|(the\s+)?authors?|meet\s+the\s+author)\W*$", Line, Bound)]
    private static partial Regex AuthorHeading();

    [GeneratedRegex("""
        \b(years?\s+of\s+experience|(working|worked|works?)\s+(as|at|for|in)\s+(a|an|the)\s+(\w+\s+){0,3}(reporter|editor|journalist|writer|industry|correspondent)|managing\s+editor|(is|was)\s+(a|an|the|our|\w+[’']s)\s+(\w+\s+){0,4}(reporter|editor|journalist|writer|correspondent|columnist|contributor|blogger)|writes?\s+(a\s+column|about|on|for)|covers?\s+(the\s+)?(\w+\s+){0,2}(industry|industries|sector|business|markets?|beat|companies|news)|covering\s+(mostly|mainly|the)|day-to-day\s+operations|based\s+in\s+\p{Lu}|before\s+joining|joined\s+(the\s+)?(paper|newsroom|desk|agency|team)|reach\s+(him|her|them|me)\s+at|follow\s+(him|her|them|me)\s+on|graduated|freelance|her\s+work\s+has|his\s+work\s+has|previously\s+(reported|wrote|covered|worked)|has\s+covered|reports\s+(on|from)|came\s+to\s+.{2,40}\s+in\s+\d{4}|tips\s+are\s+welcome|(chief|senior|staff|special)\s+(correspondent|reporter|writer)|spent\s+\w+\s+years|can\s+be\s+reached|news\s+website|all\s+of\s+the\s+content)
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex AuthorBiography();

    [GeneratedRegex("""
        ^(?-i:\p{Lu}[\p{Lu}.’'\-]+(\s\p{Lu}[\p{Lu}.’'\-]+|/\p{Lu}+){0,3}|\p{Lu}\p{Ll}+(\s\p{Lu}\p{Ll}+)?(?=\s*(,[^()]{1,40})?\s*\())
         (\s*,\s*[\p{L} .]{2,25}?)?(\s*,?\s*\p{L}{3,9}\.?\s+\d{1,2}(,?\s+\d{4})?|\s*,?\s*\d{1,2}\s+\p{L}{3,9}(\s+\d{4})?)?
         (\s*\(\s*(?<agency>[\p{L}\d][\p{L}\d .&’'\-/]{1,30})\s*\)\s*[–—\-:]{1,2}\s*|\s*,?\s*([–—]|--|\s-)\s+)(?=\S)
        """, Line | RegexOptions.IgnorePatternWhitespace, Bound)]
    private static partial Regex DatelinePattern();

    [GeneratedRegex(@"^[^.!?]*\s([–—]|--?)\s", Line, Bound)]
    private static partial Regex SpacedDash();
}
