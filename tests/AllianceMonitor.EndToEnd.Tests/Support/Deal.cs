using AllianceMonitor.Alerts;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>
/// An article about a deal of its own, in words of its own: whatever the order in which these are ingested, each opens a story and alerts once.
/// </summary>
/// <param name="Headline">Of the alert.</param>
/// <param name="Kind">Decides who hears of it by the seeded subscriptions.</param>
internal sealed record Deal(string Name, string Headline, Deal.About Kind, string Text)
{
    public enum About
    {
        /// <summary>A stake or an investment.</summary>
        Capital,

        /// <summary>A joint venture or a partnership.</summary>
        Cooperation,
    }

    public static readonly Recipient AllianceDesk = new(Recipient.Email, "alliance-desk@alliance-monitor.example");
    public static readonly Recipient Treasury = new(Recipient.Email, "treasury@alliance-monitor.example");
    public static readonly Recipient AllianceDeskChannel = new(Recipient.Teams, "TEAMS_WEBHOOK_ALLIANCE_DESK");
    public static readonly Recipient TechnologyChannel = new(Recipient.Teams, "TEAMS_WEBHOOK_TECHNOLOGY");
    public static readonly Recipient Operations = new(Recipient.Email, "operations@alliance-monitor.example");

    public IReadOnlyList<Recipient> Recipients => Kind == About.Capital
        ? [AllianceDesk, Treasury, AllianceDeskChannel]
        : [AllianceDesk, AllianceDeskChannel, TechnologyChannel];

    public static readonly Deal RenaultGeely = new("renault-geely.txt", "Renault's stake in Geely: 12% (agreed)", About.Capital,
        """
        Renault agrees to buy 12% stake in Geely

        PARIS – Renault has agreed to buy a 12% stake in Geely, the two companies said on Monday.

        The purchase brings the French group a seat on the board in Hangzhou, and with it a say over the next generation of gearboxes.

        Payment is due in three parts, the last of them when the authorities in Brussels have had their word.
        """);

    public static readonly Deal NissanHonda = new("nissan-honda.txt", "Partnership of Nissan and Honda: signed", About.Cooperation,
        """
        Nissan and Honda sign partnership on electric trucks

        Nissan and Honda have signed a partnership agreement to develop electric trucks, they said on Tuesday.

        Engineers of both will share a workshop near Utsunomiya, where forty prototypes are to be built by hand before the summer.

        Neither side named a price, and the unions were told an hour before the press.
        """);

    public static readonly Deal NissanGeneralMotors = new("nissan-gm.txt", "Joint venture of Nissan and General Motors: agreed", About.Cooperation,
        """
        Nissan agrees with GM on joint venture

        Nissan and General Motors have agreed to set up a joint venture for pickup trucks in Thailand, the companies said in a statement.

        The plant in Rayong, idle since the floods, would get new presses and a paint shop that works without solvents.

        Two thousand people could find work there, the governor of the province said.
        """);

    public static readonly Deal AramcoRenault = new("aramco-renault.txt", "Saudi Aramco's investment in Renault: 700 million EUR (agreed)", About.Capital,
        """
        Saudi Aramco agrees to invest 700 million euros in Renault

        DHAHRAN – Saudi Aramco has agreed to invest 700 million euros in Renault, the oil company said on Wednesday.

        The money goes into engines that run on synthetic petrol, a field in which the French have hired ninety chemists since spring.

        Analysts had expected less, and the shares rose at the opening.
        """);

    public static readonly Deal NissanCatl = new("nissan-catl.txt", "Nissan's stake in CATL: 8% (agreed)", About.Capital,
        """
        Nissan to take 8% of CATL

        Nissan has agreed to acquire an 8% stake in CATL, both said in filings to their exchanges.

        With the deal come cells for half a million small cars a year, shipped through Ningde and unloaded in Yokohama.

        Lawyers worked on the contract for eleven weeks, an unusually short time for the region.
        """);

    public static readonly Deal RenaultMicrosoft = new("renault-microsoft.txt", "Partnership of Renault and Microsoft: signed", About.Cooperation,
        """
        Renault and Microsoft sign partnership for factory software

        Renault and Microsoft have signed a partnership agreement on factory software, the companies announced in Douai.

        Cameras above each line will learn to see a missing clip; a human still decides whether the car goes back.

        A first hall is to be switched over during the August break, when nobody minds the dust.
        """);

    public static readonly Deal AlibabaNissan = new("alibaba-nissan.txt", "Alibaba's stake in Nissan: 5% (agreed)", About.Capital,
        """
        Alibaba agrees to buy 5% of Nissan

        Alibaba has agreed to buy a 5% stake in Nissan, according to a joint statement from Hangzhou and Yokohama.

        Dealers in the south of the country may then sell through the group's marketplace, which some of them have asked for since the lockdowns.

        The ministry in Tokyo wants to look at the data clauses first.
        """);

    public static readonly Deal MitsubishiMotorsQualcomm = new("mitsubishi-motors-qualcomm.txt", "Joint venture of Mitsubishi Motors and Qualcomm: agreed", About.Cooperation,
        """
        Mitsubishi Motors and Qualcomm agree to form joint venture

        Mitsubishi Motors and Qualcomm have agreed to form a joint venture for driver assistance chips, they said.

        Okazaki will host the laboratory, a stone's throw from the test track with its artificial rain.

        Production would be left to a foundry in Dresden, which has free capacity from next winter.
        """);

    public static readonly IReadOnlyList<Deal> All =
        [RenaultGeely, NissanHonda, NissanGeneralMotors, AramcoRenault, NissanCatl, RenaultMicrosoft, AlibabaNissan, MitsubishiMotorsQualcomm];
}
