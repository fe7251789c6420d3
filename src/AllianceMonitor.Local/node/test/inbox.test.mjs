import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, describe, test } from 'node:test';
import { freePorts, removeFolder, start, temporaryFolder, within } from './program.mjs';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const MAIL = [
  'From: Alliance Monitor <alerts@example.com>', 'To: ann@example.com', 'Message-ID: <first@example.com>',
  'Subject: =?utf-8?B?w5xiZXJuYWhtZQ==?=', 'List-Unsubscribe: <https://example.com/', ' unsubscribe>',
  'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b', '',
  '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Plain.', '..dotted',
  '--b', 'Content-Type: text/html; charset=utf-8', '', '<h1>Grüße</h1><script>alert(1)</script>', '--b--', '',
];

let folder, smtp, http, inbox;

before(async () => {
  folder = await temporaryFolder();
  [smtp, http] = await freePorts(2);
  inbox = await startInbox();
});
after(async () => {
  await inbox.stop();
  await removeFolder(folder);
});
beforeEach(async () => {
  await request('/messages', { method: 'DELETE' });
  await request('/control', { method: 'DELETE' });
});

const startInbox = () => start('inbox.mjs', { folder, 'smtp-port': smtp, 'http-port': http });
const request = (path, options) => fetch(`http://127.0.0.1:${http}${path}`, options);
const getJson = async path => (await request(path)).json();

function post(path, value, headers = { 'content-type': 'application/json' }) {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return request(path, { method: 'POST', headers, body, signal: AbortSignal.timeout(1_500) });
}

const aCard = (...body) => ({ type: 'AdaptiveCard', version: '1.4', body });
const text = (value, more) => ({ type: 'TextBlock', text: value, wrap: true, ...more });
const envelope = content => ({ type: 'message', attachments: [{ contentType: CARD_TYPE, contentUrl: null, content }] });
const postCard = card => post('/workflows/news?sig=secret', envelope(card));

/** Speaks SMTP line by line; answers the reply codes, and 'closed' where the server hung up. */
async function dialogue(...commands) {
  const socket = connect(smtp, '127.0.0.1');
  const closed = once(socket, 'close').then(() => 'closed', () => 'closed');
  socket.on('error', () => {});
  const replies = createInterface({ input: socket })[Symbol.asyncIterator]();
  const reply = async () => {
    for (;;) {
      const { value } = await replies.next();
      if (value === undefined) return await closed;
      if (value[3] !== '-') return Number(value.slice(0, 3));
    }
  };
  const codes = [await reply()];
  for (const command of commands) {
    if (codes.at(-1) === 'closed') break;
    socket.write(`${command}\r\n`);
    codes.push(await reply());
  }
  socket.destroy();
  return codes;
}
const sendMail = () => within(2_000, dialogue('EHLO test', 'MAIL FROM:<bounce@example.com>',
  'RCPT TO:<ann@example.com>', 'RCPT TO:<bob@example.com>', 'DATA', [...MAIL, '.'].join('\r\n'), 'QUIT'));

test('is ready with one line', () => assert.equal(inbox.firstLine, '{"ready":true}\n'));

describe('mail', () => {
  test('is kept whole, with its source', async () => {
    assert.deepEqual(await sendMail(), [220, 250, 250, 250, 250, 354, 250, 221]);

    const [summary] = await getJson('/messages');
    assert.deepEqual(
      { ...summary, id: summary.id.slice(6), receivedAt: typeof summary.receivedAt, headers: Object.keys(summary.headers).length },
      {
        id: '-email', kind: 'email', receivedAt: 'string', to: ['ann@example.com', 'bob@example.com'],
        from: '"Alliance Monitor" <alerts@example.com>', subject: 'Übernahme', messageId: '<first@example.com>', headers: 7,
      });
    assert.equal(summary.headers['list-unsubscribe'], '<https://example.com/ unsubscribe>');

    const whole = await getJson(`/messages/${summary.id}`);
    assert.equal(whole.text.trim(), 'Plain.\n.dotted');
    assert.match(whole.html, /Grüße/);
    assert.deepEqual(JSON.parse(await readFile(join(folder, `${summary.id}.json`), 'utf8')), whole);
    const source = await readFile(join(folder, `${summary.id}.eml`), 'utf8');
    assert.match(source, /^From: Alliance Monitor/);
    assert.equal(await (await request(`/messages/${summary.id}/source`)).text(), source);
  });

  test('shows its HTML in a sandbox only', async () => {
    await sendMail();
    const [{ id }] = await getJson('/messages');
    const response = await request(`/messages/${id}/html`);
    assert.match(response.headers.get('content-type'), /^text\/html/);
    assert.equal(response.headers.get('content-security-policy'),
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    assert.match(await response.text(), /Grüße/);
  });

  for (const [fault, codes, kept] of [
    [{ phase: 'connect', code: 421 }, [421, 'closed'], 0],
    [{ phase: 'connect', drop: true }, ['closed'], 0],
    [{ phase: 'mail', code: 450 }, [220, 250, 450, 503, 503, 503], 0],
    [{ phase: 'rcpt', code: 451 }, [220, 250, 250, 451, 451, 503], 0],
    [{ phase: 'data', code: 554 }, [220, 250, 250, 250, 250, 354, 554, 221], 0],
    [{ phase: 'data', drop: true }, [220, 250, 250, 250, 250, 354, 'closed'], 0],
    [{ phase: 'data', acceptThenDrop: true }, [220, 250, 250, 250, 250, 354, 'closed'], 1],
  ]) {
    test(`meets ${JSON.stringify(fault)} once`, async () => {
      assert.equal((await post('/control/smtp', { next: [fault] })).status, 204);
      assert.deepEqual((await sendMail()).slice(0, codes.length), codes);
      assert.equal((await getJson('/messages')).length, kept);
      assert.equal((await sendMail()).at(-1), 221);
      assert.equal((await getJson('/messages')).length, kept + 1);
    });
  }
});

describe('a Teams workflow', () => {
  test('accepts a good card', async () => {
    const card = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', msteams: { width: 'Full' },
      ...aCard(
        { type: 'Container', style: 'emphasis', bleed: true, items: [text('Eyebrow', { weight: 'Bolder' }), text('Headline', { size: 'Large' })] },
        { type: 'RichTextBlock', inlines: ['plain ', { type: 'TextRun', text: 'bold', weight: 'Bolder', italic: true }] },
        { type: 'ColumnSet', columns: [{ type: 'Column', width: 'stretch', items: [text('a')] }, { type: 'Column', width: 'auto', items: [] }] },
        { type: 'FactSet', facts: [{ title: 'Source', value: 'Example' }] },
        { type: 'ActionSet', actions: Array.from({ length: 6 }, () => ({ type: 'Action.OpenUrl', title: 'Read', url: 'https://example.com/a' })) },
        { type: 'Image', url: 'https://example.com/a.png', altText: 'A', size: 'Medium' }),
    };
    const response = await postCard(card);
    assert.equal(response.status, 202);
    assert.equal(await response.text(), '');

    const [summary] = await getJson('/messages');
    assert.match(summary.id, /^\d{6}-card$/);
    assert.deepEqual([summary.kind, summary.channel, summary.headline, summary.bytes, summary.card],
      ['card', 'news', 'Headline', Buffer.byteLength(JSON.stringify(envelope(card))), undefined]);
    assert.deepEqual((await getJson(`/messages/${summary.id}`)).card, card);
  });

  const openUrl = more => ({ type: 'Action.OpenUrl', title: 'Read', url: 'https://example.com/', ...more });
  for (const [name, card] of Object.entries({
    'no card': undefined,
    'a list for a card': [],
    'another type': { ...aCard(), type: 'Card' },
    'no type': { ...aCard(), type: undefined },
    'no version': { ...aCard(), version: undefined },
    'a version too new': { ...aCard(), version: '1.6' },
    'a version that is a number': { ...aCard(), version: 1.4 },
    'an unknown element': aCard({ type: 'Banner' }),
    'an element without type': aCard({ text: 'a' }),
    'an element with the name of a built-in': aCard({ type: 'constructor' }),
    'null for an element': aCard(null),
    'an object for the body': { ...aCard(), body: {} },
    'an unknown action': { ...aCard(), actions: [{ type: 'Action.Http', title: 'x', url: 'https://example.com/' }] },
    'too many actions': { ...aCard(), actions: Array.from({ length: 7 }, () => openUrl()) },
    'an action without address': aCard({ type: 'ActionSet', actions: [openUrl({ url: undefined })] }),
    'an action with a script address': { ...aCard(), actions: [openUrl({ url: 'javascript:alert(1)' })] },
    'an action with a relative address': aCard({ type: 'Container', items: [], selectAction: openUrl({ url: '/news' }) }),
    'no text': aCard({ type: 'TextBlock' }),
    'a number for text': aCard(text(5)),
    'a string for a boolean': aCard(text('a', { wrap: 'true' })),
    'a wrong enum value': aCard(text('a', { size: 'Huge' })),
    'a wrong style, deep down': aCard({ type: 'Container', items: [{ type: 'Container', style: 'fancy', items: [] }] }),
    'a wrong column width': aCard({ type: 'ColumnSet', columns: [{ type: 'Column', width: 'wide', items: [] }] }),
    'no text in a run': aCard({ type: 'RichTextBlock', inlines: [{ type: 'TextRun' }] }),
    'no inlines': aCard({ type: 'RichTextBlock' }),
    'no facts': aCard({ type: 'FactSet' }),
    'a fact without value': aCard({ type: 'FactSet', facts: [{ title: 'a' }] }),
    'an image without address': aCard({ type: 'Image' }),
    'a container without items': aCard({ type: 'Container' }),
    'the same id twice': aCard(text('a', { id: 'x' }), text('b', { id: 'x' })),
  })) {
    test(`refuses ${name}`, async () => {
      const response = await postCard(card);
      const { error } = await response.json();
      assert.deepEqual([response.status, error.code], [400, 'InvalidCard'], error.message);
      assert.ok(error.message.length > 0);
      assert.deepEqual(await getJson('/messages'), []);
    });
  }

  for (const [name, status, code, send] of [
    ['invalid JSON', 400, 'InvalidJson', () => post('/workflows/news?sig=s', '{')],
    ['null', 400, 'InvalidEnvelope', () => post('/workflows/news?sig=s', 'null')],
    ['a bare card', 400, 'InvalidEnvelope', () => post('/workflows/news?sig=s', aCard())],
    ['another attachment type', 400, 'InvalidEnvelope',
      () => post('/workflows/news?sig=s', { type: 'message', attachments: [{ contentType: 'text/plain', content: aCard() }] })],
    ['no signature', 401, 'Unauthorized', () => post('/workflows/news', envelope(aCard()))],
    ['another content type', 415, 'UnsupportedMediaType', () => post('/workflows/news?sig=s', envelope(aCard()), { 'content-type': 'text/plain' })],
    ['another method', 405, 'MethodNotAllowed', () => request('/workflows/news?sig=s', { method: 'PUT', body: '{}' })],
  ]) {
    test(`answers ${status} to ${name}`, async () => {
      const response = await send();
      assert.deepEqual([response.status, (await response.json()).error.code], [status, code]);
      assert.equal(response.headers.get('allow'), status === 405 ? 'POST' : null);
    });
  }

  test('accepts 28,672 bytes and no byte more', async () => {
    const padded = bytes => {
      const empty = JSON.stringify(envelope(aCard(text('')))).length;
      return postCard(aCard(text('x'.repeat(bytes - empty))));
    };
    assert.equal((await padded(28_672)).status, 202);
    assert.equal((await padded(28_673)).status, 413);
    assert.equal((await padded(5_000_000)).status, 413);
    assert.equal((await getJson('/messages')).length, 1);
  });

  test('meets scripted faults in order', async () => {
    const next = [{ status: 429, retryAfter: 2 }, { status: 500 }, { stall: true }, { drop: true }, { acceptThenDrop: true }];
    assert.equal((await post('/control/teams', { next })).status, 204);

    const limited = await postCard(aCard());
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '2']);
    assert.equal((await postCard(aCard())).status, 500);
    await assert.rejects(postCard(aCard()), { name: 'TimeoutError' });
    await assert.rejects(postCard(aCard()), { name: 'TypeError' });
    assert.deepEqual(await getJson('/messages'), []);
    await assert.rejects(postCard(aCard()), { name: 'TypeError' });
    assert.equal((await getJson('/messages')).length, 1);
    assert.equal((await postCard(aCard())).status, 202);
  });
});

describe('control', () => {
  test('DELETE forgets the faults', async () => {
    await post('/control/teams', { next: [{ status: 500 }] });
    await post('/control/smtp', { next: [{ phase: 'connect', code: 421 }] });
    assert.equal((await request('/control', { method: 'DELETE' })).status, 204);
    assert.equal((await postCard(aCard())).status, 202);
    assert.equal((await sendMail()).at(-1), 221);
  });

  for (const [target, fault] of [
    ['teams', {}], ['teams', null], ['teams', { status: 42 }], ['teams', { status: 500, drop: true }],
    ['smtp', { code: 451 }], ['smtp', { phase: 'rcpt' }], ['smtp', { phase: 'rcpt', acceptThenDrop: true }], ['smtp', { phase: 'data', code: 250 }],
  ]) {
    test(`refuses ${JSON.stringify(fault)} for ${target}`, async () =>
      assert.equal((await post(`/control/${target}`, { next: [fault] })).status, 400));
  }
});

describe('the web server', () => {
  for (const path of ['/', '/page.css', '/page.js', '/page-card.js', '/adaptivecards.js', '/health']) {
    test(`serves ${path}`, async () => assert.equal((await request(path)).status, 200));
  }
  for (const path of ['/nothing', '/messages/000000-email', '/messages/..%2Finbox/source', '/page.html', '//']) {
    test(`has nothing at ${path}`, async () => assert.equal((await request(path)).status, 404));
  }
});

describe('the process', () => {
  test('numbers on after a restart and keeps its messages', async () => {
    await sendMail();
    await postCard(aCard(text('a')));
    const earlier = await getJson('/messages');
    assert.equal(await within(2_000, inbox.stop()), 0);
    assert.equal(inbox.stderr, '');

    inbox = await startInbox();
    assert.deepEqual(await getJson('/messages'), earlier);
    await postCard(aCard(text('b')));
    const [mail, first, second] = (await getJson('/messages')).map(({ id }) => parseInt(id, 10));
    assert.deepEqual([first, second], [mail + 1, mail + 2]);
    assert.equal((await request('/messages', { method: 'DELETE' })).status, 204);
    assert.deepEqual(await readdir(folder), []);
  });

  test('ends on SIGTERM', async () => {
    inbox.process.kill('SIGTERM');
    assert.equal(await within(2_000, inbox.ended), 0);
    inbox = await startInbox();
  });

  test('names the port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address();
    const [free] = await freePorts(1);
    for (const ports of [{ 'smtp-port': port, 'http-port': free }, { 'smtp-port': free, 'http-port': port }]) {
      const second = await start('inbox.mjs', { folder, ...ports });
      assert.equal(await second.ended, 1);
      assert.match(second.stderr, new RegExp(`Port ${port} `));
    }
    taken.close();
  });
});
