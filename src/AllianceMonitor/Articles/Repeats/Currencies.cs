using System.Collections.Frozen;

namespace AllianceMonitor.Articles;

/// <summary>Signs and codes that stand in front of an amount or behind it (ISO 4217): "US$39bn", "USD 39 bn", "Rs500".</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<char, string> BySign = new Dictionary<char, string>
    {
        ['$'] = "USD", ['€'] = "EUR", ['£'] = "GBP", ['¥'] = "JPY", ['₹'] = "INR", ['₩'] = "KRW", ['₽'] = "RUB", ['₺'] = "TRY", ['₴'] = "UAH", ['₫'] = "VND", ['₱'] = "PHP", ['฿'] = "THB",
        ['₦'] = "NGN", ['₪'] = "ILS", ['₸'] = "KZT", ['₾'] = "GEL", ['₼'] = "AZN", ['₡'] = "CRC", ['₵'] = "GHS",
    }.ToFrozenDictionary();

    /// <summary>The letters before the sign of a dollar or a yuan.</summary>
    private static readonly FrozenDictionary<string, string> ByPrefix = new Dictionary<string, string>
    {
        ["us"] = "USD", ["usd"] = "USD", ["a"] = "AUD", ["au"] = "AUD", ["aud"] = "AUD", ["c"] = "CAD", ["ca"] = "CAD", ["can"] = "CAD", ["cad"] = "CAD", ["hk"] = "HKD", ["hkd"] = "HKD", ["nz"] = "NZD", ["nzd"] = "NZD",
        ["s"] = "SGD", ["sg"] = "SGD", ["sgd"] = "SGD", ["r"] = "BRL", ["nt"] = "TWD", ["mx"] = "MXN", ["mex"] = "MXN", ["cn"] = "CNY", ["rmb"] = "CNY",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> ByCode = "USD EUR GBP JPY CNY CHF KRW INR RUB SEK NOK DKK PLN CZK HUF RON BRL ZAR TRY AUD CAD HKD NZD SGD TWD MXN THB IDR MYR PHP VND ILS SAR AED QAR EGP NGN KES UAH ARS CLP COP PEN ISK"
        .Split(' ').Select(code => KeyValuePair.Create(code, code))
        .Concat([new("CNH", "CNY"), new("RMB", "CNY"), new("Rmb", "CNY"), new("Y", "JPY"), new("Yen", "JPY"), new("Euros", "EUR"), new("Dollars", "USD"), new("Pounds", "GBP"), new("SFr", "CHF"), new("SFR", "CHF"), new("Sfr", "CHF"), new("Rs", "INR"), new("Tk", "BDT"), new("Dh", "AED"), new("Dhs", "AED"), new("KSh", "KES"), new("Ksh", "KES"), new("RM", "MYR"), new("Rp", "IDR"), new("DKr", "DKK"), new("NKr", "NOK"), new("SKr", "SEK"), new("Dkr", "DKK"), new("Nkr", "NOK"), new("Skr", "SEK"), new("Eur", "EUR"), new("Usd", "USD")])
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> PrefixLookup = ByPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CodeLookup = ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    private const int LongestCode = 7;

    public static string? OfSign(char sign) => char.IsAsciiLetterOrDigit(sign) || sign == ' ' ? null : BySign.GetValueOrDefault(sign);

    /// <summary>Of "US" in "US$"; null if the letters have nothing to do with the sign.</summary>
    public static string? OfPrefix(ReadOnlySpan<char> letters, char sign) =>
        sign is '$' or '¥' && PrefixLookup.TryGetValue(letters, out string? code) && (sign == '$' || code == "CNY") ? code : null;

    public static string? OfCode(ReadOnlySpan<char> code) => code.Length <= LongestCode && CodeLookup.TryGetValue(code, out string? currency) ? currency : null;
}
