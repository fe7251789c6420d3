namespace AllianceMonitor.Extraction;

/// <summary>The entities of one article as they are found; later short forms ("Adashek") join the full name seen before.</summary>
/// <param name="watchlist">Whom to know.</param>
/// <param name="votes">What the names of the article are, by all their mentions.</param>
internal sealed class NameBook(Watchlist watchlist, NameVotes votes)
{
    /// <summary>Begins the key of a person that only the look of the name tells, so that it is never taken for a company.</summary>
    public const string PersonMark = "person:";

    /// <summary>Likewise for places.</summary>
    public const string PlaceMark = "place:";

    /// <summary>The name in a key.</summary>
    public static string NameIn(string key) => key.StartsWith(PersonMark, StringComparison.Ordinal) ? key[PersonMark.Length..] : key.StartsWith(PlaceMark, StringComparison.Ordinal) ? key[PlaceMark.Length..] : key;

    private sealed class Entry(string key, string name, EntityType? type, bool isSource, bool isSure)
    {
        public string Key { get; } = key;
        public string Name { get; } = name;
        public EntityType? Type { get; set; } = type;
        public bool IsSource { get; } = isSource;

        /// <summary>Its type stands whatever it does in a deal.</summary>
        public bool IsSure { get; } = isSure;
        public List<Mention> Mentions { get; } = [];
    }

    /// <summary>Letters of a first word that stands for the whole name: not the LG of LG Energy Solution.</summary>
    private const int LeastFirstWord = 4;

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keyBySurname = new(StringComparer.Ordinal);

    /// <summary>"Musashi" is Musashi Axle once that was named.</summary>
    private readonly Dictionary<string, string> keyByFirstWord = new(StringComparer.Ordinal);

    /// <summary>The key of a name that was recognised by its look.</summary>
    /// <param name="surface">How it stands in the text.</param>
    /// <param name="type">What it is.</param>
    /// <param name="isSure">Whether it stays that when it is party to a deal.</param>
    public string See(string surface, EntityType? type, bool isSure)
    {
        string name = votes.Usual(surface.TrimEnd('.'));
        if (type is EntityType.Organization && (NameLexicon.Of(name) & NameCue.Outlet) != 0)
        {
            return MentionFinder.SourcePrefix + name;
        }

        if (keyBySurname.TryGetValue(name, out string? known))
        {
            return known;
        }

        if (type is not (EntityType.Person or EntityType.Place) && !(entries.TryGetValue(name, out Entry? own) && own.Mentions.Count > 0) && keyByFirstWord.TryGetValue(name, out string? longer))
        {
            return longer;
        }

        string key = type switch { EntityType.Person when isSure => PersonMark + name, EntityType.Place when isSure => PlaceMark + name, EntityType.Person or EntityType.Place => name, _ => ShortNames.Of(name, watchlist.HasName, votes.IsUsual) };
        if (type == EntityType.Person && name.LastIndexOf(' ') is > 0 and var space)
        {
            keyBySurname[name[(space + 1)..]] = key;
        }

        if (type is not (EntityType.Person or EntityType.Place) && key.IndexOf(' ', StringComparison.Ordinal) is > 0 and var first && !watchlist.HasName(key[(first + 1)..]))
        {
            bool goesOn = char.IsUpper(key[first + 1]) || char.IsDigit(key[first + 1]);
            if (first >= LeastFirstWord && goesOn)
            {
                keyByFirstWord.TryAdd(key[..first], key);
            }

            if (key.LastIndexOf(' ') is var second && second > first && char.IsUpper(key[key.LastIndexOf(' ', second - 1) + 1]))
            {
                keyByFirstWord.TryAdd(key[..second], key);
            }

            if (ShortNames.Initials(key) is { } initials && !watchlist.HasName(initials))
            {
                keyByFirstWord.TryAdd(initials, key);
            }
        }

        string plain = type is EntityType.Person or EntityType.Place ? name : key;
        if (!entries.TryGetValue(key, out Entry? entry))
        {
            entries[key] = new Entry(key, plain, type, false, isSure && type is not null);
        }
        else
        {
            entry.Type ??= type;
        }

        return key;
    }

    public void Add(FoundMention mention, string text, int? paragraph)
    {
        if (!entries.TryGetValue(mention.Key, out Entry? entry))
        {
            bool source = mention.Key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal);
            WatchedEntity? watched = watchlist.Find(mention.Key);
            entry = entries[mention.Key] = new Entry(
                mention.Key, source ? mention.Key[MentionFinder.SourcePrefix.Length..] : watched?.Name ?? mention.Key, watched?.Type ?? EntityType.Organization, source, isSure: true);
        }

        if (paragraph is { } index)
        {
            entry.Mentions.Add(new Mention(text[mention.Start..mention.End], index, mention.Start, mention.End, mention.Via));
        }
    }

    /// <summary>A name that is party to a deal is an organisation, if nothing sure said otherwise; one that takes a post is a person.</summary>
    public void Confirm(string key, EntityType type)
    {
        if (entries.TryGetValue(key, out Entry? entry) && !entry.IsSure)
        {
            entry.Type = type;
        }
    }

    /// <summary>A name of which nothing has said for sure what it is.</summary>
    public bool IsUntyped(string key) => entries.TryGetValue(key, out Entry? entry) && !entry.IsSure;

    /// <summary>A name that was seen before, or the surname or short form of one: it is a name at the start of a sentence too.</summary>
    public bool IsKnown(string word) => keyBySurname.ContainsKey(word) || keyByFirstWord.ContainsKey(word) || entries.ContainsKey(word);

    public IReadOnlyList<ArticleEntity> Entities() =>
        [.. entries.Values.Where(entry => entry.Type is not null).Select(entry => new ArticleEntity(
            watchlist.Find(entry.Key) is { HasId: true } watched ? watched.Id : null, entry.Name, entry.Type!.Value, entry.IsSource ? "source" : null, entry.Mentions))];
}
