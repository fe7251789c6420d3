using System.Collections.Frozen;

namespace AllianceMonitor.Articles;

/// <summary>What a word does in a sentence, as far as the comparison of paragraphs asks for it.</summary>
[Flags]
internal enum WordClass
{
    None = 0,

    /// <summary>"said", "according to": whether it stands there makes no difference.</summary>
    Reporting = 1,

    /// <summary>Comes with somebody who says it.</summary>
    Saying = 1 << 1,

    /// <summary>A speaker who is not told from others: "sources", "the company".</summary>
    VagueSpeaker = 1 << 2,

    /// <summary>"plans to", "may", "former": weakens what is said.</summary>
    Hedge = 1 << 3,

    /// <summary>What it governs has not happened yet.</summary>
    Plan = 1 << 4,

    /// <summary>Says "not" by itself.</summary>
    Refusal = 1 << 5,

    /// <summary>What the one does, the other undergoes from the other end.</summary>
    Converse = 1 << 6,
    Be = 1 << 7,
    Perfect = 1 << 8,
    Future = 1 << 9,
    Modal = 1 << 10,

    /// <summary>Tells the role of the party that follows.</summary>
    Preposition = 1 << 11,

    /// <summary>Both parties do it, so that their order says nothing.</summary>
    Symmetric = 1 << 12,
    SpanOfTime = 1 << 13,
    Weekday = 1 << 14,
    Male = 1 << 15,
    Female = 1 << 16,

    /// <summary>What it governs has happened.</summary>
    Completion = 1 << 17,
}

/// <summary>The classes of words by stem.</summary>
internal static class WordClasses
{
    private static readonly FrozenDictionary<string, WordClass> ByStem = new (WordClass Class, string Words)[]
    {
        (WordClass.Reporting, "say tell state deny add note remark comment report declare announce according_to as_stated_by spokesman spokesperson spokeswoman statement"),
        (WordClass.Saying, "say tell according_to"),
        (WordClass.VagueSpeaker, "source insider person people official authority company group firm carmaker automaker manufacturer maker operator business report newspaper paper agency medium broadcaster letter document filing survey poll study organisation organization agency body institution outlet channel magazine daily website tabloid executive manager"),
        (WordClass.Hedge, "plan intend propose consider seek want hope aim may-modal might could threaten former ex almost nearly allege alleged reportedly partly potential possible possibly try attempt offer only except claim"),
        (WordClass.Plan, "plan intend propose consider seek want hope aim try attempt offer threaten promise prepare expect agree agree_to in_talks negotiate discuss think_about mull contemplate weigh weigh_up explore eye envisage toy_with look_at"),
        (WordClass.Completion, "complete finish finalise finalize conclude wrap_up"),
        (WordClass.Refusal, """
            reject refuse deny dismiss decline fail avoid prevent stop unable lack miss unlikely doubt reject_call rule_out few hardly rarely escape lose run_out run_out_of exhaust stay_away keep_away knock_out cut_off deprive strip ban prohibit forbid bar block halt cease
            scrap cancel abandon oppose exempt exclude absence shortage free end withdraw drop withhold waive spare skip ignore neglect forgo refrain abstain resist missing absent empty vacant idle stall unclear unknown
            leave_open undecided pending disappear vanish barely scarcely seldom dispute contest impossible
            """),
        (WordClass.Converse, "give receive pay get buy sell lend borrow send award grant hand purchase acquire beat defeat win lose lead trail"),
        (WordClass.Be, "is are was were be been being"),
        (WordClass.Perfect, "has have had"),
        (WordClass.Future, "will shall"),
        (WordClass.Modal, "would should can could may might must may-modal"),
        (WordClass.Preposition, "by to from of in on at with for into onto over under against than after before between through within across near"),
        (WordClass.Symmetric, "meet merge marry partner talk team ally alliance cooperate collaborate together join merger partnership tie draw play clash negotiate discuss speak agree share border link"),
        (WordClass.SpanOfTime, "day week weekend fortnight month quarter year decade century spring summer autumn winter season night morning evening time monday tuesday wednesday thursday friday saturday sunday"),
        (WordClass.Weekday, "monday tuesday wednesday thursday friday saturday sunday"),
        (WordClass.Male, "he him his"),
        (WordClass.Female, "she her hers"),
    }
    .SelectMany(row => row.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => (Stem: string.Join('_', word.Split('_').Select(NewsLexicon.Stem)), row.Class)))
    .GroupBy(row => row.Stem, StringComparer.Ordinal)
    .ToFrozenDictionary(group => group.Key, group => group.Aggregate(WordClass.None, (all, row) => all | row.Class), StringComparer.Ordinal);

    public static WordClass Of(string stem) => ByStem.GetValueOrDefault(stem, WordClass.None);
}
