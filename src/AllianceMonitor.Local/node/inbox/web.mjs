import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Refusal, parseJson, readBody, sendJson, sendRefusal } from './http.mjs';
import { MailCatcher } from './mail.mjs';
import { TeamsWorkflows } from './teams.mjs';

const PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; "
  + "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const EMAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const MOST_CONTROL_BYTES = 64 * 1024;

const PAGE_FILES = {
  '/': ['./page.html', 'text/html'],
  '/page.css': ['./page.css', 'text/css'],
  '/page.js': ['./page.js', 'text/javascript'],
  '/page-card.js': ['./page-card.js', 'text/javascript'],
  '/adaptivecards.js': ['../node_modules/adaptivecards/dist/adaptivecards.min.js', 'text/javascript'],
};

/** The inbox page, its messages, the Teams webhook and the scripting of faults. */
export class WebServer {
  #server;
  #routes;

  constructor({ messages, mail, teams, ports }) {
    const message = id => messages.find(id) ?? notFound();

    this.#routes = [
      ...Object.entries(PAGE_FILES).map(([path, file]) =>
        ['GET', new RegExp(`^${path}$`), exchange => sendPageFile(exchange, ...file)]),
      ['GET', /^\/health$/, ({ response }) => sendJson(response, 200, { status: 'ok', ports })],
      ['GET', /^\/messages$/, ({ response }) => sendJson(response, 200, messages.summaries())],
      ['DELETE', /^\/messages$/, ({ response }) => {
        messages.clear();
        sendNothing(response);
      }],
      ['GET', /^\/messages\/([^/]+)$/, ({ response }, id) => sendJson(response, 200, message(id))],
      ['GET', /^\/messages\/([^/]+)\/html$/, ({ response }, id) =>
        sendText(response, 'text/html', message(id).html ?? notFound(), { 'Content-Security-Policy': EMAIL_POLICY })],
      ['GET', /^\/messages\/([^/]+)\/source$/, ({ response }, id) =>
        sendText(response, 'text/plain', messages.source(message(id)))],
      ['ANY', /^\/workflows\/([^/]+)$/, ({ request, response, query }, channel) =>
        teams.receive(request, response, channel, query)],
      ['POST', /^\/control\/teams$/, exchange => script(exchange, teams.faults, TeamsWorkflows.isFault)],
      ['POST', /^\/control\/smtp$/, exchange => script(exchange, mail.faults, MailCatcher.isFault)],
      ['DELETE', /^\/control$/, ({ response }) => {
        teams.faults.length = mail.faults.length = 0;
        sendNothing(response);
      }],
    ];
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => this.#answer(request, response));
  }

  async listen(port) {
    await once(this.#server.listen(port, '127.0.0.1'), 'listening');
  }

  async #answer(request, response) {
    try {
      const { pathname, searchParams } = new URL(`http://inbox${request.url}`);
      for (const [method, pattern, handle] of this.#routes) {
        const match = [request.method, 'ANY'].includes(method) && pattern.exec(pathname);
        if (match) return await handle({ request, response, query: searchParams }, ...match.slice(1).map(decodeURIComponent));
      }
      notFound();
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      if (error instanceof URIError || error.code === 'ERR_INVALID_URL') {
        sendRefusal(response, new Refusal(400, 'InvalidAddress', error.message));
      } else if (error instanceof Refusal) {
        sendRefusal(response, error);
      } else {
        console.error(error);
        sendRefusal(response, new Refusal(500, 'InternalError', error.message));
      }
    }
  }
}

async function script({ request, response }, faults, isFault) {
  const { next } = parseJson(request, await readBody(request, MOST_CONTROL_BYTES), MOST_CONTROL_BYTES) ?? {};
  if (!Array.isArray(next) || !next.every(fault => fault && isFault(fault))) {
    throw new Refusal(400, 'InvalidFault', 'The body must be {"next":[…]} with faults known here.');
  }
  faults.push(...next);
  sendNothing(response);
}

async function sendPageFile({ response }, file, mediaType) {
  sendText(response, mediaType, await readFile(new URL(file, import.meta.url)), {
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': PAGE_POLICY,
  });
}

function sendText(response, mediaType, text, headers = {}) {
  response.writeHead(200, {
    'Content-Type': `${mediaType}; charset=utf-8`,
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  }).end(text);
}

function sendNothing(response) {
  response.writeHead(204).end();
}

function notFound() {
  throw new Refusal(404, 'NotFound', 'There is nothing here.');
}
