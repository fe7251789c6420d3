namespace AllianceMonitor.Tests.Support;

/// <summary>Short articles written for the tests.</summary>
internal static class News
{
    public const string Stake = """
        Renault to cut its stake in Nissan

        PARIS (Harbour Wire) – Renault will cut its stake in Nissan to 15% from 43%, the two companies said on Monday after a meeting of their boards.

        The shares that exceed the new holding go to a trust, which votes as the other shareholders do until a buyer has been found for them.
        """;

    public const string StakeAgain = """
        Smaller holding for the French

        The holding is to shrink further: Renault will cut its stake in Nissan to 10% from 43%, people familiar with the matter said on Wednesday.

        Neither of the two companies wanted to say anything about the new figure, which had been whispered about in Yokohama since the weekend.
        """;

    public const string Denial = """
        No smaller holding, says Renault

        Renault denied on Thursday that it wanted to cut its stake in Nissan to 10%, a figure that newspapers in Tokyo had printed the day before.

        A person close to the board called the figure a misunderstanding that must have come up in the translation of the minutes of a meeting.
        """;

    public const string Investment = """
        Nissan puts money into Ampere

        Nissan will invest up to 600 million euros in Ampere, the electric car unit of Renault, its chief executive said at the motor show in Geneva.

        The money is to flow in three parts, the first of them in summer, and depends on the number of cars that the unit builds for both brands.
        """;

    public const string Race = """
        Yellow car wins in Monaco

        A yellow car was the first to cross the line in Monaco on Sunday, ahead of two red ones, in a race that was interrupted twice by rain.

        The driver thanked his mother, his mechanics and the makers of his tyres, and said that he would now go fishing for two weeks in Norway.
        """;
}
