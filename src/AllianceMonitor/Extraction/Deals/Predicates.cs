namespace AllianceMonitor.Extraction;

/// <summary>
/// The table of verbs that tell a deal. A verb may stand in several lines; the first whose theme and particle fit is taken. A new verb goes
/// here; if <see cref="Verbs"/> does not know its forms, there too.
/// </summary>
internal static class Predicates
{
    private static readonly (string Verbs, Frame Frame)[] Table =
    [
        // Ownership.
        ("take buy", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Gain, Particle: "over")),
        ("pick snap scoop", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Gain, Particle: "up")),
        ("top step", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Raise, Particle: "up")),
        ("scale bring come wind", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Cut, Particle: "down")),
        ("sell", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Cut, Particle: "down")),
        ("buy", new(FactKind.Stake, Theme.Company, Slot.Agent, Slot.Into, Effect: ShareEffect.Gain, Particle: "into")),
        ("sell", new(FactKind.Stake, Theme.Company, Slot.Agent, Slot.Into, DealStage.Ended, ShareEffect.Loss, Particle: "out")),
        ("exit", new(FactKind.Stake, Theme.Company, Slot.Agent, Slot.Into, DealStage.Ended, ShareEffect.Loss)),
        ("give hand offer grant leave sell award assign cede allot issue bring", new(FactKind.Stake, Theme.Share, Slot.Patient, Slot.Into, Effect: ShareEffect.Gain)),
        ("buy acquire purchase take obtain secure gain get inherit receive win build amass accumulate subscribe absorb grab pick snap scoop garner snare assume collect repurchase earn land hoover mop", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Gain)),
        ("sell divest dispose offload shed unload exit transfer distribute hand surrender give relinquish tender place cede part jettison forfeit renounce liquidate monetise monetize", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Loss)),
        ("raise lift increase boost double triple expand grow hike beef swell bolster augment nudge ratchet bump", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Raise)),
        ("cut reduce lower trim pare shrink dilute slash halve bring drop whittle thin taper", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Cut)),
        ("own hold have keep retain control possess maintain command boast preserve", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, DealStage.Ongoing, ShareEffect.Hold)),
        ("sit hang cling account speak", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, DealStage.Ongoing, ShareEffect.Hold)),
        ("let cash", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Loss)),
        ("split divide halve share co-own", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, DealStage.Ongoing, ShareEffect.Hold)),
        ("belong pass go", new(FactKind.Stake, Theme.Share, Slot.To, Slot.Into, DealStage.Ongoing, ShareEffect.Hold)),
        ("fall drop rise climb slip come go", new(FactKind.Stake, Theme.Share, Slot.Agent, Slot.Into, Effect: ShareEffect.Cut)),

        // Whole companies.
        ("offer bid", new(FactKind.Acquisition, Theme.Money, Slot.Agent, Slot.For, DealStage.Considered)),
        ("pay spend", new(FactKind.Acquisition, Theme.Money, Slot.Agent, Slot.For)),
        ("take", new(FactKind.Acquisition, Theme.Company, Slot.Agent, Slot.Patient, Particle: "over")),
        ("snap scoop gobble", new(FactKind.Acquisition, Theme.Company, Slot.Agent, Slot.Patient, Particle: "up")),
        ("buy", new(FactKind.Acquisition, Theme.Company, Slot.Agent, Slot.Patient, Particle: "out")),
        ("pursue stalk covet", new(FactKind.Acquisition, Theme.Company, Slot.Agent, Slot.Patient, DealStage.Considered)),
        ("buy acquire purchase absorb swallow devour annex bag nab procure", new(FactKind.Acquisition, Theme.Company, Slot.Agent, Slot.Patient)),
        ("turn make convert take", new(FactKind.Acquisition, Theme.Any, Slot.Agent, Slot.Into)),
        ("sell divest offload hand transfer cede surrender unload", new(FactKind.Acquisition, Theme.Company, Slot.To, Slot.Patient)),

        // Money.
        ("invest", new(FactKind.Investment, Theme.Any, Slot.Agent, Slot.Into)),
        ("finance fund bankroll back seed underwrite recapitalise recapitalize capitalise", new(FactKind.Investment, Theme.Company, Slot.Agent, Slot.Patient)),
        ("lead join", new(FactKind.Investment, Theme.Any, Slot.Agent, Slot.Into)),
        ("pledge commit earmark allocate promise", new(FactKind.Investment, Theme.Money, Slot.Agent, Slot.Into, DealStage.Agreed)),
        ("raise secure attract receive get obtain draw win", new(FactKind.Investment, Theme.Money, Slot.From, Slot.Agent)),
        ("inject pump put pour sink plough plow spend contribute pay provide channel stump bet lend grant add throw chip infuse advance give extend", new(FactKind.Investment, Theme.Money, Slot.Agent, Slot.Into)),

        // Goods.
        ("supply provide equip furnish serve outfit feed power fit", new(FactKind.Supply, Theme.Company, Slot.Agent, Slot.Patient)),
        ("supply provide deliver ship furnish sell send export lease license", new(FactKind.Supply, Theme.Goods, Slot.Agent, Slot.To)),
        ("put", new(FactKind.Supply, Theme.Goods, Slot.Agent, Slot.For, Particle: "together")),
        ("turn churn", new(FactKind.Supply, Theme.Goods, Slot.Agent, Slot.For, Particle: "out")),
        ("make build manufacture produce assemble develop design train cast weld stitch machine write host run package fabricate engineer", new(FactKind.Supply, Theme.Goods, Slot.Agent, Slot.For)),
        ("win land secure get receive clinch lose", new(FactKind.Supply, Theme.Contract, Slot.Agent, Slot.From, DealStage.Signed)),
        ("award grant hand give", new(FactKind.Supply, Theme.Contract, Slot.Patient, Slot.Agent, DealStage.Signed)),
        ("choose pick select tap enlist", new(FactKind.Supply, Theme.Company, Slot.Patient, Slot.For, DealStage.Planned)),
        ("sign", new(FactKind.Supply, Theme.Company, Slot.Patient, Slot.For, DealStage.Signed, Particle: "up")),
        ("outsource subcontract", new(FactKind.Supply, Theme.Goods, Slot.To, Slot.Agent)),
        ("rely depend switch shift opt plump settle run contract turn", new(FactKind.Supply, Theme.Any, Slot.From, Slot.Agent)),
        ("account", new(FactKind.Supply, Theme.Any, Slot.From, Slot.To)),
        ("come", new(FactKind.Supply, Theme.Goods, Slot.From, Slot.Agent)),
        ("go flow run", new(FactKind.Supply, Theme.Goods, Slot.From, Slot.Into)),
        ("buy source procure order purchase obtain get take use adopt install draw fit import rent lease receive reserve collect borrow license secure lift absorb distribute resell sell", new(FactKind.Supply, Theme.Goods, Slot.From, Slot.Agent)),

        // Companies with each other.
        ("fold roll merge integrate", new(FactKind.Merger, Theme.Company, Slot.Patient, Slot.Into)),
        ("merge combine unite amalgamate fuse", new(FactKind.Merger, Theme.Any, Slot.Agent, Slot.With)),
        ("team tie link pair", new(FactKind.Partnership, Theme.Any, Slot.Agent, Slot.With, DealStage.Ongoing, Particle: "up")),
        ("partner pair collaborate cooperate co-operate ally work", new(FactKind.Partnership, Theme.Any, Slot.Agent, Slot.With, DealStage.Ongoing)),
        ("develop co-develop build design share pool produce make join run operate engineer buy procure purchase source manufacture test research sell", new(FactKind.Partnership, Theme.Any, Slot.Agent, Slot.With, DealStage.Ongoing)),

        // People.
        ("confirm reappoint re-elect reelect retain", new(FactKind.Appointment, Theme.Person, Slot.Patient, Slot.Agent, DealStage.Ongoing)),
        ("appoint name elect promote nominate recruit hire choose select tap install designate poach pick", new(FactKind.Appointment, Theme.Person, Slot.Patient, Slot.Agent)),
        ("propose suggest recommend tip float shortlist", new(FactKind.Appointment, Theme.Person, Slot.Patient, Slot.Agent, DealStage.Considered)),
        ("become join", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None)),
        ("take", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None, Particle: "over")),
        ("move step", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None, Particle: "up")),
        ("sit", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None, DealStage.Ongoing)),
        ("start begin", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None)),
        ("move return come arrive act", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None)),
        ("make", new(FactKind.Appointment, Theme.Person, Slot.Patient, Slot.Agent)),
        ("part", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.None, DealStage.Ended)),
        ("hand make give", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.None)),
        ("succeed replace follow", new(FactKind.Appointment, Theme.Person, Slot.Agent, Slot.None)),
        ("step stand", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.None, DealStage.Ended, Particle: "down")),
        ("step stand", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.None, DealStage.Ended, Particle: "aside")),
        ("bow", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.None, DealStage.Ended, Particle: "out")),
        ("resign retire leave quit depart", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.None, DealStage.Ended)),
        ("bring", new(FactKind.Appointment, Theme.Person, Slot.Patient, Slot.Agent, Particle: "in")),
        ("oust dismiss fire sack remove depose topple eject", new(FactKind.Appointment, Theme.Person, Slot.Patient, Slot.Agent, DealStage.Ended)),
        ("stay remain continue serve", new(FactKind.Appointment, Theme.Post, Slot.Agent, Slot.None, DealStage.Ongoing)),
        ("head lead chair run", new(FactKind.Appointment, Theme.Any, Slot.Agent, Slot.Patient, DealStage.Ongoing)),
    ];

    public static void AddTo(LexiconBuilder words)
    {
        foreach ((string verbs, Frame frame) in Table)
        {
            words.EachForm(verbs, word => word.Frames = [.. word.Frames, frame]);
        }
    }
}
