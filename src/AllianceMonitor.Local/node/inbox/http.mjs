export class Refusal extends Error {
  constructor(status, code, message, headers = {}) {
    super(message);
    Object.assign(this, { status, code, headers });
  }
}

export function sendJson(response, status, value, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(value));
}

export function sendRefusal(response, { status, code, message, headers }) {
  sendJson(response, status, { error: { code, message } }, headers);
}

/** Keeps no byte past the limit, yet reads to the end: a sender cut off mid-body might never see the answer. */
export async function readBody(request, limit) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  }
  return { bytes, body: bytes <= limit ? Buffer.concat(chunks) : undefined };
}

export function parseJson(request, { bytes, body }, limit) {
  const mediaType = request.headers['content-type']?.split(';')[0].trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new Refusal(415, 'UnsupportedMediaType', 'The content type must be application/json.');
  }
  if (!body) throw new Refusal(413, 'RequestEntityTooLarge', `The body has ${bytes} bytes, more than ${limit}.`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new Refusal(400, 'InvalidJson', error.message);
  }
}
