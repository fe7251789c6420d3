namespace AllianceMonitor.Extraction;

/// <summary>
/// How far a deal has come, as verbs, nouns and adjectives say it of what hangs on them: "agreed to buy", "talks about buying", "scrapped its
/// plan to buy". A new wording for a stage goes here; how they combine stands in <see cref="Stance"/>.
/// </summary>
internal static class StageWords
{
    private static readonly (Outlook Outlook, string Verbs)[] OfVerbs =
    [
        (Outlook.Considered, "prepare consider mull weigh explore study examine eye want seek propose hope contemplate evaluate assess push pitch suggest prefer favour favor wish desire intend plan aim target offer bid envisage envision like look approach try float tempt pursue"),
        (Outlook.Asked, "ask urge invite press persuade tap"),
        (Outlook.InTalks, "negotiate discuss talk speak meet confer haggle finalise finalize near await sound"),
        (Outlook.Planned, "set expect announce pledge promise vow schedule foresee anticipate unveil resolve decide"),
        (Outlook.Agreed, "agree approve settle accept endorse undertake commit clear"),
        (Outlook.Signed, "sign ink seal conclude strike clinch contract win"),
        (Outlook.Completed, "complete close finish wrap execute create form establish found launch forge"),
        (Outlook.Ended, "end scrap terminate abandon dissolve cancel withdraw collapse unwind shelve break spurn rebuff ditch axe lapse fail expire unravel discontinue bury scupper scuttle kill renounce rescind sever drop reject sink wind halt suspend free release cease lose block veto derail thwart"),
        (Outlook.Ended, "stop"),
        (Outlook.Ongoing, "continue extend renew widen deepen broaden strengthen intensify prolong maintain keep run operate enhance remain stay expand"),
        (Outlook.Denied, "deny dismiss refute rebut contradict exclude disavow"),
        (Outlook.Negated, "decline refuse"),
        (Outlook.Said, "say tell report confirm state add declare disclose reveal write note explain argue claim insist stress warn believe indicate signal acknowledge admit assert reiterate repeat emphasise emphasize concede publish"),
    ];

    private static readonly (Outlook Outlook, string Verb, string Particle)[] OfVerbsWithParticle =
    [
        (Outlook.Ended, "call", "off"), (Outlook.Ended, "turn", "down"), (Outlook.Ended, "break", "off"), (Outlook.Ended, "walk", "away"), (Outlook.Ended, "pull", "out"), (Outlook.Ended, "back", "out"), (Outlook.Ended, "fall", "through"),
        (Outlook.Ended, "fall", "apart"), (Outlook.Ended, "wind", "up"), (Outlook.Ended, "wind", "down"), (Outlook.Ended, "pull", "plug"), (Outlook.Ended, "bow", "out"), (Outlook.Ended, "drop", "out"), (Outlook.Ended, "go", "nowhere"), (Outlook.Ended, "give", "up"), (Outlook.Ended, "write", "off"), (Outlook.Ended, "come", "apart"),
        (Outlook.Denied, "rule", "out"), (Outlook.Denied, "brush", "aside"), (Outlook.Denied, "brush", "off"), (Outlook.Denied, "wave", "away"), (Outlook.Denied, "play", "down"), (Outlook.Denied, "shoot", "down"),
        (Outlook.Completed, "set", "up"), (Outlook.Completed, "wrap", "up"), (Outlook.Signed, "hammer", "out"),
        (Outlook.InTalks, "sound", "out"),
        (Outlook.None, "end", "up"), (Outlook.Ongoing, "go", "on"), (Outlook.Ongoing, "carry", "on"), (Outlook.Planned, "set", "out"),
    ];

    private static readonly (Outlook Outlook, string Words)[] OfNounsAndAdjectives =
    [
        (Outlook.Considered, "proposal proposals option options idea ideas possibility possible potential interested interest bid offer keen suitor intention intentions ambition wish plan plans planning notion suggestion hypothetical rumoured rumored prospective scenario study proposed"),
        (Outlook.InTalks, "talks talk negotiations negotiation discussions discussion conversations conversation memorandum mou dialogue pending contacts intent"),
        (Outlook.Planned, "planned poised prepared due ready expected intended likely announcement pledge promise promised commitment decision future coming upcoming"),
        (Outlook.Agreed, "agreed accord agreement approval"),
        (Outlook.Signed, "definitive contract contracts binding signed"),
        (Outlook.Completed, "completion completed"),
        (Outlook.Ended, "collapse end termination scrapped failed abandoned withdrawal dissolution demise defunct breakdown unwinding"),
        (Outlook.Ongoing, "existing current long-standing longstanding"),
        (Outlook.Denied, "untrue unfounded baseless incorrect false wrong inaccurate speculation imagination denial fiction nonsense invented groundless"),
        (Outlook.Negated, "no unlikely unable nothing"),
    ];

    public static void AddTo(LexiconBuilder words)
    {
        foreach ((Outlook outlook, string verb, string particle) in OfVerbsWithParticle)
        {
            words.EachForm(verb, word => word.VerbOutlooks = [.. word.VerbOutlooks, (particle, outlook)]);
        }

        foreach ((Outlook outlook, string verbs) in OfVerbs)
        {
            words.EachForm(verbs, word => word.VerbOutlooks = [.. word.VerbOutlooks, (null, outlook)]);
        }

        foreach ((Outlook outlook, string nounsAndAdjectives) in OfNounsAndAdjectives)
        {
            words.Each(nounsAndAdjectives, word => word.Outlook = outlook);
        }
    }
}
