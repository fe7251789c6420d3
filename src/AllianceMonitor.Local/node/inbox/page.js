import { renderCard } from './page-card.js';

const POLL_MS = 2_000;
const MOST_CARD_BYTES = 28 * 1024;

const [list, detail, filter, clear, connection, news, noMatch] =
  ['list', 'detail', 'filter', 'clear', 'connection', 'news', 'no-match'].map(id => document.getElementById(id));
const darkness = matchMedia('(prefers-color-scheme: dark)');

let lastAnswer;
let messages = [];
let shown;

// --- The list

async function refresh() {
  try {
    const answer = await fetchText('/messages');
    report('Live', true);
    if (answer === lastAnswer) return;
    lastAnswer = answer;
    await showList(JSON.parse(answer));
  } catch {
    disconnected();
  }
}

function disconnected() {
  lastAnswer = shown = undefined;
  report('Not connected, trying again', false);
}

async function showList(newMessages) {
  const known = new Set(messages.map(({ id }) => id));
  const arrived = newMessages.filter(({ id }) => !known.has(id));
  messages = newMessages;

  const left = new Set(messages.map(({ id }) => id));
  for (const item of [...list.children]) {
    if (!left.has(item.dataset.id)) item.remove();
  }
  list.prepend(...arrived.map(listItem).reverse());
  if (known.size > 0 && arrived.length > 0) {
    news.textContent = arrived.length === 1 ? `New: ${titleOf(arrived[0])}` : `${arrived.length} new messages`;
  }
  document.title = `${messages.length > 0 ? `(${messages.length}) ` : ''}Inbox · AllianceMonitor`;
  clear.disabled = messages.length === 0;
  applyFilter();
  await showSelected();
}

function listItem(message) {
  const { id, kind, receivedAt } = message;
  const label = kind === 'email' ? 'Email' : 'Teams card';
  return element('li', { data: { id } },
    element('a', { href: `#${id}`, class: 'item' },
      element('span', { class: `kind ${kind}`, role: 'img', 'aria-label': label, title: label }),
      element('span', { class: 'where' }, whereOf(message)),
      timeOf(receivedAt),
      element('span', { class: 'title' }, titleOf(message))));
}

function applyFilter() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = new Set(messages
    .filter(message => {
      const text = [message.kind, whereOf(message), titleOf(message), message.from].join(' ').toLowerCase();
      return words.every(word => text.includes(word));
    })
    .map(({ id }) => id));
  for (const item of list.children) item.hidden = !matching.has(item.dataset.id);
  noMatch.hidden = matching.size > 0 || messages.length === 0;
  noMatch.textContent = `No message matches “${filter.value.trim()}”.`;
}

function whereOf({ kind, to, channel }) {
  return kind === 'email' ? to.join(', ') : `#${channel}`;
}

function titleOf({ kind, subject, headline }) {
  return (kind === 'email' ? subject : headline) || (kind === 'email' ? '(no subject)' : '(no headline)');
}

function timeOf(receivedAt) {
  const date = new Date(receivedAt);
  const isToday = date.toDateString() === new Date().toDateString();
  const text = isToday
    ? date.toLocaleTimeString([], { timeStyle: 'short' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' });
  return element('time', { datetime: receivedAt, title: date.toLocaleString() }, text);
}

// --- The selected message

async function showSelected() {
  const id = decodeURIComponent(location.hash.slice(1));
  document.body.classList.toggle('has-selection', id !== '');
  for (const link of list.querySelectorAll('a')) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  const wanted = messages.some(message => message.id === id) ? id
    : id ? 'missing'
      : messages.length > 0 ? 'nothing-selected' : 'empty';
  if (wanted === shown) return;

  shown = wanted;
  if (wanted !== id) return showHint(wanted);
  const message = JSON.parse(await fetchText(`/messages/${id}`));
  if (shown !== id) return;
  detail.replaceChildren(backLink(), ...(message.kind === 'email' ? emailDetail(message) : cardDetail(message)));
  detail.scrollTop = 0;
}

async function showHint(name) {
  detail.replaceChildren(...(name === 'missing' ? [backLink()] : []), document.getElementById(name).content.cloneNode(true));
  if (name !== 'empty') return;
  const { ports } = JSON.parse(await fetchText('/health'));
  const addresses = { smtp: `127.0.0.1:${ports.smtp}`, teams: `${location.origin}/workflows/any-channel?sig=any` };
  for (const code of detail.querySelectorAll('[data-address]')) code.textContent = addresses[code.dataset.address];
}

function backLink() {
  return element('a', { href: '#', class: 'back' }, '‹ All messages');
}

function emailDetail(message) {
  const { id, subject, from, to, receivedAt, html, text, headers } = message;
  const links = linksIn(html);
  return [
    detailHeader(subject || '(no subject)', { From: from, To: to.join(', '), Received: new Date(receivedAt).toLocaleString() }),
    tabs([
      ['HTML', () => html
        ? element('iframe', { title: 'Email', sandbox: '', src: `/messages/${id}/html` })
        : element('p', { class: 'note' }, 'This email has no HTML part.')],
      ['Text', () => text
        ? element('pre', { class: 'text', tabindex: '0' }, text)
        : element('p', { class: 'note' }, 'This email has no text part.')],
      ['Headers', () => element('dl', { class: 'headers', tabindex: '0' }, ...Object.entries(headers).flatMap(([name, value]) =>
        [element('dt', {}, name), element('dd', {}, value)]))],
      ['Source', () => sourceOf(id)],
      ...(links.length > 0 ? [['Links', () => linkList(links)]] : []),
    ], html ? 'HTML' : 'Text'),
  ];
}

function cardDetail({ id, channel, headline, receivedAt, bytes, card }) {
  const share = `${bytes.toLocaleString()} of ${MOST_CARD_BYTES.toLocaleString()} bytes`;
  return [
    detailHeader(headline || '(no headline)', { Channel: `#${channel}`, Received: new Date(receivedAt).toLocaleString(), Size: share }),
    tabs([
      ['Card', () => element('div', { class: 'channel' },
        element('div', { class: card.msteams?.width?.toLowerCase() === 'full' ? 'post full' : 'post' },
          element('span', { class: 'avatar', 'aria-hidden': 'true' }),
          element('p', { class: 'sender' }, element('strong', {}, 'Workflows'), ' ', timeOf(receivedAt)),
          element('div', { class: 'card', data: { testid: 'card' } }, renderCard(card, darkness.matches))))],
      ['JSON', () => sourceOf(id)],
    ]),
  ];
}

function detailHeader(title, facts) {
  return element('header', { class: 'about' },
    element('h2', {}, title),
    element('dl', {}, ...Object.entries(facts).map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value)))));
}

function sourceOf(id) {
  const source = element('pre', { class: 'source', tabindex: '0' }, 'Loading…');
  fetchText(`/messages/${id}/source`).then(text => source.textContent = text, error => source.textContent = error.message);
  return source;
}

/** A sandboxed email cannot open its own links. */
function linksIn(html) {
  const anchors = new DOMParser().parseFromString(html ?? '', 'text/html').querySelectorAll('a[href]');
  return [...anchors]
    .map(anchor => ({ text: anchor.textContent.trim(), address: anchor.getAttribute('href') }))
    .filter(({ address }) => /^(https?|mailto):/i.test(address));
}

function linkList(links) {
  return element('ol', { class: 'links', role: 'list' }, ...links.map(({ text, address }) =>
    element('li', {},
      element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text || address),
      element('span', {}, address))));
}

function tabs(entries, selectedName = entries[0][0]) {
  const panel = element('div', { class: 'panel', role: 'tabpanel', id: 'panel' });
  const buttons = entries.map(([name, content]) => {
    const button = element('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'panel' }, name);
    button.addEventListener('click', () => select(button, content));
    return button;
  });

  function select(selected, content) {
    for (const button of buttons) {
      button.setAttribute('aria-selected', String(button === selected));
      button.tabIndex = button === selected ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', selected.id);
    panel.replaceChildren(content());
  }

  const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Parts of the message' }, ...buttons);
  bar.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
  });
  buttons.find(button => button.id === `tab-${selectedName}`).click();
  return element('section', { class: 'parts' }, bar, panel);
}

// --- Small helpers

function element(name, { data = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  Object.assign(node.dataset, data);
  node.append(...children);
  return node;
}

async function fetchText(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response.text();
}

function report(text, isLive) {
  if (connection.textContent !== text) connection.textContent = text;
  connection.classList.toggle('lost', !isLive);
}

function moveSelection(step) {
  const links = [...list.querySelectorAll('li:not([hidden]) a')];
  const current = links.findIndex(link => link.hasAttribute('aria-current'));
  const next = links[current < 0 ? 0 : Math.min(Math.max(current + step, 0), links.length - 1)];
  next?.focus();
  next?.click();
}

// --- What the reader does

filter.addEventListener('input', applyFilter);

clear.addEventListener('click', async () => {
  if (!confirm(`Delete all ${messages.length} messages?`)) return;
  await fetch('/messages', { method: 'DELETE' });
  location.hash = '';
  await refresh();
});

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isInList = [document.body, filter].includes(event.target) || list.contains(event.target);
  if (event.key === 'Escape') {
    if (filter.value) {
      filter.value = '';
      applyFilter();
    } else if (location.hash) {
      const previous = list.querySelector('a[aria-current]');
      location.hash = '';
      previous?.focus();
    }
  } else if (event.key === '/' && event.target !== filter) {
    event.preventDefault();
    filter.focus();
  } else if (isInList && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
    event.preventDefault();
    moveSelection(event.key === 'ArrowUp' ? -1 : 1);
  }
});

addEventListener('hashchange', () => showSelected().catch(disconnected));

darkness.addEventListener('change', () => {
  shown = undefined;
  showSelected().catch(disconnected);
});

await refresh();
setInterval(refresh, POLL_MS);
