namespace AllianceMonitor.Extraction;

/// <content>How a sentence is read outwards, word by word.</content>
internal readonly partial record struct Stance
{
    private struct Reading(ParsedSentence parsed)
    {
        private bool isWeak;

        public DealStage? Stage { get; private set; }

        public Polarity Polarity { get; private set; }

        public int Denier { get; private set; } = -1;

        public bool IsReport { get; private set; }

        /// <summary>"Neither company plans", "No offer was made".</summary>
        public readonly bool HasNegatedSubject(Chunk verb) => verb.Subject >= 0 && (parsed.Sentence.Is(parsed[verb.Subject].First, "neither") || parsed.Sentence.Is(parsed[verb.Subject].First, "no") || parsed.Sentence.Is(parsed[verb.Subject].First, "nobody"));

        /// <summary>
        /// For a deal told in a relative clause the noun that the clause is about, where the stage stands with that: "an agreement under which it will
        /// supply cells has been signed", "a car that they were to develop together has been cancelled"; -1 otherwise.
        /// </summary>
        public readonly int Relative(Chunk verb)
        {
            int relative = verb.Subject < 0 ? -1 : Clauses.StartOf(parsed.Chunks, verb.Subject) - 1;
            if (relative <= 0 || parsed[relative].Kind != ChunkKind.Relative || Clauses.Antecedent(parsed.Chunks, relative) is not (>= 0 and var noun))
            {
                return -1;
            }

            bool under = parsed.IsPreposition(relative - 1, "under") && (ParsedSentence.AnyMeans(parsed[noun], NounSense.Contract) || parsed[noun].Word?.Outlook is Outlook.Considered or Outlook.InTalks);
            bool ended = parsed[noun].Governor is >= 0 and var governor && parsed[governor] is { IsVerb: true, Word: not null } above && Clauses.StageWordsOf(above) == Outlook.Ended;
            return under || ended ? noun : -1;
        }

        /// <summary>What the verb of the deal says by its own tense.</summary>
        public void Tense(Chunk verb, DealStage past)
        {
            Stage = verb.Shape switch
            {
                // The headline's future: "Renault to cut its stake".
                VerbShape.Infinitive when verb.Governor >= 0 && parsed[verb.Governor] is { IsNoun: true, IsNamed: true } => DealStage.Planned,
                // "became its top shareholder, taking a 34% stake": in the tense of the main verb.
                VerbShape.Gerund when verb.Governor >= 0 && parsed[verb.Governor] is { IsVerb: true, Shape: VerbShape.Finite, Word: not null } main && Clauses.StageWordsOf(main) is Outlook.None or Outlook.Said && main.Modality is Modality.None && !IsAhead(verb) && parsed[verb.Governor + 1 < parsed.Count ? verb.Governor + 1 : verb.Governor] != verb => past,
                VerbShape.Infinitive or VerbShape.Gerund when !verb.IsPerfect => null,
                VerbShape.Reduced => past,
                _ => verb.Modality switch
                {
                    Modality.Will or Modality.ToBe => DealStage.Planned,
                    Modality.May or Modality.Should => DealStage.Considered,
                    _ when verb is { IsProgressive: true, IsPerfect: false } && past is not (DealStage.Ongoing or DealStage.InTalks) => DealStage.Planned,

                    // "The German company gets 3.1 percent": the terms of a deal; in a headline the present is the past.
                    _ when past == DealStage.Completed && verb is { IsPast: false, IsPerfect: false, IsPassive: false, Word.Lemma: "get" or "take" or "receive" or "buy" or "sell" or "acquire" } && parsed.Sentence.Paragraph is not null => DealStage.Planned,
                    _ => past,
                },
            };
        }

        /// <summary>"close to buying", "on the verge of buying", "interested in buying": what is not done yet, whatever the tense of the main verb; "by buying" is.</summary>
        private readonly bool IsAhead(Chunk gerund) => parsed.Sentence.Is(gerund.First - 1, "to") || parsed.Sentence.Is(gerund.First - 1, "of") || parsed.Sentence.Is(gerund.First - 1, "about") || parsed.Sentence.Is(gerund.First - 1, "from") || parsed.Sentence.Is(gerund.First - 1, "against");

        public void Negate(int chunk, bool negated, bool past)
        {
            if (negated && !(past && Polarity == Polarity.Denied))
            {
                (Polarity, Denier) = (Polarity == Polarity.Denied ? Polarity.Denied : Polarity.Negated, chunk);
            }
        }

        /// <summary>A verb above: "agreed", "will discuss", "has scrapped", "is not going".</summary>
        public void Verb(int index, int child)
        {
            Chunk verb = parsed[index];
            Outlook outlook = verb.Word is null ? Outlook.None : Clauses.StageWordsOf(verb);
            bool isSubject = verb.Subject == child && !verb.IsPassive;
            bool aside = outlook == Outlook.None && parsed[child].IsNoun && verb.Subject == child && !verb.Word!.Is(WordClass.Be);
            if (!aside && (verb.IsNegated || (child > index && HasNegatedSubject(verb))) && outlook != Outlook.Said && !(verb.Word!.Lemma is "rule" or "exclude"))
            {
                Negate(index, true, false);
            }

            for (int k = index + 1; k < parsed.Count && k < child && k <= index + 2 && !parsed[k].IsVerb; k++)
            {
                // "is ready to", "is in talks to", "is unlikely to"
                if (parsed[k] is { IsNoun: true, IsNamed: false } between && k != child)
                {
                    Noun(between, -1);
                }
            }

            if (child > index && child <= parsed.Count && parsed[child].IsVerb)
            {
                Between(verb, parsed[child]);
            }

            if (child > index && verb.Word is { Lemma: "decide" or "vote" or "advise" or "opt" } && parsed.Sentence.Is(parsed[child].First - 1, "against"))
            {
                // "decided against investing"
                Negate(index, true, false);
                Stage ??= DealStage.Considered;
                return;
            }

            if (child > index && parsed[child].IsVerb && (parsed.Sentence.Is(verb.Last + 1, "close") || parsed.Sentence.Is(verb.Last + 1, "closer") || parsed.Sentence.Is(verb.Last + 1, "near")))
            {
                // "is close to buying", "moved closer to buying"
                Combine(DealStage.InTalks, false);
                return;
            }

            if (verb.Word!.Is(WordClass.Be))
            {
                Between(verb, null);
                bool stands = verb.Subject == child && (parsed[child].Possessor >= 0 || parsed.Sentence.Tokens[parsed[child].First].Is(WordClass.Possessive));
                if (verb.Modality is Modality.Will or Modality.ToBe && parsed[child].IsNoun && !stands)
                {
                    Combine(DealStage.Planned, false);
                }

                return;
            }

            if (verb.Word.Lemma is "begin" or "start" or "commence" && child > index && parsed[child] is { IsVerb: true, Shape: not VerbShape.Finite })
            {
                // "began to merge their logistics": it goes on.
                Combine(verb.Modality is Modality.None ? DealStage.Ongoing : DealStage.Planned, false);
                return;
            }

            if (verb.Word.Lemma == "use" && verb is { IsPast: true, IsPassive: false, Shape: VerbShape.Finite } && child > index && parsed[child] is { IsVerb: true, Shape: VerbShape.Infinitive })
            {
                // "used to build": no longer.
                Combine(DealStage.Ended, false);
                return;
            }

            if (verb.Word.Lemma == "work" && (parsed.Sentence.Is(verb.Last + 1, "toward") || parsed.Sentence.Is(verb.Last + 1, "towards")))
            {
                // "agreed to work towards a merger"
                Combine(DealStage.InTalks, false);
                return;
            }

            if (verb.Word.Lemma is "announce" or "unveil" && verb is { Object: >= 0, Subject: > 0, IsNegated: false, Shape: VerbShape.Finite } && verb.Object == child && parsed[verb.Subject - 1].Kind == ChunkKind.Conjunction && Stage is null)
            {
                // "Renault and Volvo announced a partnership": the parties say that they agreed.
                Combine(DealStage.Agreed, false);
                return;
            }

            if (outlook == Outlook.Ended && isSubject && parsed[child].IsNoun && verb is { Object: >= 0, Shape: VerbShape.Finite } && verb.Object != child)
            {
                // "The venture lost money": it did something, and is not over.
                outlook = Outlook.None;
            }

            DealStage? stage = StageOf(outlook);
            if (outlook == Outlook.Denied)
            {
                if (verb.IsNegated)
                {
                    // "has not ruled out": it may be.
                    (Polarity, Denier) = (Polarity.Affirmed, -1);
                    Combine(DealStage.Considered, false);
                }
                else
                {
                    (Polarity, Denier) = (Polarity.Denied, verb.IsPassive ? parsed.AgentOf(index) : verb.Subject);
                    Stage ??= DealStage.Considered;
                }

                return;
            }

            if (outlook == Outlook.Negated)
            {
                Negate(index, true, false);
                Stage ??= DealStage.Considered;
                return;
            }

            if (parsed.Sentence.Is(verb.Head - 1, "longer") && parsed.Sentence.Is(verb.Head - 2, "no") && outlook is Outlook.Considered or Outlook.InTalks or Outlook.Planned)
            {
                // "will no longer pursue a takeover"
                Combine(DealStage.Ended, false);
                return;
            }

            if (isSubject && outlook is not (Outlook.Ended or Outlook.Ongoing or Outlook.None))
            {
                return;
            }

            if (stage is null && outlook == Outlook.None && verb.Word.Lemma.Length > 0 && parsed[child].IsNoun && !isSubject && verb.Shape == VerbShape.Finite && verb.Modality is Modality.Will or Modality.ToBe or Modality.May)
            {
                stage = verb.Modality == Modality.May ? DealStage.Considered : DealStage.Planned;
                Combine(stage.Value, false);
                return;
            }

            if (stage is null && outlook == Outlook.None && parsed[child] is { IsVerb: true, Shape: not VerbShape.Finite } && verb.Modality != Modality.None)
            {
                Combine(verb.Modality is Modality.May or Modality.Should ? DealStage.Considered : DealStage.Planned, false);
                return;
            }

            bool deed = stage is null && parsed[child] is { IsNoun: true } noun && verb.Object == child && verb is { Shape: VerbShape.Finite, Modality: Modality.None } && (verb.IsPast || verb.IsPerfect)
                && ParsedSentence.AnyMeans(noun, NounSense.Takeover | NounSense.Sale) && parsed.Sentence.Is(noun.First, "the");
            if (deed)
            {
                // "orchestrated the acquisition of"
                Combine(DealStage.Completed, false);
            }

            if (stage is not { } told || (Stage is not null && verb.Word.Lemma is "announce" or "unveil"))
            {
                return;
            }

            Combine(told, isWeak: verb.Word.Lemma is "plan" or "propose");
            if (verb.Shape == VerbShape.Finite && verb.Modality == Modality.May)
            {
                Combine(DealStage.Considered, false);
            }
            else if (verb.Shape == VerbShape.Finite && verb.Modality is Modality.Will or Modality.ToBe && told is not DealStage.Ongoing)
            {
                Combine(DealStage.Planned, false);
            }
            else if (verb.IsProgressive && told is DealStage.Signed or DealStage.Completed)
            {
                Stage = told == DealStage.Completed && verb.Word.Lemma is "set" or "form" or "create" or "establish" or "found" or "launch" ? DealStage.Planned : DealStage.InTalks;
            }
        }

        /// <summary>Adverbs and adjectives between a verb and what hangs on it.</summary>
        private void Between(Chunk verb, Chunk? child)
        {
            int last = child is null ? Math.Min(verb.Last + 2, parsed.Sentence.Last) : child.First - 1;
            for (int i = verb.Last + 1; i <= last; i++)
            {
                if (parsed.Sentence.Tokens[i].Word is { Outlook: not Outlook.None } word && !word.Is(WordClass.Verb | WordClass.Noun))
                {
                    Apply(word.Outlook, -1);
                }
            }
        }

        /// <summary>A noun above, or the words in front of the noun that tells the deal itself: "a planned merger", "no plan".</summary>
        public void Noun(Chunk noun, int deal)
        {
            IsReport |= deal == -1 && noun.Word is { } head && head.Means(NounSense.Report);
            for (int i = noun.Last; i >= noun.First; i--)
            {
                if (parsed.Sentence.Tokens[i].Word is not { Outlook: not Outlook.None } word || (i == deal && word.Outlook is not Outlook.Considered))
                {
                    continue;
                }

                if (word.Outlook == Outlook.Negated)
                {
                    Negate(noun.Governor >= 0 ? noun.Governor : 0, true, false);
                }
                else
                {
                    Apply(word.Outlook, -1, weak: i == noun.Head && word.Outlook is Outlook.Considered or Outlook.Planned);
                }
            }
        }

        private void Apply(Outlook outlook, int denier, bool weak = false)
        {
            switch (outlook)
            {
                case Outlook.Denied:
                    (Polarity, Denier) = (Polarity.Denied, denier);
                    break;
                case Outlook.Negated:
                    Negate(-1, true, false);
                    break;
                default:
                    if (StageOf(outlook) is { } stage)
                    {
                        Combine(stage, weak);
                    }

                    break;
            }
        }

        /// <summary>Null for what says nothing of a stage.</summary>
        private static DealStage? StageOf(Outlook outlook) => outlook switch
        {
            Outlook.Considered or Outlook.Asked => DealStage.Considered,
            Outlook.InTalks => DealStage.InTalks,
            Outlook.Planned => DealStage.Planned,
            Outlook.Agreed => DealStage.Agreed,
            Outlook.Signed => DealStage.Signed,
            Outlook.Completed => DealStage.Completed,
            Outlook.Ongoing => DealStage.Ongoing,
            Outlook.Ended => DealStage.Ended,
            _ => null,
        };

        private void Combine(DealStage outer, bool isWeak)
        {
            DealStage? inner = Stage;
            Stage = (inner, outer) switch
            {
                (null, _) => outer,
                (_, DealStage.Ended) => DealStage.Ended,
                (DealStage.Ended, _) => DealStage.Ended,
                (DealStage.Ongoing, DealStage.Considered) => DealStage.Considered,
                (_, DealStage.Considered) => isWeak && inner is DealStage.Planned or DealStage.InTalks ? inner : DealStage.Considered,
                (DealStage.Considered, DealStage.InTalks) => DealStage.InTalks,
                (_, DealStage.InTalks) => DealStage.InTalks,
                (DealStage.Considered or DealStage.InTalks, DealStage.Planned) => this.isWeak ? DealStage.Planned : inner,
                (DealStage.Signed, DealStage.Planned) => DealStage.InTalks,
                (DealStage.Agreed, DealStage.Planned) => DealStage.InTalks,
                (DealStage.Completed, DealStage.Planned) => DealStage.Planned,
                (_, DealStage.Planned) => DealStage.Planned,
                (DealStage.Considered, DealStage.Agreed or DealStage.Signed or DealStage.Completed) => this.isWeak ? outer : DealStage.Considered,
                (DealStage.InTalks, DealStage.Agreed or DealStage.Signed or DealStage.Completed) => DealStage.InTalks,
                (DealStage.Signed, DealStage.Agreed) => DealStage.Signed,
                (DealStage.Ongoing, DealStage.Completed) => DealStage.Completed,
                (_, DealStage.Agreed or DealStage.Signed or DealStage.Completed) => outer,
                (DealStage.Completed, DealStage.Ongoing) => DealStage.Ongoing,
                _ => inner,
            };
            this.isWeak = inner is null ? isWeak : this.isWeak && isWeak;
        }

        /// <summary>What the rest of the sentence says of it: a speaker of a negation denies; "the report was wrong" behind it; a doubter in front.</summary>
        public void Sentence(int predicate)
        {
            // "will assemble cars under a contract signed in Graz", "is being bought under a deal agreed with"
            if (parsed[predicate].IsVerb && Stage is DealStage.Planned or DealStage.Completed && (parsed.Phrase(predicate, ["under"], 12) is >= 0 and var behind ? behind : parsed.IsPreposition(0, "under") ? parsed.NounAfter(0) : -1) is >= 0 and var under && (ParsedSentence.AnyMeans(parsed[under], NounSense.Contract) || parsed[under].Word is { Outlook: Outlook.Considered }))
            {
                Outlook outlook = under + 1 < parsed.Count && parsed[under + 1] is { IsVerb: true, Shape: VerbShape.Reduced } participle ? Clauses.StageWordsOf(participle) : parsed.Sentence.Is(parsed[under].Head, "deal") || parsed.Sentence.Is(parsed[under].Head, "pact") ? Outlook.Agreed : parsed[under].Word?.Outlook ?? Outlook.None;
                bool proposed = Stage == DealStage.Planned && parsed[under].Word is { Outlook: Outlook.Considered } && parsed[predicate].IsPast;
                Stage = outlook switch { Outlook.Signed => DealStage.Signed, Outlook.Agreed => DealStage.Agreed, _ => proposed ? DealStage.Considered : Stage };
            }

            if (Polarity == Polarity.Negated && Attribution.SpeakerOf(parsed, predicate) is >= 0 and var speaker)
            {
                (Polarity, Denier) = (Polarity.Denied, speaker);
            }
        }
    }
}
