import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts, removeFolder, scriptPath, start, temporaryFolder, within } from './program.mjs';

const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** A request signed with the published development key. */
async function storage(port, method, path, { query = '', canonicalQuery = '' } = {}) {
  const date = new Date().toUTCString();
  const version = '2099-01-01';
  const text = `${method}${'\n'.repeat(12)}x-ms-date:${date}\nx-ms-version:${version}\n/${ACCOUNT}/${ACCOUNT}/${path}${canonicalQuery}`;
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(text).digest('base64');
  const response = await fetch(`http://127.0.0.1:${port}/${ACCOUNT}/${path}${query}`, {
    method,
    headers: { 'x-ms-date': date, 'x-ms-version': version, authorization: `SharedKey ${ACCOUNT}:${signature}` },
  });
  await response.text();
  return response.status;
}

async function folderOf(t) {
  const folder = await temporaryFolder();
  t.after(() => removeFolder(folder));
  return folder;
}

const container = { query: '?restype=container', canonicalQuery: '\nrestype:container' };
const queue = { query: '?comp=metadata', canonicalQuery: '\ncomp:metadata' };

async function startAzurite(t) {
  const [blobPort, queuePort] = await freePorts(2);
  const options = { folder: await folderOf(t), 'blob-port': blobPort, 'queue-port': queuePort };
  return { blobPort, queuePort, options, azurite: await start('azurite.mjs', options) };
}

test('keeps what it stored when its parent closes stdin', async t => {
  const { blobPort, queuePort, options, azurite } = await startAzurite(t);
  assert.equal(azurite.firstLine, '{"ready":true}\n');
  assert.equal(await storage(blobPort, 'PUT', 'box', container), 201);
  assert.equal(await storage(queuePort, 'PUT', 'line'), 201);
  assert.equal(await within(3_000, azurite.stop()), 0);
  assert.equal(azurite.stderr, '');

  const again = await start('azurite.mjs', options);
  assert.equal(await storage(blobPort, 'GET', 'box', container), 200);
  assert.equal(await storage(queuePort, 'GET', 'line', queue), 200);
  await again.stop();
});

test('keeps an access log of both services where one is asked for', async t => {
  const [blobPort, queuePort] = await freePorts(2);
  const folder = await folderOf(t);
  const log = join(folder, 'access.log');
  const azurite = await start('azurite.mjs', { folder, 'blob-port': blobPort, 'queue-port': queuePort, 'access-log': log });
  await storage(blobPort, 'PUT', 'box', container);
  await storage(queuePort, 'PUT', 'line');
  await azurite.stop();

  const lines = await readFile(log, 'utf8');
  assert.match(lines, /"PUT \/devstoreaccount1\/box\?restype=container HTTP\/1\.1" 201/);
  assert.match(lines, /"PUT \/devstoreaccount1\/line HTTP\/1\.1" 201/);
});

test('ends on SIGTERM', async t => {
  const { azurite } = await startAzurite(t);
  azurite.process.kill('SIGTERM');
  assert.equal(await within(3_000, azurite.ended), 0);
});

test('leaves no orphan when its parent is killed', async t => {
  const [blobPort, queuePort] = await freePorts(2);
  const args = [scriptPath('azurite.mjs'), '--folder', await folderOf(t), '--blob-port', blobPort, '--queue-port', queuePort];
  const parent = spawn(process.execPath, ['-e', `
    const child = require('node:child_process').spawn(process.execPath, ${JSON.stringify(args.map(String))}, { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdout.once('data', () => console.log(child.pid));
  `]);
  const pid = Number(await once(parent.stdout, 'data'));
  parent.kill('SIGKILL');
  await within(3_000, (async () => {
    while (isRunning(pid)) await delay(50);
  })());
});

test('names the port that is taken', async t => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address();
  const [blobPort] = await freePorts(1);
  const azurite = await start('azurite.mjs', { folder: await folderOf(t), 'blob-port': blobPort, 'queue-port': port });
  assert.equal(await azurite.ended, 1);
  assert.match(azurite.stderr, new RegExp(`Port ${port} `));
});

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
