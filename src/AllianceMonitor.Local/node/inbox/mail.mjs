import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * An SMTP server that accepts everything and delivers nothing.
 *
 * `faults` script what goes wrong, in order: a `connect` fault meets the next connection, any other
 * the next MAIL FROM, whose whole transaction it accompanies.
 */
export class MailCatcher {
  faults = [];
  #server;

  constructor(messages) {
    this.#server = new SMTPServer({
      name: 'localhost',
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      onAuth: ({ username }, session, done) => done(null, { user: username ?? 'anyone' }),

      onConnect: (session, done) => {
        session.fault = this.faults[0]?.phase === 'connect' ? this.faults.shift() : undefined;
        this.#strikes('connect', session, done) || done();
      },
      onMailFrom: (address, session, done) => {
        session.fault = this.faults[0]?.phase === 'connect' ? undefined : this.faults.shift();
        this.#strikes('mail', session, done) || done();
      },
      onRcptTo: (address, session, done) => {
        this.#strikes('rcpt', session, done) || done();
      },
      onData: async (stream, session, done) => {
        try {
          const source = Buffer.concat(await stream.toArray());
          if (this.#strikes('data', session, done)) return;
          const { id } = await keep(messages, source, session.envelope);
          if (session.fault?.acceptThenDrop) this.#drop(session);
          else done(null, `Kept as ${id}`);
        } catch (error) {
          done(error);
        }
      },
    });
    this.#server.on('error', () => {}); // A client that goes away is its own business.
  }

  async listen(port) {
    await once(this.#server.listen(port, '127.0.0.1'), 'listening');
  }

  static isFault({ phase, code, drop, stall, acceptThenDrop }) {
    return ['connect', 'mail', 'rcpt', 'data'].includes(phase)
      && (!acceptThenDrop || phase === 'data')
      && [code >= 400 && code <= 599, drop, stall, acceptThenDrop].filter(Boolean).length === 1;
  }

  /** True when the transaction's fault belongs to this phase and has been played. */
  #strikes(phase, session, done) {
    const { fault } = session;
    if (fault?.phase !== phase || fault.acceptThenDrop) return false;
    if (fault.drop) this.#drop(session);
    if (fault.code) done(Object.assign(new Error('Scripted fault'), { responseCode: fault.code }));
    return true;
  }

  #drop({ id }) {
    for (const connection of this.#server.connections) {
      if (connection.id === id) connection._socket.destroy();
    }
  }
}

async function keep(messages, source, envelope) {
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true });
  return messages.add('email', {
    to: envelope.rcptTo.map(({ address }) => address),
    from: mail.from?.text ?? envelope.mailFrom.address,
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? null,
    headers: headersOf(mail.headerLines),
    text: mail.text ?? null,
    html: mail.html || null,
  }, source);
}

/** Header values as sent, unfolded; a repeated header has one line per value. */
function headersOf(headerLines) {
  const headers = { __proto__: null };
  for (const { key, line } of headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n(?=[ \t])/g, '').trim();
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  }
  return headers;
}
