/**
 * The little of HTTP that the bot needs: a bounded JSON body in, a JSON answer out. No framework.
 * Answers never carry an error's message or stack.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Teams' own limit for a message is 100 KB; presses carry their inputs besides. */
export const MAX_BODY_BYTES = 256 * 1_024;

export type Body = { readonly json: unknown } | { readonly status: 400 | 413 | 415; readonly error: string };

/** Reads a JSON body. Rejects only if the connection breaks. */
export async function readJson(request: IncomingMessage): Promise<Body> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return { status: 415, error: 'json_only' };
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return { status: 413, error: 'too_large' };
  const chunks: Buffer[] = [];
  let size = 0;
  // Kept open when we stop reading, for the refusal has yet to go out over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      request.resume();
      return { status: 413, error: 'too_large' };
    }
    chunks.push(chunk);
  }
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
