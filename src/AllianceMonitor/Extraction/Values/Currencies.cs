using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>How currencies are written in news, with their codes of ISO 4217.</summary>
internal static class Currencies
{
    /// <summary>Behind the amount; a name that several countries use means the one that news means without a word before it.</summary>
    public static readonly IReadOnlyList<(string Word, string Code)> Words = Split(
        "dollar=USD dollars=USD euro=EUR euros=EUR yen=JPY yuan=CNY renminbi=CNY pound=GBP pounds=GBP sterling=GBP won=KRW franc=CHF francs=CHF rupee=INR rupees=INR ruble=RUB rubles=RUB rouble=RUB roubles=RUB reais=BRL reals=BRL "
        + "baht=THB ringgit=MYR rupiah=IDR dong=VND peso=MXN pesos=MXN krona=SEK kronor=SEK krone=DKK kroner=DKK crown=CZK crowns=CZK koruna=CZK koruny=CZK zloty=PLN zlotys=PLN forint=HUF forints=HUF lira=TRY liras=TRY lire=ITL rand=ZAR "
        + "shekel=ILS shekels=ILS dirham=AED dirhams=AED riyal=SAR riyals=SAR rial=IRR rials=IRR dinar=KWD dinars=KWD hryvnia=UAH hryvnias=UAH naira=NGN taka=BDT leu=RON lei=RON lev=BGN leva=BGN tenge=KZT "
        + "deutschemark=DEM deutschemarks=DEM marks=DEM pesetas=ESP guilders=NLG drachmas=GRD escudos=PTE schillings=ATS shilling=KES shillings=KES");

    public static readonly IReadOnlyList<(string Word, string Code)> Subunits = Split("cent=USD cents=USD pence=GBP penny=GBP pennies=GBP");

    /// <summary>In front of the amount.</summary>
    public static readonly IReadOnlyList<(string Word, string Code)> Signs = Split(
        "eur=EUR usd=USD jpy=JPY gbp=GBP cny=CNY rmb=CNY krw=KRW chf=CHF inr=INR rs=INR rub=RUB brl=BRL cad=CAD aud=AUD nzd=NZD hkd=HKD sgd=SGD twd=TWD thb=THB myr=MYR rm=MYR idr=IDR rp=IDR vnd=VND php=PHP mxn=MXN sek=SEK nok=NOK dkk=DKK "
        + "pln=PLN czk=CZK huf=HUF ron=RON try=TRY zar=ZAR ils=ILS aed=AED sar=SAR qar=QAR kwd=KWD egp=EGP ngn=NGN ars=ARS clp=CLP cop=COP dm=DEM");

    private static readonly FrozenDictionary<char, string> BySymbol = new Dictionary<char, string>
    {
        ['$'] = "USD", ['€'] = "EUR", ['£'] = "GBP", ['¥'] = "JPY", ['￥'] = "JPY", ['₩'] = "KRW", ['₹'] = "INR", ['₽'] = "RUB", ['₺'] = "TRY", ['₫'] = "VND", ['₱'] = "PHP", ['฿'] = "THB", ['₪'] = "ILS", ['₦'] = "NGN", ['₴'] = "UAH",
    }.ToFrozenDictionary();

    /// <summary>Letters directly in front of a dollar or yen sign.</summary>
    private static readonly FrozenDictionary<string, string> ByPrefix = Table("US=USD U.S.=USD A=AUD AU=AUD Aus=AUD C=CAD CA=CAD Can=CAD HK=HKD S=SGD SG=SGD NZ=NZD NT=TWD TW=TWD R=BRL Mex=MXN MX=MXN Z=ZWL CN=CNY RMB=CNY JP=JPY");

    /// <summary>Whose currency it is, in front of its name: "Australian dollars", "Hong Kong dollars" (the last word decides).</summary>
    private static readonly FrozenDictionary<string, string> ByCountry = Table(
        "us dollar=USD|u.s. dollar=USD|american dollar=USD|australian dollar=AUD|canadian dollar=CAD|kong dollar=HKD|singapore dollar=SGD|singaporean dollar=SGD|zealand dollar=NZD|taiwan dollar=TWD|taiwanese dollar=TWD|jamaican dollar=JMD|namibian dollar=NAD|"
        + "swiss franc=CHF|french franc=FRF|belgian franc=BEF|cfa franc=XAF|british pound=GBP|egyptian pound=EGP|lebanese pound=LBP|syrian pound=SYP|irish pound=IEP|chinese yuan=CNY|japanese yen=JPY|korean won=KRW|indian rupee=INR|pakistani rupee=PKR|pakistan rupee=PKR|"
        + "sri lankan rupee=LKR|lankan rupee=LKR|nepali rupee=NPR|russian ruble=RUB|russian rouble=RUB|belarusian ruble=BYN|brazilian real=BRL|mexican peso=MXN|argentine peso=ARS|chilean peso=CLP|colombian peso=COP|philippine peso=PHP|uruguayan peso=UYU|cuban peso=CUP|"
        + "swedish crown=SEK|swedish krona=SEK|norwegian crown=NOK|norwegian krone=NOK|danish crown=DKK|danish krone=DKK|czech crown=CZK|icelandic krona=ISK|czech koruna=CZK|polish zloty=PLN|hungarian forint=HUF|turkish lira=TRY|italian lira=ITL|italian lire=ITL|"
        + "syrian lira=SYP|african rand=ZAR|israeli shekel=ILS|saudi riyal=SAR|qatari riyal=QAR|omani rial=OMR|iranian rial=IRR|kuwaiti dinar=KWD|jordanian dinar=JOD|iraqi dinar=IQD|bahraini dinar=BHD|serbian dinar=RSD|tunisian dinar=TND|algerian dinar=DZD|uae dirham=AED|"
        + "moroccan dirham=MAD|romanian lei=RON|romanian leu=RON|thai baht=THB|malaysian ringgit=MYR|indonesian rupiah=IDR|vietnamese dong=VND|german mark=DEM|deutsche mark=DEM|finnish mark=FIM|kenyan shilling=KES|ugandan shilling=UGX|tanzanian shilling=TZS|austrian schilling=ATS|nigerian naira=NGN", '|');

    public static bool TryOfSymbol(char symbol, out string code) => BySymbol.TryGetValue(symbol, out code!);

    /// <summary>Code for "HK" in front of "$"; null where the letters name no currency.</summary>
    public static string? OfPrefix(string letters) => ByPrefix.GetValueOrDefault(letters);

    /// <summary>Code for "Australian" before "dollars"; null where the word does not say whose currency it is.</summary>
    public static string? OfCountry(string country, string currency) =>
        ByCountry.GetValueOrDefault($"{country} {(currency.EndsWith('s') ? currency[..^1] : currency is "reais" ? "real" : currency)}".ToLowerInvariant());

    private static FrozenDictionary<string, string> Table(string entries, char separator = ' ') => Split(entries, separator).ToFrozenDictionary(entry => entry.Word, entry => entry.Code);

    private static List<(string Word, string Code)> Split(string entries, char separator = ' ') => [.. entries.Split(separator).Select(entry => (entry.Split('=')[0], entry.Split('=')[1]))];
}
