import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const scriptPath = name => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Runs a script of this folder until its first line on stdout, or its end. */
export async function start(name, options) {
  const child = spawn(process.execPath, [scriptPath(name), ...Object.entries(options).flatMap(([key, value]) => [`--${key}`, value])]);
  const ended = once(child, 'exit').then(([code]) => code);
  const program = { process: child, ended, stderr: '', stop: () => (child.stdin.end(), ended) };
  child.stderr.on('data', text => program.stderr += text);
  program.firstLine = await Promise.race([once(child.stdout, 'data').then(String), ended.then(() => undefined)]);
  return program;
}

export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => server.address().port);
  await Promise.all(servers.map(server => new Promise(closed => server.close(closed))));
  return ports;
}

export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'alliancemonitor-'));
export const removeFolder = folder => rm(folder, { recursive: true, force: true });

export const within = (milliseconds, promise) => {
  let timer;
  const late = new Promise((_, reject) => timer = setTimeout(() => reject(new Error(`Not within ${milliseconds} ms.`)), milliseconds));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
