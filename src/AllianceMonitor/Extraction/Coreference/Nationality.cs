using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>Which country an adjective or a city stands for, so that "the Hangzhou company" is a Chinese one.</summary>
internal static class Nationality
{
    private static readonly FrozenDictionary<string, string> ByWord = Build();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A word's country, null where it stands for none.</summary>
    public static string? Of(ReadOnlySpan<char> word)
    {
        if (word.Length > 20)
        {
            return null;
        }

        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return BySpan.TryGetValue(lower, out string? country) ? country : null;
    }

    private static FrozenDictionary<string, string> Build()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        // Its people, who stand for its company: "the Koreans".
        Add("korea", "koreans");
        Add("germany", "germans bavarians swabians");
        Add("us", "americans");
        Add("uk", "britons");
        Add("italy", "italians");
        Add("spain", "spaniards");
        Add("sweden", "swedes");
        Add("norway", "norwegians");
        Add("denmark", "danes");
        Add("finland", "finns");
        Add("belgium", "belgians");
        Add("austria", "austrians");
        Add("canada", "canadians");
        Add("india", "indians");
        Add("russia", "russians");
        Add("brazil", "brazilians");
        Add("turkey", "turks");
        Add("saudi", "saudis");
        Add("malaysia", "malaysians");
        Add("indonesia", "indonesians");
        Add("thailand", "thais");
        Add("mexico", "mexicans");
        Add("australia", "australians");
        Add("israel", "israelis");
        Add("czechia", "czechs");
        Add("france", "french paris boulogne-billancourt boulogne lyon toulouse parisian gallic");
        Add("japan", "japanese tokyo yokohama osaka nagoya kyoto hamamatsu toyota kobe hiroshima");
        Add("china", "chinese beijing shanghai shenzhen hangzhou guangzhou wuhan ningde ningbo chongqing hefei");
        Add("us", "american us u.s. detroit michigan california texas ohio washington seattle chicago boston dearborn");
        Add("germany", "german berlin munich stuttgart wolfsburg frankfurt hamburg bavarian");
        Add("uk", "british uk london english scottish");
        Add("italy", "italian turin milan rome");
        Add("korea", "korean seoul busan");
        Add("india", "indian mumbai delhi chennai pune");
        Add("sweden", "swedish gothenburg stockholm");
        Add("saudi", "saudi riyadh dhahran");
        Add("taiwan", "taiwanese taipei hsinchu");
        Add("spain", "spanish madrid barcelona");
        Add("netherlands", "dutch amsterdam eindhoven rotterdam");
        Add("switzerland", "swiss zurich geneva basel");
        Add("russia", "russian moscow");
        Add("brazil", "brazilian curitiba");
        Add("turkey", "turkish istanbul ankara");
        Add("thailand", "thai bangkok");
        Add("indonesia", "indonesian jakarta");
        Add("malaysia", "malaysian");
        Add("vietnam", "vietnamese hanoi");
        Add("belgium", "belgian brussels");
        Add("austria", "austrian vienna");
        Add("denmark", "danish copenhagen");
        Add("norway", "norwegian oslo");
        Add("finland", "finnish helsinki");
        Add("canada", "canadian toronto montreal");
        Add("mexico", "mexican");
        Add("australia", "australian sydney melbourne");
        Add("israel", "israeli haifa");
        Add("czechia", "czech prague");
        Add("romania", "romanian bucharest");
        Add("poland", "polish warsaw");
        Add("portugal", "portuguese lisbon");
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string country, string of)
        {
            words[country] = country;
            foreach (string word in of.Split(' '))
            {
                words[word] = country;
            }
        }
    }
}
