namespace AllianceMonitor.Extraction;

/// <summary>
/// The verbs of business news with their forms, so that a clause is seen for what it is whatever it says. What a verb means for a deal stands in
/// <see cref="Predicates"/>, what it says about a stage in <see cref="StageWords"/>.
/// </summary>
internal static class Verbs
{
    public static void AddTo(LexiconBuilder words)
    {
        words.Verb("have/had buy/bought acquire purchase take/took/taken obtain secure gain get+/got inherit pick snap+ scoop receive win+/won amass accumulate subscribe absorb swallow gobble grab+ "
            + "sell/sold distribute divest dispose offload shed+/shed unload exit transfer+ hand surrender give/gave/given relinquish tender place cede part "
            + "raise lift increase boost double triple expand top+ step+ grow/grew/grown cut+/cut reduce lower trim+ pare shrink/shrank/shrunk dilute slash halve bring/brought come/came/come drop+ wind/wound scale fall/fell/fallen rise/rose/risen climb slip+ "
            + "own hold/held keep/kept retain control possess maintain sit+/sat belong remain pass consist comprise");
        words.Verb("invest inject pump put+/put pour sink/sank/sunk plough plow spend/spent contribute commit+ pay/paid fund finance bankroll bet+/bet provide channel stump chip+ back underwrite earmark allocate devote lend/lent "
            + "set+/set create form establish launch found build/built start open make/made develop design produce manufacture assemble operate run+/ran/run share pool co-develop construct engineer "
            + "partner collaborate cooperate co-operate team ally work join tie link combine merge unite integrate amalgamate marry fuse consolidate pair converge "
            + "supply deliver ship+ feed/fed furnish equip+ source procure order use outsource contract fit+ install power license serve");
        words.Verb("appoint name hire elect promote nominate recruit choose/chose/chosen select tap+ crown designate become/became/become resign retire leave/left quit+/quit depart succeed replace head lead/led chair oust dismiss fire sack stay return serve step+ rejoin poach reappoint re-elect reelect install");
        words.Verb("consider mull weigh explore study examine eye want seek/sought propose hope urge ask contemplate evaluate assess look push press invite pitch suggest prefer favour favor wish desire intend plan+ aim target expect announce pledge prepare promise vow offer bid+/bid envisage envision foresee/foresaw/foreseen anticipate schedule "
            + "negotiate discuss talk speak/spoke/spoken meet/met confer+ haggle approach sound finalise finalize near await "
            + "agree approve clear settle accept endorse undertake/undertook/undertaken decide resolve opt vote "
            + "sign ink seal conclude strike/struck clinch "
            + "complete close finish wrap+ execute "
            + "end scrap+ terminate abandon dissolve cancel cancel+ call withdraw/withdrew/withdrawn collapse unwind/unwound shelve break/broke/broken reject turn spurn rebuff ditch axe pull freeze/froze/frozen suspend halt stop+ lapse fail expire unravel discontinue bury walk scupper scuttle kill renounce rescind sever cool "
            + "continue extend renew widen deepen broaden strengthen intensify prolong enhance "
            + "deny dismiss refute rebut contradict rule brush play exclude decline refuse disavow "
            + "say/said tell/told report confirm state add declare disclose reveal write/wrote/written note explain argue claim insist stress warn believe think/thought know/knew/known understand/understood learn/learnt show/showed/shown indicate signal+ describe quote cite acknowledge admit+ comment respond reply remark recall assert reiterate repeat emphasise emphasize concede publish answer estimate value put+/put");
        words.Verb("switch go/went/gone see/saw/seen find/found let+/let begin/began/begun allow help try force persuade enable require need like love hate seem appear happen occur depend rely focus concentrate turn change move shift attract draw/drew/drawn carry carve spin+/spun split+/split divide list float issue transform convert restructure "
            + "reach follow accompany precede include involve cover account represent equal amount stand/stood lie/lay/lain rest hinge figure flow outbid+/outbid lag lose/lost save earn post employ generate cost+/cost owe charge miss beat/beat/beaten compete challenge face suffer struggle survive recover improve decline worsen deteriorate narrow close rally jump soar surge tumble plunge slide/slid trade "
            + "arrive enter emerge appear visit attend host hold/held present unveil introduce release test trial assign relocate travel drive/drove/driven ride/rode/ridden race park store sponsor train teach/taught read/read hear/heard watch listen wait hesitate worry fear doubt regret welcome praise criticise criticize oppose object support protest complain sue accuse probe investigate fine ban+ block delay postpone "
            + "belong count number rank measure weigh exceed double outstrip serve steer steady guide oversee/oversaw/overseen supervise manage handle deal/dealt treat seat house locate base headquarter originate stem+ resent trust inform notify brief advise consult mention refer relate concern connect attach land refer+ bind/bound free release relieve dispel+ calm soothe smile laugh joke shrug+ nod+ "
            + "reorganise reorganize review rethink/rethought revive resume restart reopen reset revisit speed accelerate slow hurry hinder hamper hold-up swap+ exchange trade convert redeem repurchase mop+ reimburse repay/repaid borrow guarantee insure tempt lure entice submit+ lodge file hit+/hit burn carry bear/bore/borne wear/wore/worn throw/threw/thrown cast/cast catch/caught fight/fought seize defend protect shape mark rebadge rename rebrand redesign replace swing/swung spread/spread displace depend tend last save occupy fill empty fulfil+ satisfy please disappoint surprise cease forge hammer thrash broker mediate arrange organise organize coordinate co-ordinate nurture cultivate foster restore repair mend renegotiate rebalance trail lodge house enjoy boast enlist range commence");
        // What is delivered and how it gets there; companies set up and folded together; posts that change hands.
        words.Verb("send/sent export import outfit+ weld stitch machine host package fabricate churn plump award grant rent lease flow reserve collect "
            + "conceive halve co-own co-found fold roll research "
            + "resell subcontract assume inherit entrust yield vacate remove depose topple eject bow sit/sat");
        words.Each("planned proposed expected combined joint shared reported alleged rumoured rumored announced unnamed existing proposed agreed remaining leading following outstanding listed so-called owned controlled based intended promised scrapped failed abandoned convertible preferred", word => word.Class |= WordClass.Adjective);
    }
}
