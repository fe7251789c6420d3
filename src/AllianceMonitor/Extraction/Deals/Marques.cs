using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>Which marques a group of carmakers has of its own: what it builds and sells under them it builds and sells for nobody else.</summary>
internal static class Marques
{
    /// <summary>A group to a line, each name by its first word in small letters.</summary>
    private static readonly string[] Groups =
    [
        "volkswagen vw audi skoda seat cupra porsche bentley lamborghini bugatti ducati scania man traton navistar",
        "stellantis peugeot citroen citroën opel vauxhall fiat jeep chrysler dodge ram alfa maserati lancia abarth ds psa fca",
        "bmw mini rolls-royce",
        "mercedes-benz mercedes daimler maybach",
        "renault dacia alpine ampere",
        "nissan infiniti datsun",
        "toyota lexus daihatsu hino",
        "honda acura",
        "hyundai kia genesis",
        "gm general chevrolet cadillac buick gmc",
        "ford lincoln",
        "geely volvo zeekr lynk",
        "tata jaguar jlr land",
        "byd denza",
        "saic mg",
        "mitsubishi",
        "suzuki maruti",
        "mazda",
        "subaru",
    ];

    private static readonly FrozenDictionary<string, int> GroupOf = Groups.SelectMany((names, group) => names.Split(' ').Select(name => (name, group))).ToFrozenDictionary(entry => entry.name, entry => entry.group, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan = GroupOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether two companies sell under marques of one group, or one of them bears the name of the other: "Renault Korea" and Renault.</summary>
    public static bool AreOneGroup(string one, string other) =>
        one.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(one, StringComparison.OrdinalIgnoreCase) || (BySpan.TryGetValue(FirstWord(one), out int group) && BySpan.TryGetValue(FirstWord(other), out int same) && group == same);

    public static bool IsKnown(string name) => BySpan.ContainsKey(FirstWord(name));

    private static ReadOnlySpan<char> FirstWord(string name) => name.IndexOf(' ') is > 0 and var end ? name.AsSpan(0, end) : name;
}
