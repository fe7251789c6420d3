namespace AllianceMonitor.Extraction;

/// <summary>Coarse parts of speech that a word can have; the chunker decides by what stands around it.</summary>
[Flags]
internal enum WordClass : uint
{
    None = 0,
    Determiner = 1 << 0,
    Possessive = 1 << 1,
    Pronoun = 1 << 2,
    Preposition = 1 << 3,
    Conjunction = 1 << 4,
    Subordinator = 1 << 5,
    Relative = 1 << 6,
    Modal = 1 << 7,
    Be = 1 << 8,
    Have = 1 << 9,
    Do = 1 << 10,
    To = 1 << 11,
    Negation = 1 << 12,
    Adverb = 1 << 13,
    Adjective = 1 << 14,
    Noun = 1 << 15,
    Plural = 1 << 16,
    Verb = 1 << 17,
    Number = 1 << 18,
    Particle = 1 << 19,
    Time = 1 << 20,
}

/// <summary>Which forms of its verb a word can be: "cut" is base, past and participle.</summary>
[Flags]
internal enum VerbForm : byte
{
    None = 0,
    Base = 1,
    Third = 2,
    Past = 4,
    Participle = 8,
    Gerund = 16,
}

/// <summary>What a noun stands for in a deal.</summary>
[Flags]
internal enum NounSense : uint
{
    None = 0,

    /// <summary>A share by itself: stake, shareholding.</summary>
    Stake = 1 << 0,

    /// <summary>A share where something around it says so: interest, equity, shares.</summary>
    LooseStake = 1 << 1,
    Venture = 1 << 2,
    Partnership = 1 << 3,

    /// <summary>A partnership where its partners stand with it: agreement, project, ties.</summary>
    LoosePartnership = 1 << 4,
    Merger = 1 << 5,
    Takeover = 1 << 6,
    Investment = 1 << 7,

    /// <summary>Papers and arrangements: deal, contract, order. What is in them stands behind them.</summary>
    Contract = 1 << 8,
    Company = 1 << 9,
    Companies = 1 << 10,
    Person = 1 << 11,
    Post = 1 << 12,
    Holder = 1 << 13,
    Supplier = 1 << 14,
    Customer = 1 << 15,
    Partner = 1 << 16,
    Part = 1 << 17,
    Sale = 1 << 18,
    Talk = 1 << 19,
    Goods = 1 << 20,
    Supply = 1 << 21,
    Change = 1 << 22,
    Report = 1 << 23,
    Successor = 1 << 24,

    /// <summary>Who buys or would.</summary>
    Bidder = 1 << 25,
    Unit = 1 << 27,
    State = 1 << 28,
    Remainder = 1 << 29,
    Majority = 1 << 30,
}

/// <summary>How far a verb or noun says that what hangs on it has come, or whether it is so at all.</summary>
internal enum Outlook : byte
{
    None,
    Considered,
    InTalks,
    Planned,
    Agreed,
    Signed,
    Completed,
    Ongoing,
    Ended,

    /// <summary>Asked of somebody: the object of the verb is who would act.</summary>
    Asked,
    Denied,
    Negated,
    Said,
}

/// <summary>A word of the lexicon: all that is known of it by itself. One object per spelling, shared by all tokens.</summary>
internal sealed class Word
{
    public Cue Cues { get; set; }
    public WordClass Class { get; set; }
    public VerbForm Forms { get; set; }

    /// <summary>Base form of the verb that it can be.</summary>
    public string Lemma { get; set; } = "";
    public NounSense Sense { get; set; }

    /// <summary>What it says as a verb, with the particle that it needs, if any.</summary>
    public (string? Particle, Outlook Outlook)[] VerbOutlooks { get; set; } = [];

    /// <summary>What it says as a noun or adjective.</summary>
    public Outlook Outlook { get; set; }

    /// <summary>The frames of its verb, those with a particle first.</summary>
    public Frame[] Frames { get; set; } = [];

    public bool Is(WordClass wordClass) => (Class & wordClass) != 0;

    public bool Means(NounSense sense) => (Sense & sense) != 0;

    public bool CanBe(VerbForm form) => (Forms & form) != 0;
}
