import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

const LONGEST_STOP_MS = 5_000;

/** Ends this process when its parent is gone (stdin closes) or asks for it by signal. */
export function endWithParent(stop) {
  let ending;
  const end = () => ending ??= Promise.race([stop(), delay(LONGEST_STOP_MS)])
    .catch(error => console.error(error.message))
    .finally(() => process.exit());

  finished(process.stdin.resume(), { writable: false }).then(end, end);
  process.on('SIGTERM', end);

  // Ctrl+C in a terminal goes to the whole group: a child of the stack leaves the order of ending to its parent.
  process.on('SIGINT', () => { if (process.stdin.isTTY) end(); });
}

export function announceReady() {
  console.log(JSON.stringify({ ready: true }));
}

export function failToStart(error) {
  console.error(error.code === 'EADDRINUSE' ? `Port ${error.port} is already in use.` : error.message);
  process.exit(1);
}

export function portNumber(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`“${text}” is not a port number.`);
  return port;
}
