// Azurite's blob and queue services in this process. Its own command line would also start the
// table service, and a child process could outlive us.
import { createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { announceReady, endWithParent, failToStart, portNumber } from './lifetime.mjs';

const require = createRequire(import.meta.url);
const azurite = module => require(`azurite/dist/src/${module}.js`).default;

/** What `--silent --skipApiVersionCheck --disableProductStyleUrl` set; telemetry is never initialised here. */
function service(name, Server, Configuration, { folder, port, writers, accessLog }) {
  const inFolder = file => join(folder, file);
  return new Server(Object.assign(new Configuration(), {
    host: '127.0.0.1',
    port,
    metadataDBPath: inFolder(`__azurite_db_${name}__.json`),
    extentDBPath: inFolder(`__azurite_db_${name}_extent__.json`),
    persistencePathArray: [{ locationId: 'Default', locationPath: inFolder(`__${name}storage__`), maxConcurrency: writers }],
    enableAccessLog: Boolean(accessLog),
    accessLogWriteStream: accessLog,
    enableDebugLog: false,
    skipApiVersionCheck: true,
    disableProductStyleUrl: true,
  }));
}

/** The databases' own close does not wait for an automatic save already under way. */
async function close(server) {
  await server.close();
  await Promise.all([server.metadataStore, server.extentMetadataStore]
    .map(({ db }) => new Promise(saved => db.throttledSaveDrain(saved))));
}

try {
  const { values } = parseArgs({
    options: { folder: { type: 'string' }, 'blob-port': { type: 'string' }, 'queue-port': { type: 'string' }, 'access-log': { type: 'string' } },
  });
  if (!values.folder) throw new Error('Usage: azurite.mjs --folder DIR --blob-port PORT --queue-port PORT [--access-log FILE]');
  const ports = { blob: portNumber(values['blob-port']), queue: portNumber(values['queue-port']) };

  const running = [];
  endWithParent(() => Promise.all(running.map(close)));
  mkdirSync(values.folder, { recursive: true });
  const accessLog = values['access-log'] && createWriteStream(values['access-log'], { flags: 'a' });

  for (const server of [
    service('blob', azurite('blob/BlobServer'), azurite('blob/BlobConfiguration'),
      { folder: values.folder, port: ports.blob, writers: 50, accessLog }),
    service('queue', azurite('queue/QueueServer'), azurite('queue/QueueConfiguration'),
      { folder: values.folder, port: ports.queue, writers: 1, accessLog }),
  ]) {
    await server.start();
    running.push(server);
  }
  announceReady();
} catch (error) {
  failToStart(error);
}
