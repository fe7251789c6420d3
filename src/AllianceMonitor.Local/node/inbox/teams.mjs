import { Refusal, parseJson, readBody, sendRefusal } from './http.mjs';
import { headlineOf, problemsOf } from './card-check.mjs';

const CARD_CONTENT_TYPE = 'application/vnd.microsoft.card.adaptive';
const MOST_BYTES = 28 * 1024;

/** The "When a Teams webhook request is received" trigger of Workflows; `faults` script what goes wrong, in order. */
export class TeamsWorkflows {
  faults = [];
  #messages;

  constructor(messages) {
    this.#messages = messages;
  }

  async receive(request, response, channel, query) {
    if (request.method !== 'POST') {
      throw new Refusal(405, 'MethodNotAllowed', 'A workflow is triggered by POST.', { Allow: 'POST' });
    }
    const fault = this.faults.shift() ?? {};
    if (fault.drop) return request.socket.destroy();
    const posted = await readBody(request, MOST_BYTES);
    if (fault.stall) return;
    if (fault.status) return sendFault(response, fault);

    if (!query.get('sig')) throw new Refusal(401, 'Unauthorized', 'The request has no signature (sig).');
    const card = cardIn(parseJson(request, posted, MOST_BYTES));
    this.#messages.add('card', { channel, headline: headlineOf(card), bytes: posted.bytes, card });

    if (fault.acceptThenDrop) return request.socket.destroy();
    response.writeHead(202).end();
  }

  static isFault({ status, drop, stall, acceptThenDrop }) {
    return [status >= 200 && status <= 599, drop, stall, acceptThenDrop].filter(Boolean).length === 1;
  }
}

function sendFault(response, { status, retryAfter }) {
  const headers = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
  sendRefusal(response, { status, code: 'ScriptedFault', message: `A scripted answer ${status}.`, headers });
}

function cardIn(envelope) {
  const [attachment, ...others] = Array.isArray(envelope?.attachments) ? envelope.attachments : [];
  if (envelope?.type !== 'message' || attachment?.contentType !== CARD_CONTENT_TYPE || others.length > 0) {
    throw new Refusal(400, 'InvalidEnvelope',
      `The body must be a "message" with one attachment of content type ${CARD_CONTENT_TYPE}.`);
  }
  const problems = problemsOf(attachment.content);
  if (problems.length > 0) throw new Refusal(400, 'InvalidCard', problems.join(' '));
  return attachment.content;
}
