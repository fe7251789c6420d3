namespace AllianceMonitor.Extraction;

/// <summary>The nouns of deals, by what they stand for.</summary>
internal static class Nouns
{
    public static void AddTo(LexiconBuilder words)
    {
        words.Noun(NounSense.Stake, "stake shareholding stakeholding participation cross-shareholding cross-holding crossholding");
        words.Noun(NounSense.LooseStake, "interest holding ownership equity share shares block position capital vote");
        words.Noun(NounSense.Part, "tenth fifth half third quarter part portion slice sliver chunk piece parcel twentieth");
        words.Noun(NounSense.Remainder, "rest remainder balance");
        words.Noun(NounSense.Majority, "majority");
        words.Noun(NounSense.Venture, "venture jv joint-venture");
        words.Noun(NounSense.Partnership, "partnership collaboration cooperation co-operation tie-up tieup link-up linkup alliance pact co-development");
        words.Noun(NounSense.LoosePartnership, "agreement accord deal relationship relation tie project programme program memorandum arrangement discussion link work effort platform-sharing");
        words.Noun(NounSense.Merger, "merger combination amalgamation integration tie-in marriage consolidation fusion");
        words.Noun(NounSense.Takeover, "takeover acquisition buyout buy-out bid offer purchase buyer suitor acquirer bidder control pursuit auction approach privatisation privatization");
        words.Noun(NounSense.Investment, "investment injection outlay contribution infusion funding investor backer commitment pledge grant cheque subsidy");
        words.Noun(NounSense.Contract, "contract order deal agreement accord pact");
        words.Noun(NounSense.Talk, "talk negotiation discussion conversation contact consultation dialogue");
        words.Noun(NounSense.Supply, "supply delivery");
        words.Noun(NounSense.Sale, "sale divestment disposal divestiture sell-off selldown transfer handover");
        words.Noun(NounSense.Change, "reduction increase cut rise reshuffle adjustment decrease dilution");
        words.Noun(NounSense.Report, "report rumour rumor speculation story suggestion claim allegation notion newspaper paper magazine media press");
        words.Noun(NounSense.Successor, "successor replacement predecessor");
        words.Noun(NounSense.Holder, "shareholder stakeholder holder owner stockholder co-owner shareholders");
        words.Noun(NounSense.Supplier, "supplier provider vendor");
        words.Noun(NounSense.Bidder, "front-runner frontrunner favourite favorite contender taker purchaser buyer suitor acquirer bidder");
        words.Noun(NounSense.Customer, "customer buyer client");
        words.Noun(NounSense.Partner, "partner ally");
        words.Noun(NounSense.Company, "carmaker automaker manufacturer company group firm maker giant producer chipmaker battery-maker truckmaker supplier developer operator retailer conglomerate concern house corporation start-up startup marque brand enterprise lender bank fund insurer utility "
            + "distributor specialist outfit business rival competitor bourse steelmaker drugmaker planemaker airline builder side owner ally partner parent player newcomer member tyremaker shipbuilder software-maker entity consortium syndicate");
        words.Noun(NounSense.Unit, "unit subsidiary arm division offshoot affiliate business spin-off operation");
        words.Noun(NounSense.State, "state government ministry treasury republic city prefecture");
        words.Noun(NounSense.Companies, "carmakers automakers manufacturers companies firms groups partners pair duo sides two parties allies makers parents trio rivals");
        words.Noun(NounSense.Person, "source people person insider official executive manager adviser advisor banker analyst spokesman spokeswoman spokesperson lawyer engineer minister veteran economist man woman");
        words.Noun(NounSense.Post, "ceo cfo coo cto cio chairman chairwoman chairperson chair president director chief boss head officer executive vice-president spokesman spokeswoman spokesperson manager treasurer secretary counsel designer controller leader supervisor principal");
        words.Noun(NounSense.Goods, "battery cell pack chip semiconductor engine motor gearbox transmission part component vehicle car van pickup truck software processor sensor steel display module cloud platform technology powertrain inverter axle electronics system service data energy power fuel equipment tyre seat map model minicar suv lithium nickel hydrogen saloon sedan hatchback crossover coupe truck lorry bus minivan minibus scooter motorcycle tractor trailer roadster brake headlight headlamp seatbelt airbag turbocharger clutch piston bearing bumper dashboard windscreen radiator injector harness microchip antenna screen kit chassis "
            + "unit product machine tool glass aluminium aluminum radar lidar camera material cathode anode wafer magnet drive drivetrain hardware stack charger assistant licence license oil gas coating");

        words.Noun(NounSense.Goods, "server cockpit headrest seating bodywork housing wiring propulsion generator pump valve filter alloy copper cobalt graphite cathode electrolyte separator satellite aircraft jet turbine forging casting sheet spodumene feedstock kerosene robot thruster code cabin cab frame rim wheel chemical gigawatt-hour gwh tonne litre barrel "
            + "ship vessel tanker submarine frigate destroyer warship ferry train tram railcar locomotive plane airliner helicopter drone missile rocket ammunition howitzer drug medicine vaccine antibody electricity phone smartphone handset laptop tablet console appliance transformer cable explosive electrolyser electrolyzer reactor fertiliser fertilizer ammonia lng ore suv iron coal wafer capacity gpu processor");
        words.Noun(NounSense.Supplier, "subcontractor feeder");
        words.Noun(NounSense.Customer, "offtaker");
        words.Noun(NounSense.Post, "technologist strategist co-chief analyst economist minister mayor");
        words.Noun(NounSense.Contract, "treaty");

        words.Class(WordClass.Noun | WordClass.Plural, "koreans germans bavarians swabians americans britons italians spaniards swedes norwegians danes finns belgians austrians canadians indians russians brazilians turks saudis malaysians indonesians thais mexicans australians israelis czechs");

        // Nouns that chunking must know as nouns although they look like verbs or have no sense of their own.
        words.Noun(NounSense.None, "party founder co-founder engineering manufacturing marketing voting processing training banking shipping mining pricing testing saving plan proposal option idea intention decision move step commitment pledge promise undertaking possibility chance right approval condition talk world market rate price cost loss profit revenue result month year percent percentage cent board statement conference factory plant site "
            + "production output demand sales seat vote value money sum amount payment filing law law-maker court regulator authority union worker job launch start end beginning meeting effort letter draft version scheme round financing listing trust tranche figure name role place need use "
            + "strategy approach review study test line region country city capital investor-day document term detail comment request email e-mail interview reporter notice transaction growth margin target purpose basis structure link design development research centre center office team staff trade show industry sector field goal veto matter question answer issue force hand post door course road resignation departure retirement exit ouster dismissal removal appointment nomination election promotion arrival intent");
        words.Noun(NounSense.None, "export import shipment package host works showroom dealer supermarket finance helm reins chairmanship presidency leadership command charge desk title predecessor incumbent understanding purchasing planning sourcing procurement gigafactory refinery foundry");
    }
}
