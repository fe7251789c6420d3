using AllianceMonitor.Articles;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Articles;

public class PlainTextTests
{
    /// <summary>Strings with many of the characters that the normalisation treats, lone surrogates and combining marks included.</summary>
    internal static Arbitrary<string> Texts { get; } = Gen.OneOf(
            Gen.Choose(0, 0xFFFF).Select(c => (char)c),
            Gen.Elements([' ', '\t', '\n', '\u00A0', '\u2003', '\u200B', '\u200D', '\u202E', '\uFEFF', '\u00AD', '\u0301', '\u0308', '\u1100', '\u1161', '\uD83D', '\uDE00', 'e', 'a', 'K', '\u212A', '’', '–']))
        .ArrayOf().Select(chars => new string(chars)).ToArbitrary();

    [Fact]
    public void Normalizing_twice_changes_nothing() => Prop.ForAll(Texts, text =>
    {
        string once = PlainText.Normalize(text);
        return PlainText.Normalize(once) == once;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Normalized_text_is_nfc_single_spaced_and_free_of_controls() => Prop.ForAll(Texts, text =>
    {
        string plain = PlainText.Normalize(text);
        return plain.IsNormalized() && !plain.Contains("  ", StringComparison.Ordinal) && plain.Trim() == plain && !plain.Any(char.IsControl)
            && !plain.Any(c => c != ' ' && char.IsWhiteSpace(c));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Renault\u00A0SA", "Renault SA")]
    [InlineData("  15\u202F%\t of\r\nNissan ", "15 % of Nissan")]
    [InlineData("Ampe\u0300re", "Ampère")]
    [InlineData("Nis\u00ADsan\u200B", "Nissan")]
    [InlineData("\u202Etxt.exe", "txt.exe")]
    [InlineData("“go-it-alone” – Nissan’s 3…5", "“go-it-alone” – Nissan’s 3…5")]
    [InlineData("\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469")]
    [InlineData("bell\a", "bell")]
    public void Odd_characters_take_one_form(string text, string expected) => Assert.Equal(expected, PlainText.Normalize(text));

    /// <summary>Not a row of the table above: attribute values are UTF-8, which cannot hold half a pair.</summary>
    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() => Assert.Equal("half \uFFFD pair", PlainText.Normalize("half \uD83D pair"));
}
