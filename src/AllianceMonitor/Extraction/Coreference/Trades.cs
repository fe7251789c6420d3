using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>What every reader of car news knows of the companies in it: where they are from and what they do, so that "the American carmaker" finds Ford where the text does not introduce it.</summary>
internal static class Trades
{
    private static readonly FrozenDictionary<string, string[]> ByName = Build(
        ("american carmaker", "Ford;General Motors;GM;Tesla;Rivian;Lucid;Chrysler;Fisker;Canoo"),
        ("japanese carmaker", "Toyota;Suzuki;Mazda;Subaru;Daihatsu;Honda;Nissan;Mitsubishi Motors;Infiniti;Lexus"),
        ("japanese truckmaker", "Isuzu;Hino;Mitsubishi Fuso;UD Trucks"),
        ("german carmaker", "Volkswagen;BMW;Mercedes-Benz;Mercedes;Audi;Porsche;Opel;Daimler"),
        ("german truckmaker", "Daimler Truck;MAN;Traton"),
        ("french carmaker", "Peugeot;PSA;Citroen;Dacia;Alpine"),
        ("italian carmaker", "Fiat;Ferrari;Lancia;Maserati;Fiat Chrysler"),
        ("italian truckmaker", "Iveco"),
        ("swedish carmaker", "Volvo Cars;Polestar;Koenigsegg"),
        ("swedish truckmaker", "Volvo;Scania;Volvo Group;AB Volvo"),
        ("british carmaker", "Jaguar;Jaguar Land Rover;Land Rover;Aston Martin;Lotus;Bentley;McLaren;Ineos"),
        ("korean carmaker", "Hyundai;Kia;KG Mobility;SsangYong;Genesis"),
        ("chinese carmaker", "Geely;BYD;SAIC;Dongfeng;Chery;Great Wall;GAC;BAIC;FAW;Changan;Nio;Xpeng;Li Auto;Leapmotor;Zeekr;Seres;JAC;JMC;Brilliance;Hozon"),
        ("indian carmaker", "Tata;Tata Motors;Mahindra;Maruti Suzuki;Maruti"),
        ("malaysian carmaker", "Proton;Perodua"),
        ("vietnamese carmaker", "VinFast"),
        ("russian carmaker", "AvtoVAZ;GAZ;Kamaz"),
        ("european carmaker", "Stellantis"),
        ("chinese battery-maker", "CATL;Gotion;Eve;CALB;Farasis;Sunwoda;SVOLT"),
        ("korean battery-maker", "LG Energy Solution;Samsung SDI;SK On"),
        ("japanese battery-maker", "Panasonic;AESC;Envision AESC;GS Yuasa"),
        ("french battery-maker", "Verkor;ACC;ProLogium"),
        ("swedish battery-maker start-up", "Northvolt"),
        ("american chipmaker", "Qualcomm;Nvidia;Intel;Texas Instruments;AMD;Onsemi;Wolfspeed"),
        ("japanese chipmaker", "Renesas;Rohm"),
        ("dutch chipmaker", "NXP"),
        ("german chipmaker", "Infineon"),
        ("swiss chipmaker", "STMicroelectronics"),
        ("israeli supplier", "Mobileye"),
        ("german supplier", "Bosch;Continental;ZF;Schaeffler;Mahle;Leoni;Hella;Vitesco"),
        ("japanese supplier", "Denso;Aisin;JATCO;Jatco;Hitachi;Astemo;Nidec;Marelli;Musashi"),
        ("french supplier", "Valeo;Forvia;Faurecia;Michelin;Plastic Omnium;OPmobility"),
        ("canadian supplier", "Magna"),
        ("taiwanese manufacturer", "Foxconn;Hon Hai;Foxtron"),
        ("chinese technology", "Huawei;Alibaba;Tencent;Baidu;Xiaomi;Momenta"),
        ("american technology", "Google;Microsoft;Apple;Amazon;Uber"),
        ("american investor", "KKR;Bain Capital;Carlyle;Blackstone;BlackRock;Elliott"),
        ("japanese investor", "SoftBank"),
        ("european planemaker", "Airbus"),
        ("american planemaker", "Boeing"),
        ("german steelmaker", "ThyssenKrupp;Salzgitter"));

    /// <summary>What a word of a name says that its company does: "Yes Bank" is a lender.</summary>
    private static readonly FrozenDictionary<string, string[]> ByWord = Build(
        ("bank lender", "Bank;Bancorp;Banking;Banco;Banca;Banque;Sparkasse"),
        ("insurer", "Insurance;Assurance;Assicurazioni;Versicherung"),
        ("airline carrier", "Airlines;Airways;Airline"),
        ("steelmaker steel", "Steel;Stahl"),
        ("battery cell maker battery-maker cell-maker", "Battery;Batteries;Cells"),
        ("chipmaker", "Semiconductor;Semiconductors;Microelectronics"),
        ("drugmaker pharmaceutical", "Pharma;Pharmaceutical;Pharmaceuticals;Therapeutics;Biopharma"),
        ("oil", "Petroleum;Oil"),
        ("brewer", "Brewery;Breweries;Brewing"),
        ("miner mining", "Mining;Minerals;Metals;Lithium;Copper"),
        ("shipbuilder", "Shipbuilding;Shipyard;Shipyards"),
        ("operator telecoms", "Telecom;Telecommunications"),
        ("planemaker", "Aircraft"),
        ("tyremaker", "Tyres;Tires"),
        ("chemicals", "Chemical;Chemicals"));

    public static IEnumerable<string> Of(string name) => (ByName.GetValueOrDefault(name) ?? []).Concat(name.Split(' ').SelectMany(word => ByWord.GetValueOrDefault(word) ?? []));

    private static FrozenDictionary<string, string[]> Build(params (string Traits, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(';'), (row, name) => KeyValuePair.Create(name, row.Traits.Split(' '))).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
