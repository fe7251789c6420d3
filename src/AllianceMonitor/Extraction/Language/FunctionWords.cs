namespace AllianceMonitor.Extraction;

/// <summary>The closed classes of English, and the small lists that names and values go by.</summary>
internal static class FunctionWords
{
    public static void AddTo(LexiconBuilder words)
    {
        words.Class(WordClass.Determiner, "the a an this that these those each every any some no another both all neither either such what whatever");
        words.Class(WordClass.Possessive | WordClass.Determiner, "its their his her our my your whose");
        words.Class(WordClass.Pronoun, "it they he she we i you him them us me itself themselves himself herself this that these those each both neither either none nobody nothing everything anything another other others one ones something somebody latter former anyone everyone");
        words.Class(WordClass.Preposition, "of in into on onto at by for from with without within between among amid about over under against through throughout during via per despite toward towards upon outside inside near across behind beyond beside besides alongside like unlike including excluding regarding concerning following above below around than off as since until till before after to except instead along worth");
        words.Class(WordClass.To, "to");
        words.Class(WordClass.Conjunction, "and or but nor yet plus &");
        words.Class(WordClass.Subordinator, "while although though whereas because since if when once unless until after before as whether so lest whenever that where whereby");
        words.Class(WordClass.Relative, "which who whom whose that where");
        words.Class(WordClass.Modal, "will would could may might can shall should must cannot won't wouldn't couldn't can't shouldn't i'll it'll they'll we'll i'd it'd they'd we'd");
        words.Class(WordClass.Be, "is are was were be been being am isn't aren't wasn't weren't it's that's there's");
        words.Class(WordClass.Have, "has have had having hasn't haven't hadn't");
        words.Class(WordClass.Do, "do does did doesn't don't didn't");
        words.Class(WordClass.Negation, "not never cannot won't wouldn't couldn't can't shouldn't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't no-one nobody nor neither");
        words.Class(WordClass.Adverb, "not never also already still now then soon later earlier again just only even ever often always recently currently jointly together formally formerly previously finally officially initially eventually immediately reportedly "
            + "apparently allegedly probably possibly perhaps maybe likely largely mainly partly fully wholly equally evenly nearly almost about roughly approximately around some early late here there instead meanwhile however therefore thus too very more most less least quite rather well "
            + "subsequently gradually further furthermore moreover nevertheless nonetheless otherwise separately similarly likewise privately publicly directly indirectly quickly slowly sharply slightly significantly clearly simply actually really once twice yet long far ahead aside apart away back up down out off together "
            + "overnight abroad elsewhere today yesterday tomorrow tonight ago meantime respectively either both each half mostly outright jointly effectively newly gently flatly categorically vehemently repeatedly unanimously tentatively");
        words.Class(WordClass.Particle, "up down out off over aside away in into on back together through apart ahead");
        words.Class(WordClass.Number, "one two three four five six seven eight nine ten eleven twelve several dozen dozens hundred thousand million billion trillion few many");
        words.Class(WordClass.Adjective, "new old big bigger biggest large larger largest small smaller smallest main major minor first second third last next previous former current joint possible potential further additional remaining outstanding other own same whole full electric "
            + "local foreign public private common key top senior junior long short close strategic binding definitive final initial preliminary exclusive rival fellow parent listed unlisted industrial financial technical technological commercial global international domestic national regional european "
            + "american french japanese chinese german british italian spanish korean south north indian swedish dutch asian african russian brazilian mexican turkish saudi thai indonesian taiwanese swiss belgian austrian danish norwegian finnish irish canadian australian franco-japanese cash-strapped "
            + "good better best strong weak high low early late recent significant substantial direct indirect equal combined total entire minority majority controlling indispensable due ready likely unlikely keen willing able unable free open responsible interested outgoing incoming interim acting non-executive "
            + "future ex deputy vice general executive chief independent hybrid three-way two-way four-way five-year 50-50 50:50 fifty-fifty equity-method non-binding all-share all-cash long-standing longstanding struggling troubled loss-making profitable second-biggest second-largest third-largest next-largest biggest-single single unnamed rumoured so-called emerging growing booming ailing flagging fast-growing wholly-owned majority-owned long-term multi-year multiyear short-term cross-border mutual reciprocal three-party landmark wider broader closer deeper");
        words.Class(WordClass.Time | WordClass.Noun, "year years month months week weeks day days quarter quarters decade decades hour hours morning afternoon evening night spring summer autumn fall winter weekend time moment january february march april may june july august september october november december "
            + "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow jan feb mar apr jun jul aug sep sept oct nov dec midnight noon half-year year-end fiscal");

        words.Class(WordClass.Noun, "latter");

        words.Cue(Cue.Says, "said says say saying told tells stated states announced announces added adds according reported reports report confirmed confirms declared disclosed revealed wrote");
        words.Cue(Cue.Pronoun, "it they he she its their");
        words.Cue(Cue.In, "in into at");
        words.Cue(Cue.Article, "the a an");
        words.Cue(Cue.CompanySuffix, "co ltd corp corporation inc sa plc ag nv se company limited jsc kk llc gmbh spa sas holding holdings group bhd pvt pte pty pcl sdn tbk");
        words.Cue(Cue.Abbreviation, "co ltd corp inc pvt pte pty sdn bhd mr mrs ms dr prof no vs st jr sr gen sen rep gov jan feb mar apr jun jul aug sep sept oct nov dec approx est");
        words.Cue(Cue.Month, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec");
        words.Cue(Cue.Weekday, "monday tuesday wednesday thursday friday saturday sunday");
        words.Cue(Cue.Magnitude, "thousand million millions billion billions trillion mln bln bn tn m k");
        words.Cue(Cue.Currency, "euro euros dollar dollars yen yuan renminbi pound pounds won franc francs rupee rupees eur usd jpy cny gbp krw chf inr rmb");
        words.Cue(Cue.SmallNumber, "one two three four five six seven eight nine ten eleven twelve several dozen a");
    }
}
