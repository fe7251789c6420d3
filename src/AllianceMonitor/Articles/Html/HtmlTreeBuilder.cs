namespace AllianceMonitor.Articles;

/// <summary>
/// Builds the tree of a page by the rules of the HTML standard (section 13.2.6) that decide which text stands in which element: end tags that may be
/// left out, end tags without a start, scopes. What only concerns looks is left out: formatting elements are not reopened behind a block that they
/// were not closed in, and what is misplaced in a table stays there.
/// </summary>
internal ref struct HtmlTreeBuilder(string html, int maxNesting)
{
    private readonly string html = html;

    /// <summary>An element has two tags, and text may stand behind each.</summary>
    private readonly List<HtmlNode> nodes = new((html.AsSpan().Count('<') * 3 / 2) + 2) { new HtmlNode(HtmlTag.Html, 0, 0, 0) };

    /// <summary>Indices of the open elements, outermost first.</summary>
    private readonly List<int> open = [0];

    /// <summary>How many elements of each kind are open: what is not open need not be looked for.</summary>
    private readonly int[] openCount = new int[256];
    private HtmlTokenizer tokens = new(html);

    /// <summary>The nodes in document order; null where they are nested too deep.</summary>
    public List<HtmlNode>? Build()
    {
        while (tokens.Read())
        {
            switch (tokens.Kind)
            {
                case HtmlTokenKind.Text:
                    AddText();
                    break;
                case HtmlTokenKind.EndTag:
                    Close(tokens.Tag);
                    break;
                default:
                    Open(tokens.Tag);
                    break;
            }

            if (open.Count > maxNesting)
            {
                return null;
            }
        }

        CloseTo(0);
        SetEnd(0);
        return nodes;
    }

    private void AddText()
    {
        ReadOnlySpan<char> text = html.AsSpan(tokens.Start, tokens.End - tokens.Start);
        if (openCount[(int)HtmlTag.Head] > 0 && nodes[open[^1]].Tag == HtmlTag.Head && !text.IsWhiteSpace())
        {
            Pop();
        }

        Add(HtmlTag.Text, tokens.Start, tokens.End);
    }

    private void Open(HtmlTag tag)
    {
        if (tag is HtmlTag.Html or HtmlTag.Body)
        {
            OpenPage(tag);
            return;
        }

        if (openCount[(int)HtmlTag.Head] > 0 && !tag.IsHeadContent() && nodes[open[^1]].Tag == HtmlTag.Head)
        {
            Pop();
        }

        if (tag == HtmlTag.Form && openCount[(int)HtmlTag.Form] > 0)
        {
            return;
        }

        CloseImplied(tag);
        int node = Add(tag, tokens.Start, tokens.End);
        if (tag.IsRaw())
        {
            (int start, int end) = tokens.ReadRaw(tag);
            if (end > start)
            {
                nodes.Add(new HtmlNode(HtmlTag.RawText, node, start, end) { End = nodes.Count + 1 });
            }

            SetEnd(node);
        }
        else if (!tag.IsVoid())
        {
            open.Add(node);
            openCount[(int)tag]++;
        }
    }

    /// <summary>The page itself is the element <c>html</c>; <c>body</c> only ends the head.</summary>
    private void OpenPage(HtmlTag tag)
    {
        if (tag == HtmlTag.Html && nodes[0].Stop == 0)
        {
            nodes[0] = nodes[0] with { Start = tokens.Start, Stop = tokens.End };
        }

        CloseWithin(HtmlTag.Head, HtmlTag.Head);
    }

    /// <summary>Start tags that end what is open.</summary>
    private void CloseImplied(HtmlTag tag)
    {
        if (tag.EndsParagraph())
        {
            CloseWithin(HtmlTag.P, HtmlTag.P);
        }

        switch (tag)
        {
            case HtmlTag.Li:
                CloseItem(HtmlTag.Li, HtmlTag.Li);
                CloseWithin(HtmlTag.P, HtmlTag.P);
                break;
            case HtmlTag.Dd or HtmlTag.Dt:
                CloseItem(HtmlTag.Dd, HtmlTag.Dt);
                CloseWithin(HtmlTag.P, HtmlTag.P);
                break;
            case >= HtmlTag.H1 and <= HtmlTag.H6 when nodes[open[^1]].Tag.IsHeading():
                Pop();
                break;
            case HtmlTag.Option or HtmlTag.Optgroup when nodes[open[^1]].Tag == HtmlTag.Option:
                Pop();
                break;
            case HtmlTag.Button:
                CloseWithin(HtmlTag.Button, HtmlTag.Button);
                break;
            case HtmlTag.A:
                CloseInline(HtmlTag.A);
                break;
            case HtmlTag.Td or HtmlTag.Th:
                CloseCells(HtmlTag.Td, HtmlTag.Th);
                break;
            case HtmlTag.Tr:
                CloseCells(HtmlTag.Tr, HtmlTag.Caption);
                break;
            case HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot or HtmlTag.Caption or HtmlTag.Colgroup:
                CloseCells(HtmlTag.Tbody, HtmlTag.Caption);
                CloseCells(HtmlTag.Thead, HtmlTag.Tfoot);
                break;
            default:
                break;
        }
    }

    private void Close(HtmlTag tag)
    {
        switch (tag)
        {
            case HtmlTag.Html or HtmlTag.Body:
                break;
            case HtmlTag.Br:
                Add(tag, tokens.Start, tokens.End);
                break;
            case >= HtmlTag.H1 and <= HtmlTag.H6:
                CloseHeading();
                break;
            case HtmlTag.Td or HtmlTag.Th or HtmlTag.Tr or HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot or HtmlTag.Caption:
                CloseCells(tag, tag);
                break;
            case HtmlTag.Table:
                CloseTable();
                break;
            case HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt:
                CloseItem(tag, tag, passBlocks: true);
                break;
            default:
                if (tag.IsBlock() || tag.IsScope() || tag == HtmlTag.Select)
                {
                    CloseWithin(tag, tag);
                }
                else
                {
                    CloseInline(tag);
                }

                break;
        }
    }

    /// <summary>Closes the innermost of two kinds of elements unless the border of a cell or an object lies between.</summary>
    private void CloseWithin(HtmlTag tag, HtmlTag other)
    {
        if (openCount[(int)tag] + openCount[(int)other] == 0)
        {
            return;
        }

        for (int i = open.Count - 1; i > 0; i--)
        {
            HtmlTag candidate = nodes[open[i]].Tag;
            if (candidate == tag || candidate == other)
            {
                CloseTo(i);
                return;
            }

            // A button keeps a paragraph in, not the end tag of a block around it.
            if (candidate.IsScope() && (candidate != HtmlTag.Button || tag == HtmlTag.P))
            {
                return;
            }
        }
    }

    /// <summary>An item of a list ends the one before it, but none of an outer list.</summary>
    private void CloseItem(HtmlTag tag, HtmlTag other, bool passBlocks = false)
    {
        if (openCount[(int)tag] + openCount[(int)other] == 0)
        {
            return;
        }

        for (int i = open.Count - 1; i > 0; i--)
        {
            HtmlTag candidate = nodes[open[i]].Tag;
            if (candidate == tag || candidate == other)
            {
                CloseTo(i);
                return;
            }

            if (candidate is HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Dl || candidate.IsScope()
                || (!passBlocks && candidate.IsBlock() && candidate is not (HtmlTag.Address or HtmlTag.Div or HtmlTag.P)))
            {
                return;
            }
        }
    }

    /// <summary>Closes a part of the innermost table.</summary>
    private void CloseCells(HtmlTag tag, HtmlTag other)
    {
        if (openCount[(int)tag] + openCount[(int)other] == 0)
        {
            return;
        }

        for (int i = open.Count - 1; i > 0 && nodes[open[i]].Tag != HtmlTag.Table; i--)
        {
            HtmlTag candidate = nodes[open[i]].Tag;
            if (candidate == tag || candidate == other)
            {
                CloseTo(i);
                return;
            }

            // A cell begins in its own row: an outer row is not looked for behind it.
            if (candidate == HtmlTag.Tr && tag is HtmlTag.Td or HtmlTag.Th)
            {
                return;
            }
        }
    }

    private void CloseTable()
    {
        for (int i = open.Count - 1; i > 0 && openCount[(int)HtmlTag.Table] > 0; i--)
        {
            if (nodes[open[i]].Tag == HtmlTag.Table)
            {
                CloseTo(i);
                return;
            }
        }
    }

    private void CloseHeading()
    {
        for (int i = open.Count - 1; i > 0; i--)
        {
            HtmlTag candidate = nodes[open[i]].Tag;
            if (candidate.IsHeading())
            {
                CloseTo(i);
                return;
            }

            if (candidate.IsScope())
            {
                return;
            }
        }
    }

    /// <summary>An end tag within a line reaches no further than the block around it.</summary>
    private void CloseInline(HtmlTag tag)
    {
        for (int i = open.Count - 1; i > 0 && openCount[(int)tag] > 0; i--)
        {
            HtmlNode candidate = nodes[open[i]];
            if (candidate.Tag == tag && (tag != HtmlTag.Other || SameName(candidate)))
            {
                CloseTo(i);
                return;
            }

            if (candidate.Tag.IsBlock())
            {
                return;
            }
        }
    }

    private readonly bool SameName(HtmlNode node)
    {
        ReadOnlySpan<char> name = html.AsSpan(tokens.Start, tokens.End - tokens.Start), start = html.AsSpan(node.Start, node.Stop - node.Start);
        int length = name.IndexOfAny(HtmlTokenizer.NameEnd);
        name = length < 0 ? name : name[..length];
        return start.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (start.Length == name.Length || HtmlTokenizer.NameEnd.Contains(start[name.Length]));
    }

    private readonly int Add(HtmlTag tag, int start, int stop)
    {
        nodes.Add(new HtmlNode(tag, open[^1], start, stop) { End = nodes.Count + 1 });
        return nodes.Count - 1;
    }

    /// <summary>Closes the open element at a place of the stack, and all within it.</summary>
    private readonly void CloseTo(int place)
    {
        while (open.Count > Math.Max(1, place))
        {
            Pop();
        }
    }

    private readonly void Pop()
    {
        int node = open[^1];
        open.RemoveAt(open.Count - 1);
        openCount[(int)nodes[node].Tag]--;
        SetEnd(node);
    }

    private readonly void SetEnd(int node) => nodes[node] = nodes[node] with { End = nodes.Count };
}
