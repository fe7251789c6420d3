using System.Collections.Frozen;

namespace AllianceMonitor.Stories;

/// <summary>Words that stand in all sorts of texts, or in all sorts of deal stories, and so tell none of them apart. Lower case, plurals cut as <see cref="DistinctiveWords"/> does.</summary>
internal static class EverydayWords
{
    public static bool Contains(string word) => All.Contains(word);

    public static IEnumerable<string> Words => All;

    /// <summary>The 900 words in the most documents among 262 English web pages and encyclopedia articles (those of mozilla/readability, adbar/trafilatura and wikigold).</summary>
    private const string General = """
        ability able about above accept access according account achieved across action activity actually added addition additional address after again against ahead album
        allow allowed almost alone along already also alternative although alway among amount analysi another answer anyone anything appear appeared application approach
        apps area aren around arrived article artist asked asking aspect attack attempt attention audience author automatically available average avoid aware away back
        background band based basi basic beautiful became because become becoming been before began begin beginning behind being believe below benefit best better between
        black block board body book born both bottom bought break bring brother brought build building built business call called calling came campaign candidate cannot
        care career carry case cause caused center century certain challenge chance change changed changing character charge check children choice choose city claim class
        clear clearly client close code collection combination come coming comment common community company complete completely complex computer concept concern condition
        connected consider considered contain content context continue continued contributed control core cost could country course cover covered create created creating
        critical current currently data date days deal death decade decided decision dedicated deep deeply default describe described design designed detail determine
        develop developer development didn died difference different difficult direction directly director discovered discussion display does doesn doing dollar done door
        down draw during each earlier early easier easily easy effect effort eight either elected element else email ends enough ensure entire entirely environment error
        especially even event eventually ever every everyone everything exact exactly example exist existing expect expected experience experiment explain extension
        external extremely eyes face fact fail failed failure fall family famou fast faster father fear feature feel fellow felt field fight figure file fill film finally
        find finding finished fire first five focu follow followed following food force forced form format formed former found founded four free freedom friend from front
        full fully function further future game gave general generally generate gets getting give given giving goal goes going gone good government great ground group grow
        growing half hand happen happened hard have haven having head health heard held help here high higher himself history hold home hope host hour house however huge
        human hundred idea image immediately impact important improve include included including increase independent individual industry information initial inside
        instance instead interest interesting interface into involved issue item itself join joined just keep keeping killed kind know knowledge known label lack land large
        larger last late later latest lead leader leading learn learned least leave leaving left legal length less level library life light like likely limited line link
        list little live lived living local located location long longer look looked looking lost love machine made main maintain major majority make making many market
        marketing match material matter maybe mean meaning meant measure media meeting member memory mention message method middle might million mind minute mission mode
        model modern moment money month more morning most mostly move moved moving much multiple music must name named national native natural nature near nearly necessary
        need needed network never news next night note nothing number object obviou offer offered office official often once ones online only onto open opened operation
        order organization original originally other outside over page paid paper parent part particular party pass passed past paying people perfect performance performed
        period person personal physical pick piece place plan planning platform play played player playing point policy political popular population position possible post
        potential power practice present presented president press pretty prevent previou previously price primarily print private probably problem process produce produced
        product production professional profit program project provide provided public published purpose push quality question quickly quite race raised range rare rate
        rather reach reached read reading real really reason receive received recent recently record reduce reduced region regular related release released remain remained
        remember remote replace report reported request require required research resource response responsibility responsible rest result resulting return returned review
        right rise risk road rock role room roughly rule running safe said sale same save saved saying says scale scene school science screen script season seat second
        section security seem seemed seen self send senior sense sent separate seriou serve served server service sery setting several share shared short should show side
        sign significant similar simple simply since single site situation size slightly small smaller social society software sold solution some someone something sometime
        song soon sort sound source south space speak speaking special specific speed spent sport stage stand standard start started starting state statement station statu
        stay step still stop store story strong structure student study stuff style subject success successful such supply support supporting sure system table take taken
        taking talk target task team technology television tell term test text than thank that their them theme themselve then there these they thing think thinking third
        this those though thought thousand threat three through throughout thus time title today together told took tool total touch toward town track trade training tried
        true trying turn turned type typically under understand unique unless until update used useful user uses using usually value variou version very video view village
        visit voice vote want wanted wasn water ways website week well went were what whatever when where whether which while white whole whose will window with within
        without woman women word work worked working world worth would wouldn write writer writing written wrong wrote year young your yourself
        """;

    /// <summary>What deal stories share: the parties' kinds, stages, money, time, places of the head offices, and how news agencies say it.</summary>
    private const string OfTheTrade = """
        accord acquire acquisition adviser advisor afternoon afterward agree agreed agreement alliance ally american amid analyst announce announced announcement annual
        approval approve approved april arrangement august authority auto automaker automobile automotive autumn bank begun beijing beside beyond billion brand brief
        briefed britain british cancel cancelled capital carmaker cars cent chair chairman chairwoman chief china chinese closed closing collaborate collaboration completed
        completion confirm confirmed consideration considering contract cooperate cooperation corporation daily december decide declare declared decline declined denial
        denied deny disclose disclosed discuss discussing division domestic eleven employee ended ending enterprise equity establish established euro europe european
        evening executive explained explore exploring familiar february fell fewer fifth filing final finalise finalised finalize finalized finance financial firm foreign
        forward fourth france frankfurt french friday fund funding german germany global growth holder holding identified increased industrial inform informed initiative
        intend intention international interview invest invested investing investment investor january japan japanese joint journalist july june kept largest launch
        launched lawyer letter lift lifted london lower lowered mainly maker management manager manufacturer march meanwhile memorandum mentioned merger minister monday
        moreover negotiate negotiating negotiation newspaper nine none noted notice november october officer otherwise outlet overall owner ownership pact pari partner
        partnership percent percentage perhap planned pound programme progress proposal propose proposed publish purchase quarter quote raise reader reducing reduction
        refuse refused regulator reply reporter reveal revealed rose saturday sector sell september seven shall shareholder shareholding signature signed signing sixth
        speaker spoke spokesman spokesperson spokeswoman spring staff stake stated strategic strategy studying subsidiary summer sunday therefore thursday tokyo tomorrow
        tuesday twelve twice understanding union unit united upon usual vehicle venture wednesday weekend wide winter wire withdraw withdrawn worker worldwide yearly
        yesterday yokohama york yuan
        """;

    private static readonly FrozenSet<string> All = $"{General} {OfTheTrade}".Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
