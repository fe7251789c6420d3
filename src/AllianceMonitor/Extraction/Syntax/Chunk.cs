namespace AllianceMonitor.Extraction;

internal enum ChunkKind : byte
{
    /// <summary>A noun phrase without what follows by preposition: "a 5% stake", "its French partner Renault".</summary>
    Noun,

    /// <summary>A verb with its auxiliaries: "will not be sold", "to buy".</summary>
    Verb,
    Preposition,
    Conjunction,
    Subordinator,
    Relative,

    /// <summary>A comma, dash or bracket.</summary>
    Comma,

    /// <summary>A semicolon or colon: a clause ends.</summary>
    Break,

    /// <summary>Adverbs and adjectives by themselves.</summary>
    Other,
}

internal enum VerbShape : byte
{
    Finite,
    Infinitive,
    Gerund,

    /// <summary>A participle without auxiliary behind its noun: "the maker set up by Renault".</summary>
    Reduced,
}

internal enum Modality : byte
{
    None,
    Will,

    /// <summary>"is to buy".</summary>
    ToBe,
    May,

    /// <summary>"should", "must".</summary>
    Should,
}

/// <summary>A stretch of a sentence that belongs together. Objects are pooled: valid until the next sentence is parsed.</summary>
internal sealed class Chunk
{
    public ChunkKind Kind { get; set; }
    public int First { get; set; }
    public int Last { get; set; }

    /// <summary>Token of the head noun, main verb, or the word itself.</summary>
    public int Head { get; set; }
    public Word? Word { get; set; }

    // Noun phrases.

    /// <summary>Followed by 's: what comes next belongs to it.</summary>
    public bool IsPossessive { get; set; }

    /// <summary>Chunk of the possessor, -1 without.</summary>
    public int Possessor { get; set; }

    /// <summary>First mention of a name in the chunk and how many there are.</summary>
    public int FirstMention { get; set; }
    public int Mentions { get; set; }

    /// <summary>The name is the head of the phrase ("French partner Renault"), not a modifier ("Renault shares").</summary>
    public bool IsNamed { get; set; }

    /// <summary>What any of its words stands for.</summary>
    public NounSense Senses { get; set; }
    public int Percent { get; set; }
    public int Money { get; set; }
    public bool IsTime { get; set; }
    public bool IsPronoun { get; set; }

    /// <summary>Preposition chunk that leads it in, -1 without.</summary>
    public int Preposition { get; set; }

    /// <summary>For what follows a preposition: the chunk that the phrase hangs on. For others: the verb whose subject or object they are.</summary>
    public int Governor { get; set; }

    // Verbs.
    public VerbShape Shape { get; set; }
    public Modality Modality { get; set; }
    public bool IsPassive { get; set; }
    public bool IsPast { get; set; }
    public bool IsPerfect { get; set; }
    public bool IsProgressive { get; set; }
    public bool IsNegated { get; set; }

    /// <summary>The word behind the verb that can be its particle.</summary>
    public string? Particle { get; set; }

    /// <summary>Subject and first object, chunks of noun phrases; -1 without.</summary>
    public int Subject { get; set; }
    public int Object { get; set; }

    public bool IsNoun => Kind == ChunkKind.Noun;
    public bool IsVerb => Kind == ChunkKind.Verb;

    public void Reset(ChunkKind kind, int first)
    {
        (Kind, First, Last, Head, Word) = (kind, first, first, first, null);
        (IsPossessive, Possessor, FirstMention, Mentions, IsNamed, Percent, Money, IsTime, IsPronoun) = (false, -1, -1, 0, false, -1, -1, false, false);
        Senses = NounSense.None;
        (Preposition, Governor, Shape, Modality) = (-1, -1, VerbShape.Finite, Modality.None);
        (IsPassive, IsPast, IsPerfect, IsProgressive, IsNegated, Particle, Subject, Object) = (false, false, false, false, false, null, -1, -1);
    }
}
