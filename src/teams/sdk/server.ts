/**
 * The bot's HTTP server: `POST /api/messages` for Teams, `GET /healthz` for the operator, `GET /calendar/…` for who has
 * the address of an appointment. The only way in.
 * Knows the order of the checks; what an activity means and what is answered is decided elsewhere.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BotFrameworkAuthentication, AuthenticateRequestResult } from 'botframework-connector';
import type { Dispatch, Messenger } from '../incoming.ts';
import { createIdentity, PUBLIC_CLOUD, type Cloud, type TeamsAuth } from './auth.ts';
import { readJson, respond, respondCalendar } from './http.ts';
import { parseActivity, type ParsedActivity } from './parse.ts';
import { isLoopback, refusalOf, type Policy } from './policy.ts';
import { createMessenger } from './messenger.ts';
import { createRoster } from './roster.ts';
import { createTurns, type RunTurn } from './turn.ts';
import { createWire, faultName, type Log } from './wire.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly auth: TeamsAuth;
  /** Tenant ids whose people are served; null: every tenant where the app is installed. */
  readonly allowedTenants: readonly string[] | null;
  readonly dispatch: Dispatch;
  readonly log: Log;
  /** What `GET /healthz` tells; not well: 503. Default: that the server answers. */
  readonly health?: () => { readonly ok: boolean };
  /** The appointment behind the last part of an address; null: there is none. Default: there are none. */
  readonly calendar?: (token: string) => Promise<string | null>;
  /** Default: Microsoft's public cloud. */
  readonly cloud?: Cloud;
}

export interface RunningServer {
  readonly port: number;
  /** The way to speak without being spoken to. */
  readonly messenger: Messenger;
  /** Resolves when no turn is running, with everything sent that belongs to the turns. */
  idle(): Promise<void>;
  /** Takes no new requests, finishes the running turns, then closes. */
  close(): Promise<void>;
}

/** For a whole request to arrive; a slow sender holds no connection longer. */
const REQUEST_TIMEOUT_MS = 30_000;

interface Context {
  readonly authentication: BotFrameworkAuthentication;
  readonly policy: Policy;
  readonly runTurn: RunTurn;
  readonly log: Log;
  readonly health: () => { readonly ok: boolean };
  readonly calendar: (token: string) => Promise<string | null>;
}

/** Starts the bot. Rejects if the configuration is not whole, or would serve without authentication on a network. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, auth, allowedTenants, dispatch, log, cloud = PUBLIC_CLOUD } = options;
  const local = auth.mode === 'local';
  if (local && !isLoopback(host)) {
    throw new Error(`Without authentication the bot listens on a loopback address only, not on ${host}`);
  }
  const { authentication, authorize } = createIdentity(auth, cloud);
  const wire = createWire(authorize, log);
  const roster = createRoster(wire);
  const runTurn = createTurns(authentication, { dispatch, wire, roster, log });
  const context: Context = {
    authentication,
    policy: { local, cloud, allowedTenants },
    runTurn,
    log,
    health: options.health ?? WELL,
    calendar: options.calendar ?? (() => Promise.resolve(null)),
  };

  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const turn = handle(context, request, response)
      .catch((fault: unknown) => failed(log, response, fault))
      .finally(() => running.delete(turn));
    running.add(turn);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await listen(server, port, host);

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await idle();
    server.closeAllConnections();
    await closed;
    wire.close();
  };
  const messenger = createMessenger(wire, roster);
  return { port: (server.address() as AddressInfo).port, messenger, idle, close };
}

const WELL = (): { readonly ok: boolean } => ({ ok: true });

async function handle(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0];
  if (path === '/healthz' && request.method === 'GET') {
    const health = context.health();
    return respond(response, health.ok ? 200 : 503, health);
  }
  const { policy } = context;
  // A page in the developer's browser must not reach the open bot under a name of its own (DNS rebinding).
  const foreign = policy.local && !isLoopback(hostOf(request));
  const token =
    request.method === 'GET' && !foreign ? /^\/calendar\/([\w.-]{1,500})$/.exec(path ?? '')?.[1] : undefined;
  const appointment = token === undefined ? null : await context.calendar(token);
  if (appointment !== null) return respondCalendar(response, appointment);
  if (path !== '/api/messages') return respond(response, 404, { error: 'not_found' });
  if (request.method !== 'POST') return respond(response, 405, { error: 'post_only' });

  const authorization = request.headers.authorization ?? '';
  if (foreign) return respond(response, 403, { error: 'foreign_host' });
  if (!policy.local && !isChannelToken(authorization, policy.cloud)) return refuseToken(response);

  const body = await readJson(request);
  if ('error' in body) return respond(response, body.status, { error: body.error });
  const parsed = parseActivity(body.json);
  if ('wrong' in parsed) return respond(response, 400, { error: 'bad_activity', at: parsed.wrong });
  await answer(context, parsed.activity, authorization, response);
}

async function answer(
  { authentication, policy, runTurn, log }: Context,
  activity: ParsedActivity,
  authorization: string,
  response: ServerResponse,
): Promise<void> {
  const authenticated = await authenticate(authentication, activity, authorization, log);
  if (authenticated === 'refused') return refuseToken(response);
  if (authenticated === 'unavailable') return respond(response, 503, { error: 'try_later' });

  const refusal = refusalOf(activity, policy);
  if (refusal !== null) {
    log.warn({ refusal }, 'Activity refused');
    return respond(response, 403, { error: refusal });
  }
  const result = await runTurn(authenticated, activity);
  await respond(response, result.status, result.body);
  await result.afterwards();
}

/** The SDK throws for a bad token in several ways and mixes in its own troubles; only the latter are worth a retry. */
async function authenticate(
  authentication: BotFrameworkAuthentication,
  activity: ParsedActivity,
  authorization: string,
  log: Log,
): Promise<AuthenticateRequestResult | 'refused' | 'unavailable'> {
  type SdkActivity = Parameters<BotFrameworkAuthentication['authenticateRequest']>[0];
  try {
    return await authentication.authenticateRequest(activity as unknown as SdkActivity, authorization);
  } catch (fault) {
    const name = faultName(fault);
    const ours = name.startsWith('FetchError') || (fault as { statusCode?: unknown }).statusCode === 500;
    log.warn({ fault: name }, ours ? 'Signing keys could not be fetched' : 'Token refused');
    return ours ? 'unavailable' : 'refused';
  }
}

/**
 * Only tokens that claim to come from the channel reach the SDK: its paths for the emulator and for skills accept
 * tokens that do not bind the service URL, and remember every tenant that a stranger names.
 */
function isChannelToken(authorization: string, cloud: Cloud): boolean {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization)?.[1];
  if (payload === undefined) return false;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null && 'iss' in claims && claims.iss === cloud.issuer;
  } catch {
    return false;
  }
}

function refuseToken(response: ServerResponse): Promise<void> {
  return respond(response, 401, { error: 'unauthorized' });
}

async function failed(log: Log, response: ServerResponse, fault: unknown): Promise<void> {
  // A client that leaves amid its request is no fault of ours, and anybody can do it.
  const left = (fault as { code?: unknown }).code === 'ECONNRESET';
  if (left) return log.info({}, 'A request broke off');
  log.error({ fault: faultName(fault) }, 'A request failed');
  await respond(response, 500, { error: 'internal' });
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
