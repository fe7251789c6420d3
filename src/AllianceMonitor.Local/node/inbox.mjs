import { parseArgs } from 'node:util';
import { MailCatcher } from './inbox/mail.mjs';
import { Messages } from './inbox/messages.mjs';
import { TeamsWorkflows } from './inbox/teams.mjs';
import { WebServer } from './inbox/web.mjs';
import { announceReady, endWithParent, failToStart, portNumber } from './lifetime.mjs';

try {
  const { values } = parseArgs({
    options: { folder: { type: 'string' }, 'smtp-port': { type: 'string' }, 'http-port': { type: 'string' } },
  });
  if (!values.folder) throw new Error('Usage: inbox.mjs --folder DIR --smtp-port PORT --http-port PORT');
  const ports = { smtp: portNumber(values['smtp-port']), http: portNumber(values['http-port']) };

  const messages = new Messages(values.folder);
  const mail = new MailCatcher(messages);
  const teams = new TeamsWorkflows(messages);
  const web = new WebServer({ messages, mail, teams, ports });

  endWithParent(async () => {}); // Every message is on disk before its sender gets an answer.
  await mail.listen(ports.smtp);
  await web.listen(ports.http);
  announceReady();
} catch (error) {
  failToStart(error);
}
