using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>What a word can be a cue for. A word may be a cue for several things; the finders decide by what stands around it.</summary>
[Flags]
internal enum Cue : ulong
{
    None = 0,
    StakeNoun = 1 << 0,
    Hold = 1 << 1,
    Reduce = 1 << 2,
    Sell = 1 << 3,
    Raise = 1 << 4,
    Buy = 1 << 5,
    Shareholder = 1 << 6,
    Invest = 1 << 7,
    Venture = 1 << 8,
    Joint = 1 << 9,
    PartnerNoun = 1 << 10,
    PartnerVerb = 1 << 11,
    Considered = 1 << 12,
    InTalks = 1 << 13,
    Planned = 1 << 14,
    Agreed = 1 << 15,
    Signed = 1 << 16,
    Completed = 1 << 17,
    Ongoing = 1 << 18,
    Ended = 1 << 19,
    Negation = 1 << 20,
    Denial = 1 << 21,
    May = 1 << 22,
    Will = 1 << 23,
    Says = 1 << 24,
    Person = 1 << 25,
    Pronoun = 1 << 26,
    Possessive = 1 << 27,
    In = 1 << 28,
    Of = 1 << 29,
    By = 1 << 30,
    To = 1ul << 31,
    From = 1ul << 32,
    With = 1ul << 33,
    And = 1ul << 34,
    Between = 1ul << 35,
    Have = 1ul << 36,
    Be = 1ul << 37,
    CompanySuffix = 1ul << 38,
    Abbreviation = 1ul << 39,
    Month = 1ul << 40,
    Weekday = 1ul << 41,
    Magnitude = 1ul << 42,
    Currency = 1ul << 43,
    Percent = 1ul << 44,
    Article = 1ul << 45,
    Controlling = 1ul << 46,
    ClauseBreak = 1ul << 47,
    SmallNumber = 1ul << 48,
    PartnerLoose = 1ul << 49,
    Report = 1ul << 50,
    Past = 1ul << 51,
    Company = 1ul << 52,
    Halve = 1ul << 53,
    Verb = 1ul << 54,
    Companies = 1ul << 55,
    PutMoney = 1ul << 56,
    Together = 1ul << 57,
    Make = 1ul << 58,
}

/// <summary>The words of the trade, each with what it is a cue for.</summary>
internal static class Lexicon
{
    private static readonly FrozenDictionary<string, Cue> Cues = Build();

    private static readonly FrozenDictionary<string, Cue>.AlternateLookup<ReadOnlySpan<char>> BySpan = Cues.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Cue CuesOf(ReadOnlySpan<char> word)
    {
        if (word.Length > 20)
        {
            return Cue.None;
        }

        Span<char> lower = stackalloc char[word.Length];
        for (int i = 0; i < word.Length; i++)
        {
            lower[i] = word[i] == '’' ? '\'' : char.ToLowerInvariant(word[i]);
        }

        return BySpan.TryGetValue(lower, out Cue cues) ? cues : Cue.None;
    }

    private static FrozenDictionary<string, Cue> Build()
    {
        var cues = new Dictionary<string, Cue>(StringComparer.Ordinal);
        Add(Cue.StakeNoun, "stake stakes shareholding shareholdings holding holdings interest ownership stakeholding share shares equity");
        Add(Cue.Hold, "own owns owned owning hold holds held holding control controls controlled retain retains keep keeps");
        Add(Cue.Reduce, "cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering trim trims trimmed trimming pare pares pared paring shrink dilute diluted reduction cutback drop drops dropped dropping fall falls fell bring brings brought slash slashed");
        Add(Cue.Halve, "halve halves halved halving");
        Add(Cue.Reduce, "halve halves halved halving");
        Add(Cue.Sell, "sell sells sold selling sale divest divests divested divesting divestment dispose disposal offload offloads offloaded shed sheds unload unloaded exit exits exited");
        Add(Cue.Raise, "raise raises raised raising increase increases increased increasing lift lifts lifted boost boosts boosted up double doubled expand grow");
        Add(Cue.Buy, "buy buys bought buying buyout acquire acquires acquired acquiring acquisition purchase purchases purchased purchasing take takes took taken taking snap obtain obtained secure secured gain gained");
        Add(Cue.Shareholder, "shareholder shareholders stakeholder owner investor");
        Add(Cue.Invest, "invest invests invested investing investment investments inject injects injected injecting pump pumps pumped pumping injection");
        Add(Cue.Venture, "venture ventures jv");
        Add(Cue.Joint, "joint jointly");
        Add(Cue.PartnerNoun, "partnership partnerships collaboration collaborations cooperation tie-up tieup pact pacts partner partners");
        Add(Cue.PartnerLoose, "agreement agreements accord deal relationship ties discussions link-up programme program project alliance memorandum");
        Add(Cue.PartnerVerb, "partner partners partnered partnering collaborate collaborates collaborated collaborating cooperate cooperates cooperated cooperating team teams teamed teaming");

        Add(Cue.Considered, "consider considers considered considering consideration mull mulls mulling mulled weigh weighs weighing weighed explore explores exploring explored explores study studies studying studied examine examines examining examined eye eyes eyeing want wants wanted wanting seek seeks seeking sought propose proposes proposed proposing proposal possibility option options look looks looking interested interest contemplate contemplates contemplating evaluate evaluates evaluating assess assesses assessing idea hopes hope hoping push pushes pushing pushed could may might would urge urged ask asked asks potential potentially possible");
        Add(Cue.InTalks, "talks talk negotiate negotiates negotiating negotiated negotiation negotiations discuss discusses discussing discussion discussions finalise finalises finalising finalised finalize finalizes finalizing finalized nearing near close memorandum awaits awaiting pending");
        Add(Cue.Planned, "will plan plans planned planning intend intends intended intending set expected expects expect due announce announces announced announcement pledge pledged pledges commit commits committed prepare prepares preparing to-be shall aims aim");
        Add(Cue.Agreed, "agree agrees agreed agreeing agreement accord approve approved approves");
        Add(Cue.Signed, "sign signs signed signing inked ink inks definitive contract contracts contracted binding sealed");
        Add(Cue.Completed, "complete completes completed completing completion closed bought acquired sold took created formed established became finished founded launched injected invested raised cut lowered purchased");
        Add(Cue.Ongoing, "own owns owned hold holds held has have remains remain continue continues still existing current currently already longstanding long-standing deepen deepens deepening");
        Add(Cue.Ended, "end ends ended ending scrap scraps scrapped scrapping terminate terminates terminated termination abandon abandons abandoned abandoning dissolve dissolves dissolved dissolving cancel cancels cancelled canceled call-off withdraw withdraws withdrew withdrawn collapse collapsed unwind unwinds unwound unwinding wind winds wound shelve shelved drop dropped break broke broken quit");
        Add(Cue.Negation, "not no never neither nor without cannot none don't doesn't didn't won't isn't aren't hasn't haven't wasn't wouldn't couldn't nothing");
        Add(Cue.Denial, "deny denies denied denying denial reject rejects rejected rejecting dismiss dismisses dismissed dismissing untrue unfounded baseless incorrect false speculation refute refutes refuted refuting contradict contradicted");
        Add(Cue.May, "could may might would can");
        Add(Cue.Will, "will shall won't");
        Add(Cue.Says, "said says say saying told tells stated states announced announces added adds according reported reports report confirmed confirms declared disclosed revealed wrote");
        Add(Cue.Person, "source sources people person insider insiders official officials executive executives spokesman spokeswoman spokesperson spokespeople");
        Add(Cue.Report, "report reports rumour rumours rumor rumors reporting speculation");
        Add(Cue.Pronoun, "it they he she its their");
        Add(Cue.Possessive, "its their his her");
        Add(Cue.In, "in into at");
        Add(Cue.Of, "of");
        Add(Cue.By, "by");
        Add(Cue.To, "to");
        Add(Cue.From, "from");
        Add(Cue.With, "with");
        Add(Cue.And, "and");
        Add(Cue.Between, "between");
        Add(Cue.Have, "has have had having");
        Add(Cue.Be, "is are was were be been being");
        Add(Cue.CompanySuffix, "co ltd corp corporation inc sa plc ag nv se company limited jsc kk llc gmbh spa sas holding holdings group bhd");
        Add(Cue.Abbreviation, "co ltd corp inc mr mrs ms dr prof no vs st jr sr gen sen rep gov jan feb mar apr jun jul aug sep sept oct nov dec approx est");
        Add(Cue.Month, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec");
        Add(Cue.Weekday, "monday tuesday wednesday thursday friday saturday sunday");
        Add(Cue.Magnitude, "thousand million millions billion billions trillion mln bln bn tn m k");
        Add(Cue.Currency, "euro euros dollar dollars yen yuan renminbi pound pounds won franc francs rupee rupees eur usd jpy cny gbp krw chf inr rmb");
        Add(Cue.Percent, "percent pct percentage per");
        Add(Cue.Article, "the a an");
        Add(Cue.Controlling, "controlling majority minority");
        Add(Cue.ClauseBreak, "while but although though whereas because since which who that where when after before until if as");
        Add(Cue.SmallNumber, "one two three four five six seven eight nine ten eleven twelve several dozen");
        Add(Cue.Past, "last earlier ago previously formerly");
        Add(Cue.Company, "carmaker automaker manufacturer company group firm maker partner");
        Add(Cue.PutMoney, "put puts putting pour pours poured pouring sink sinks sank sinking plough plow contribute contributes contributed contributing provide provides provided spend spends spent spending commit commits committed");
        Add(Cue.Together, "together jointly");
        Add(Cue.Make, "develop develops developed developing build builds built building make makes made making design designs designed designing produce produces produced producing work works worked working");
        Add(Cue.Companies, "companies carmakers automakers manufacturers firms groups partners both pair duo sides");
        Add(Cue.Verb, "said says is are was were be been has have had will would could may might can does did do see sees make makes made plan plans planned agreed agree agrees signed announced considering wants want seeks weighing took takes bought buys sold sells owns holds cut cuts raised denied denies created invest invested pledged began begin begins remains reported told deepen deepens deepening ended ends discussed met");
        return cues.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Cue cue, string words)
        {
            foreach (string word in words.Split(' '))
            {
                cues[word] = cues.GetValueOrDefault(word) | cue;
            }
        }
    }
}
