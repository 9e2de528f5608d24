/**
 * The way out to Teams: posts and updates over one keep-alive connection pool, with the retries that are safe.
 * In place of the SDK's client, which sends a message up to four times when a 5xx hides a delivered one.
 */
import http from 'node:http';
import https from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { Place } from '../incoming.ts';
import type { Authorize } from './auth.ts';
import { channelOf } from '../../shared/conversation.ts';

/** Compatible with pino: fields first, then a constant message. Nothing about clients or what was said goes in. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Wire {
  /** Posts in the place. False if Teams did not take it; that is logged here. Never rejects. */
  post(place: Place, activity: object): Promise<boolean>;
  /** Puts another activity in the place of one sent earlier. False and never rejects, as `post`. */
  update(place: Place, activityId: string, activity: object): Promise<boolean>;
  /** One attempt, and what Teams answered. Rejects with a NodeJS error if no answer came. */
  once(method: 'POST' | 'PUT', url: URL, body: object): Promise<Answer>;
  /** A page of the people in the place; null if Teams does not tell, which is logged here. Never rejects. */
  people(place: Place, continuation: string | null): Promise<unknown>;
  close(): void;
}

/** A user is waiting: all attempts of one send together take no longer. */
const RETRY_BUDGET_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** The `code` of the error where a call could not be made for want of a token. */
export const NO_TOKEN = 'NO_TOKEN';
const MAX_ATTEMPTS = 3;

export interface Answer {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly body: string;
}

export function createWire(authorize: Authorize, log: Log): Wire {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  };

  async function call(method: 'GET' | 'POST' | 'PUT', url: URL, body: string, once = false): Promise<Answer> {
    const authorization = await authorize().catch((fault: unknown) => {
      throw Object.assign(new Error('No token for Teams', { cause: fault }), { code: NO_TOKEN });
    });
    return await new Promise<Answer>((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const request = (secure ? https : http).request(
        url,
        {
          method,
          agent: agents[secure ? 'https:' : 'http:'],
          timeout: REQUEST_TIMEOUT_MS,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            ...(authorization === null ? {} : { authorization }),
          },
        },
        (response) => void answerOf(response).then(resolve, reject),
      );
      request.once('timeout', () => request.destroy(new Error('The connector did not answer in time')));
      request.once('error', (fault: NodeJS.ErrnoException) => {
        // The other side closed an idle connection just as we took it: nothing was read, so the same again is safe.
        if (!once && request.reusedSocket && fault.code === 'ECONNRESET') call(method, url, body).then(resolve, reject);
        else reject(fault);
      });
      request.end(body);
    });
  }

  async function send(method: 'POST' | 'PUT', url: URL, activity: object): Promise<boolean> {
    const body = JSON.stringify(activity);
    const until = Date.now() + RETRY_BUDGET_MS;
    try {
      for (let attempt = 1; ; attempt++) {
        const { status, retryAfterMs } = await call(method, url, body);
        if (status >= 200 && status < 300) return true;
        const waitMs = waitBeforeRetry(status, attempt, retryAfterMs);
        if (waitMs === null || Date.now() + waitMs > until) {
          log.warn({ status, method, attempt }, 'Teams did not take a message');
          return false;
        }
        await delay(waitMs);
      }
    } catch (fault) {
      log.error({ fault: faultName(fault), method }, 'Teams could not be reached');
      return false;
    }
  }

  return {
    once: (method, url, body) => call(method, url, JSON.stringify(body), true),
    post: (place, activity) => send('POST', activitiesUrl(place), activity),
    update: (place, activityId, activity) => send('PUT', activitiesUrl(place, activityId), activity),
    people: (place, continuation) => askPeople(() => call('GET', membersUrl(place, continuation), ''), log),
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  };
}

/** Throttled (429) and "conversation is busy" (412) were not taken and may be sent again; a gateway's 5xx once. */
function waitBeforeRetry(status: number, attempt: number, retryAfterMs: number | null): number | null {
  const throttled = status === 412 || status === 429;
  const gateway = status === 502 || status === 503 || status === 504;
  if (!(throttled && attempt < MAX_ATTEMPTS) && !(gateway && attempt === 1)) return null;
  return retryAfterMs ?? 200 * 2 ** attempt * (0.8 + 0.4 * Math.random());
}

function seconds(header: string | undefined): number | null {
  const value = Number(header);
  return header !== undefined && Number.isFinite(value) && value >= 0 ? value * 1_000 : null;
}

export function activitiesUrl(place: Place, activityId?: string): URL {
  const base = place.serviceUrl.replace(/\/+$/, '');
  const path = `${base}/v3/conversations/${encodeURIComponent(place.conversationId)}/activities`;
  return new URL(activityId === undefined ? path : `${path}/${encodeURIComponent(activityId)}`);
}

function answerOf(response: http.IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('error', reject);
    response.once('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        retryAfterMs: seconds(response.headers['retry-after']),
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    );
  });
}

async function askPeople(ask: () => Promise<Answer>, log: Log): Promise<unknown> {
  try {
    const { status, body } = await ask();
    if (status === 200) return JSON.parse(body) as unknown;
    log.warn({ status }, 'Teams did not tell who is in a conversation');
  } catch (fault) {
    log.warn({ fault: faultName(fault) }, 'Teams did not tell who is in a conversation');
  }
  return null;
}

// A thread in a channel has the people of the channel.
function membersUrl(place: Place, continuation: string | null): URL {
  const base = place.serviceUrl.replace(/\/+$/, '');
  const conversation = channelOf(place.conversationId);
  const url = new URL(`${base}/v3/conversations/${encodeURIComponent(conversation)}/pagedmembers`);
  url.searchParams.set('pageSize', '500');
  if (continuation !== null) url.searchParams.set('continuationToken', continuation);
  return url;
}

/** What may be logged of a fault: its kind. Messages can carry what a person typed. */
export function faultName(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const { code } = fault as NodeJS.ErrnoException;
  return typeof code === 'string' ? `${fault.name} ${code}` : fault.name;
}
