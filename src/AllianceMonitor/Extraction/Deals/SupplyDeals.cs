namespace AllianceMonitor.Extraction;

/// <summary>Who delivers to whom, told by a verb; contracts and orders stand in <see cref="SupplyContracts"/>, "supplier of" and "customer" in <see cref="Roles"/>.</summary>
internal static partial class SupplyDeals
{
    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame, int acting = -1)
    {
        ParsedSentence parsed = scene.Parsed;
        theme = WholeOf(parsed, theme);
        if (theme < 0 && !parsed[verb].IsPassive && verb + 1 < parsed.Count && parsed[verb + 1].Kind == ChunkKind.Other && parsed.Sentence.IsAny(parsed[verb + 1].Last, "most", "some", "all", "half", "much") && parsed.IsPreposition(verb + 2, "of"))
        {
            // "gets most of its engines from"
            theme = parsed.NounAfter(verb + 2);
        }

        if (acting >= 0 && (frame.Object is not (Slot.To or Slot.For) || frame.Theme != Theme.Goods))
        {
            return false;
        }

        return frame switch
        {
            { Theme: Theme.Company, Object: Slot.For } => Chosen(scene, verb, theme, frame.Past),
            { Theme: Theme.Company } => Serves(scene, verb, theme),
            { Theme: Theme.Contract } => SupplyContracts.FromVerb(scene, verb, theme, frame),
            { Theme: Theme.Any, Object: Slot.To } => AccountsFor(scene, verb),
            { Theme: Theme.Any } => ReliesOn(scene, verb),
            { Object: Slot.Into } => GoesInto(scene, verb),
            { Subject: Slot.To } => Outsourced(scene, verb, theme),
            { Subject: Slot.From } when parsed[verb].Word!.Lemma == "come" => ComesFrom(scene, verb),
            { Subject: Slot.From } => Gets(scene, verb, theme),
            _ => Gives(scene, verb, theme, frame, acting),
        };
    }

    private static bool AddEach(Scene scene, int verb, List<string> suppliers, List<string> customers, DealStage past = DealStage.Ongoing)
    {
        bool any = false;
        foreach (string supplier in suppliers)
        {
            any |= Add(scene, verb, supplier, customers, past);
        }

        return any;
    }

    private static bool Add(Scene scene, int verb, string? supplier, List<string> customers, DealStage past = DealStage.Ongoing)
    {
        // "picked Qualcomm to supply chips", "are turning to CATL to supply them": it is going to.
        Stance stance = Stance.Of(scene.Parsed, verb, past, IsChosen(scene.Parsed, verb) ? DealStage.Planned : DealStage.Considered);
        return Put(scene, [supplier], customers, stance);
    }

    internal static bool Put(Scene scene, IReadOnlyList<string?> suppliers, List<string> customers, Stance stance)
    {
        int before = scene.Facts.Count;
        foreach (string? supplier in suppliers)
        {
            foreach (string customer in customers.Where(customer => customer != supplier))
            {
                scene.Add(Scene.Draft(FactKind.Supply, supplier, customer), stance);
            }
        }

        return scene.Facts.Count > before;
    }

    /// <summary>An infinitive behind "picked", "turned to", "contracted": somebody is to do it.</summary>
    private static bool IsChosen(ParsedSentence parsed, int verb) =>
        parsed[verb] is { Shape: VerbShape.Infinitive, Governor: >= 0 } infinitive && parsed[infinitive.Governor] is { IsVerb: true, Word.Lemma: "pick" or "choose" or "select" or "contract" or "commission" or "turn" or "hire" or "order" or "sign" or "enlist" or "retain" };

    /// <summary>Who gets what the sentence does not say for whom it is: the company that speaks, else the only one that the sentence before was about.</summary>
    private static List<string> Concerned(Scene scene, int verb, string supplier) =>
        Attribution.SpeakerOf(scene.Parsed, verb) is >= 0 and var speaker && scene.Parties.One(speaker) is { } speaking && speaking != supplier ? [speaking]
        : scene.Discourse.Subjects is [var one] && one != supplier ? [one] : [];

    /// <summary>Who signed the agreement "under which" something is delivered.</summary>
    private static List<string> Signatories(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        for (int k = verb - 1; k > 1; k--)
        {
            if (parsed[k].Kind == ChunkKind.Relative && parsed.IsPreposition(k - 1, "under"))
            {
                int main = scene.VerbAbove(Clauses.Antecedent(parsed.Chunks, k));
                return main >= 0 && parsed[main].Subject >= 0 ? scene.Parties.Joined(parsed[main].Subject) : [];
            }
        }

        return [];
    }
}
