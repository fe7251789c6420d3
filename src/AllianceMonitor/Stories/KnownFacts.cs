using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>All that has been said of the deals of the focus, by topic. Outlives the window of the stories, so that last month's figure is known when the next one comes.</summary>
public sealed class KnownFacts
{
    /// <summary>Sayings kept of one deal; the ones that were said last.</summary>
    private const int MaxSayings = 64;

    private readonly Dictionary<string, List<DealThread>> threads = new(StringComparer.Ordinal);

    /// <summary>For symmetric kinds: the topic by which a pair of parties was first known, so that a third party does not make it another deal.</summary>
    private readonly Dictionary<string, string> topicOfPair = new(StringComparer.Ordinal);

    public IEnumerable<DealThread> Threads => threads.Values.SelectMany(list => list);

    public IReadOnlyDictionary<string, string> TopicOfPair => topicOfPair;

    /// <summary>Puts back what a snapshot kept.</summary>
    public void Restore(IEnumerable<DealThread> kept, IReadOnlyDictionary<string, string> pairs)
    {
        foreach (DealThread thread in kept)
        {
            Add(thread);
        }

        foreach ((string pair, string topic) in pairs)
        {
            topicOfPair[pair] = topic;
        }
    }

    /// <summary>All deals of the fact's kind and parties.</summary>
    public IReadOnlyList<DealThread> Of(Fact fact) => threads.GetValueOrDefault(TopicOf(fact)) ?? [];

    /// <summary>The deal that a telling is of; null when it is of none that is known. Of several, the one with most in common, and of equals the latest.</summary>
    public DealThread? Find(Fact fact, IReadOnlyList<string> words) =>
        Of(fact).Reverse().Where(thread => thread.Tells(fact, words)).MaxBy(thread => thread.Likeness(words));

    /// <summary>Keeps what was said.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="thread">The deal that it is of; null begins one.</param>
    /// <param name="voice">Key of the article, see <see cref="Decision.CopyOf"/>.</param>
    /// <param name="dated">When it was said.</param>
    /// <param name="isVersion">Whether the article replaces an earlier one. Another copy of a text that was corrected does not make it stand again.</param>
    public (DealThread Thread, Saying Saying) Remember(Fact fact, DealThread? thread, string voice, Dating dated, bool isVersion)
    {
        if (thread is null)
        {
            Add(thread = new DealThread { Topic = TopicOf(fact) });
        }

        foreach (string pair in Pairs(fact))
        {
            topicOfPair.TryAdd(pair, thread.Topic);
        }

        Saying saying = thread.Sayings.Find(known => known.Is(fact)) ?? new Saying { Fact = fact, Dated = dated };
        saying.Dated = saying.Dated.Latest(dated);
        if (isVersion || saying.WithdrawnBy != voice)
        {
            saying.Hear(voice);
        }

        thread.Sayings.Remove(saying);
        thread.Sayings.Add(saying);
        if (thread.Sayings.Count > MaxSayings)
        {
            thread.Sayings.RemoveAt(0);
        }

        return (thread, saying);
    }

    /// <summary>Forgets deals of which nothing was said since.</summary>
    public void ForgetBefore(DateTimeOffset time)
    {
        foreach ((string topic, List<DealThread> list) in threads.ToList())
        {
            list.RemoveAll(thread => thread.Sayings.TrueForAll(saying => saying.Dated.DroppedAt < time));
            if (list.Count == 0)
            {
                threads.Remove(topic);
            }
        }

        foreach ((string pair, string topic) in topicOfPair.ToList())
        {
            if (!threads.ContainsKey(topic))
            {
                topicOfPair.Remove(pair);
            }
        }
    }

    /// <summary>The topic by which a deal is known: <see cref="Fact.Topic"/>, or that of the pair of its parties that was known first.</summary>
    public string TopicOf(Fact fact)
    {
        foreach (string pair in Pairs(fact))
        {
            if (topicOfPair.TryGetValue(pair, out string? topic))
            {
                return topic;
            }
        }

        return fact.Topic;
    }

    private void Add(DealThread thread)
    {
        if (!threads.TryGetValue(thread.Topic, out List<DealThread>? list))
        {
            threads[thread.Topic] = list = [];
        }

        list.Add(thread);
    }

    private static IEnumerable<string> Pairs(Fact fact)
    {
        if (!fact.IsSymmetric)
        {
            yield break;
        }

        List<string> parties = [.. fact.Parties.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (int i = 0; i < parties.Count; i++)
        {
            for (int j = i + 1; j < parties.Count; j++)
            {
                yield return $"{FactWords.Kind(fact.Kind)} {parties[i]} {parties[j]}";
            }
        }
    }
}
