const { AdaptiveCard, HostConfig, OpenUrlAction } = globalThis.AdaptiveCards;

AdaptiveCard.onProcessMarkdown = () => {}; // Text arrives as written, and the markdown below gives it form.

export function renderCard(json, isDark) {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(teamsLook(isDark ? DARK : LIGHT));
  card.onExecuteAction = action => {
    if (action instanceof OpenUrlAction && isWebAddress(action.url)) open(action.url, '_blank', 'noopener,noreferrer');
  };
  card.parse(json);
  const rendered = card.render();
  for (const block of rendered.querySelectorAll('.ac-textBlock')) applyMarkdown(block);
  return rendered;
}

// --- The markdown Teams knows in a TextBlock: emphasis, links and lists

const INLINE = /\\([\\`*_{}[\]()#+\-.!])|\*\*(.+?)\*\*|__(.+?)__|\*(.+?)\*|(?<!\w)_(.+?)_(?!\w)|\[([^\]]+)\]\(((?:[^\s()]|\([^\s()]*\))+)\)/;

function applyMarkdown(block) {
  for (const node of [...block.childNodes]) {
    if (node.nodeType === Node.TEXT_NODE) node.replaceWith(...inline(node.data.replace(/^\s*[-*] +/, '• ')));
  }
}

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) return text ? [text] : [];
  const [whole, escaped, strong1, strong2, em1, em2, label, address] = match;
  return [
    text.slice(0, match.index),
    escaped ?? (label ? link(label, address) : styled(strong1 ?? strong2 ? 'strong' : 'em', strong1 ?? strong2 ?? em1 ?? em2)),
    ...inline(text.slice(match.index + whole.length)),
  ];
}

function styled(name, text) {
  const node = document.createElement(name);
  node.append(...inline(text));
  return node;
}

function link(label, address) {
  if (!isWebAddress(address)) return label;
  const anchor = styled('a', label);
  Object.assign(anchor, { href: address, target: '_blank', rel: 'noopener noreferrer', className: 'ac-anchor' });
  return anchor;
}

function isWebAddress(text) {
  return URL.canParse(text) && /^(https?|mailto):$/.test(new URL(text).protocol);
}

// --- The look of Teams

const LIGHT = {
  background: '#ffffff', text: '#242424', subtle: '#616161', line: '#e0e0e0', highlight: '#fff1b8',
  accent: '#5b5fc7', good: '#237b4b', warning: '#835c00', attention: '#c4314b',
  fills: { emphasis: '#f5f5f5', accent: '#e8ebfa', good: '#e7f2da', warning: '#fbf6d9', attention: '#fcf4f6' },
};
const DARK = {
  background: '#292929', text: '#ffffff', subtle: '#adadad', line: '#525252', highlight: '#5c4d0a',
  accent: '#a6a7dc', good: '#92c353', warning: '#f8d22a', attention: '#f9526b',
  fills: { emphasis: '#1f1f1f', accent: '#3d3e66', good: '#26401f', warning: '#463c12', attention: '#4a2029' },
};

function teamsLook({ background, text, subtle, line, highlight, fills, accent, good, warning, attention }) {
  const highlightColors = { default: highlight, subtle: highlight };
  const both = color => ({ default: color, subtle: color, highlightColors });
  const foregroundColors = {
    default: { default: text, subtle, highlightColors },
    dark: both('#242424'),
    light: both('#ffffff'),
    accent: both(accent),
    good: both(good),
    warning: both(warning),
    attention: both(attention),
  };
  const styles = { default: background, ...fills };
  return {
    supportsInteractivity: true,
    fontFamily: '"Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: Object.fromEntries(Object.entries(styles).map(([name, backgroundColor]) =>
      [name, { backgroundColor, foregroundColors }])),
    actions: {
      maxActions: 6, spacing: 'default', buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'horizontal', actionAlignment: 'left',
    },
    adaptiveCard: { allowCustomStyle: true },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { wrap: true },
      spacing: 8,
    },
  };
}
