namespace AllianceMonitor.Extraction;

/// <summary>Units and things that are counted in business news. A plural that is not here is counted too where a figure stands in front of it.</summary>
internal static class Measures
{
    /// <summary><c>name=abbreviation</c>; where there is none, the name.</summary>
    public const string Units =
        "gigawatt-hour=GWh gigawatt-hours=GWh gwh=GWh kilowatt-hour=kWh kilowatt-hours=kWh kwh=kWh megawatt-hours=MWh mwh=MWh terawatt-hours=TWh gigawatt=GW gigawatts=GW gw=GW megawatt=MW megawatts=MW mw=MW kilowatt=kW kilowatts=kW kw=kW "
        + "kilometre kilometres kilometer kilometers km metre metres meter meters mile miles foot feet inch inches acre acres hectare hectares tonne tonnes ton tons kilogram kilograms kg gram grams "
        + "litre litres liter liters gallon gallons barrel barrels bushel bushels ounce ounces ampere amperes volt volts horsepower mph kph people staff personnel men women children aircraft countries cities companies factories batteries deliveries";

    /// <summary>Plurals that count time, shares or points, and so are values of another kind or none.</summary>
    public const string NotCounted = " years months weeks days hours minutes seconds decades centuries quarters percentages times points cents dollars euros others was has is this as its does us plus versus ";
}
