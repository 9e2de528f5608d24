/**
 * The little of HTTP that the bot needs: a bounded JSON body in, a JSON answer out. No framework.
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
  return new Promise((resolve) => {
    response.once('close', resolve);
    if (response.headersSent || response.destroyed) return resolve();
    if (body === undefined) {
      response.writeHead(status, { 'content-length': 0 }).end(resolve);
      return;
    }
    const text = JSON.stringify(body);
    response
      .writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
      })
      .end(text, resolve);
  });
}
