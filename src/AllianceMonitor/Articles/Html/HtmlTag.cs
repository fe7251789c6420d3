using System.Collections.Frozen;

namespace AllianceMonitor.Articles;

/// <summary>The elements that reading goes by; every other one is <see cref="Other"/>.</summary>
internal enum HtmlTag : byte
{
    /// <summary>Not an element: a run of text.</summary>
    Text,

    /// <summary>Not an element: what stands in a <c>script</c>, <c>style</c>, <c>title</c> or another element whose content is not markup.</summary>
    RawText,

    Other,
    A, Address, Area, Article, Aside, Audio, Base, Blockquote, Body, Br, Button, Canvas, Caption, Center, Cite, Code, Col, Colgroup, Dd, Details, Dialog, Dir, Div, Dl, Dt, Em,
    Embed, Fieldset, Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, Iframe, Img, Input, Label, Legend, Li, Link, Main, Math, Menu,
    Meta, Nav, Noembed, Noframes, Noscript, Object, Ol, Optgroup, Option, P, Param, Picture, Pre, Q, S, Script, Section, Select, Source, Span, Strong, Style, Sub, Summary, Sup,
    Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Ul, Video, Wbr, Xmp,
}

/// <summary>What the HTML standard (section 13.1.2) and its style sheet (section 15.3) say of elements.</summary>
internal static class HtmlTags
{
    private static readonly FrozenDictionary<string, HtmlTag> ByName = Enum.GetValues<HtmlTag>().Where(tag => tag > HtmlTag.Other)
        .ToFrozenDictionary(tag => tag.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, HtmlTag>.AlternateLookup<ReadOnlySpan<char>> ByNameSpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Trait[] Traits = TraitsByTag();

    [Flags]
    private enum Trait : byte
    {
        None = 0,

        /// <summary>Has no content and no end tag.</summary>
        Void = 1,

        /// <summary>Its content is text up to its end tag, whatever stands there.</summary>
        Raw = 2,

        /// <summary>Begins and ends a line of its own.</summary>
        Block = 4,

        /// <summary>Its start tag ends an open paragraph.</summary>
        EndsParagraph = 8,

        /// <summary>An end tag inside does not reach what stands outside.</summary>
        Scope = 16,

        /// <summary>May stand in the head of a page.</summary>
        HeadContent = 32,

        /// <summary>Its content is not shown as text.</summary>
        Invisible = 64,
    }

    public static HtmlTag Of(ReadOnlySpan<char> name) => ByNameSpan.TryGetValue(name, out HtmlTag tag) ? tag : HtmlTag.Other;

    public static bool IsVoid(this HtmlTag tag) => Has(tag, Trait.Void);

    public static bool IsRaw(this HtmlTag tag) => Has(tag, Trait.Raw);

    public static bool IsBlock(this HtmlTag tag) => Has(tag, Trait.Block);

    public static bool EndsParagraph(this HtmlTag tag) => Has(tag, Trait.EndsParagraph);

    public static bool IsScope(this HtmlTag tag) => Has(tag, Trait.Scope);

    public static bool IsHeadContent(this HtmlTag tag) => Has(tag, Trait.HeadContent);

    public static bool IsInvisible(this HtmlTag tag) => Has(tag, Trait.Invisible);

    public static bool IsHeading(this HtmlTag tag) => tag is >= HtmlTag.H1 and <= HtmlTag.H6;

    private static bool Has(HtmlTag tag, Trait trait) => (Traits[(int)tag] & trait) != 0;

    private static Trait[] TraitsByTag()
    {
        var traits = new Trait[(int)Enum.GetValues<HtmlTag>().Max() + 1];
        foreach ((Trait trait, string names) in new[]
        {
            (Trait.Void, "area base br col embed hr img input link meta param source track wbr"),
            (Trait.Raw, "script style textarea title iframe noembed noframes xmp"),
            (Trait.Block, "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
                + "hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul"),
            (Trait.EndsParagraph, "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup "
                + "hr li main menu nav ol p pre section summary table ul"),
            (Trait.Scope, "table td th caption object template button"),
            (Trait.HeadContent, "base link meta noscript script style template title"),
            (Trait.Invisible, "head script style template noscript svg math iframe object canvas audio video noembed noframes"),
        })
        {
            foreach (string name in names.Split(' '))
            {
                traits[(int)ByName[name]] |= trait;
            }
        }

        return traits;
    }
}
