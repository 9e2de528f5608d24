/**
 * The little of HTTP that the bot needs: a bounded JSON body in, a JSON answer or an appointment out. No framework.
 * Answers never carry an error's message or stack.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Teams' own limit for a message is 100 KB; presses carry their inputs besides. */
const MAX_BODY_BYTES = 256 * 1_024;

export type Body = { readonly json: unknown } | { readonly status: 400 | 413 | 415; readonly error: string };

/** Reads a JSON body. Rejects only if the connection breaks; the server's time-out bounds an endless one. */
export async function readJson(request: IncomingMessage): Promise<Body> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return { status: 415, error: 'json_only' };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  // Read to the end, though not kept: an answer amid the body would leave the connection in disorder.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) return { status: 413, error: 'too_large' };
  try {
    return { json: JSON.parse(Buffer.concat(chunks, size).toString('utf8')) };
  } catch {
    return { status: 400, error: 'not_json' };
  }
}

/** Sends the answer and resolves when it is handed to the system, or the client is gone. */
export function respond(response: ServerResponse, status: number, body?: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return send(response, status, headers, body === undefined ? '' : JSON.stringify(body));
}

/** Sends an appointment that a browser hands to the calendar and keeps nowhere else. */
export const respondCalendar = (response: ServerResponse, text: string): Promise<void> =>
  send(
    response,
    200,
    {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="tafel.ics"',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    text,
  );

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    if (response.headersSent || response.destroyed) return resolve();
    const length = { 'content-length': Buffer.byteLength(text) };
    response.writeHead(status, text === '' ? length : { ...headers, ...length }).end(text, resolve);
  });
}
