using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>The short usual name of a company: without legal form and without the words that papers leave out after the first mention.</summary>
internal static class ShortNames
{
    private static readonly FrozenSet<string> LegalForms = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Co", "Company", "Ltd", "Limited", "Inc", "Incorporated", "Corp", "Corporation", "SA", "SAS", "SE", "AG", "GmbH", "KG", "NV", "BV", "plc", "SpA", "AB", "ASA", "Oyj", "KK", "LLC", "LP", "JSC", "PJSC", "Bhd", "Sdn", "Pte", "Pty", "Pvt", "PCL", "Tbk");

    /// <summary>Left out where the rest is a name by itself: "Suzuki Motor", "Marelli Holdings".</summary>
    private static readonly FrozenSet<string> Trades = FrozenSet.Create(StringComparer.Ordinal, "Motor", "Holdings", "Holding");

    /// <summary>Left out behind two words or more: "Renault Korea Motors", but "General Motors".</summary>
    private static readonly FrozenSet<string> LongTrades = FrozenSet.Create(StringComparer.Ordinal, "Motors", "Automotive", "Automobile", "Automobiles");

    /// <param name="name">The name as the text has it.</param>
    /// <param name="isTaken">Whether a short form means somebody else: "Mitsubishi" is not Mitsubishi Corp.</param>
    /// <param name="isUsual">Whether the article rather uses the short form than the full name: "Isuzu Motors" is Isuzu where it is called so.</param>
    public static string Of(string name, Func<string, bool> isTaken, Func<string, string, bool> isUsual)
    {
        string[] words = name.Split(' ');
        if (words is [var alone, var trade] && LongTrades.Contains(trade) && isUsual(alone, name) && !isTaken(alone))
        {
            return alone;
        }

        int last = words.Length;
        while (last > 1 && (IsLeftOut(words, last) || (last > 2 && words[last - 1] == "Group" && words[last - 2] is "Motor" or "Motors" or "Automobile" or "Auto")))
        {
            last--;
        }

        // "Lynk & Co", "China Motor"
        last += last < words.Length && (words[last - 1] is "&" or "and" || (last == 1 && Trades.Contains(words[1]) && IsNoName(words[0]))) ? 1 : 0;
        string shorter = last == words.Length ? name : string.Join(' ', words[..last]);
        return last < words.Length && isTaken(shorter) ? name : shorter;
    }

    public static string WithoutLegalForm(string name)
    {
        ReadOnlySpan<char> rest = name;
        while (rest.LastIndexOf(' ') is > 0 and var space && LegalForms.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[(space + 1)..].TrimEnd("., ")))
        {
            rest = rest[..space].TrimEnd(',');
        }

        return rest.Length == name.Length ? name : rest.ToString();
    }

    /// <summary>"BPM" of "Banco BPM", null where a name does not end in initials.</summary>
    public static string? Initials(string name) =>
        name.LastIndexOf(' ') is > 0 and var space && name.Length - space > 3 && !name.Contains(" and ", StringComparison.Ordinal) && !name.AsSpan(space + 1).ContainsAnyExceptInRange('A', 'Z') && !LegalForms.Contains(name[(space + 1)..]) ? name[(space + 1)..] : null;

    private static bool IsNoName(string word) => (NameLexicon.Of(word) & (NameCue.Place | NameCue.Common)) != 0;

    private static bool IsLeftOut(string[] words, int last)
    {
        string word = words[last - 1].TrimEnd('.', ',');
        return LegalForms.Contains(word) || (word == "Private" && last < words.Length) || Trades.Contains(word) || (last > 2 && LongTrades.Contains(word));
    }
}
