/**
 * The side of the fake Teams that the bot sends to: Bot Connector's REST over real HTTP, on loopback.
 * Records every call, keeps the messages as people see them, and refuses on command.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '../../src/teams/incoming.ts';
import type { FakeMessage, FakePerson } from './fakeTeams.ts';
import type { Json } from './cardActions.ts';

export interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: Json;
  /** What the connector answered. */
  readonly status: number;
}

interface StoredMessage extends FakeMessage {
  /** Another card: for one person, or (null) for everybody. */
  show(card: Card, person: FakePerson | null): void;
  update(activity: Json): void;
}

export interface FakeConnector {
  readonly url: string;
  readonly calls: readonly ConnectorCall[];
  messages(conversationId: string): readonly StoredMessage[];
  /** Says who is in the conversation; null: the connector refuses to tell. */
  setPeople(conversationId: string, people: readonly object[] | null): void;
  /** The person has a chat with the bot, whether they wrote in it or not. */
  setChat(objectId: string, conversationId: string): void;
  failNext(status: number, times?: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const calls: ConnectorCall[] = [];
  const conversations = new Map<string, StoredMessage[]>();
  const failures: { status: number; headers: Record<string, string> }[] = [];
  let nextId = 1;
  // Whose personal chat is which.
  const chats = new Map<string, string>();

  const people = new Map<string, readonly object[] | null>();

  function take(method: string, path: string, body: Json): { status: number; id?: string; answer?: object } {
    const asked = /^\/teams\/v3\/conversations\/([^/]+)\/pagedmembers\?/.exec(path);
    if (asked && method === 'GET') {
      const known = people.get(decodeURIComponent(asked[1] ?? ''));
      return known ? { status: 200, answer: { members: known } } : { status: 403 };
    }
    if (method === 'POST' && path === '/teams/v3/conversations') {
      const [member] = (body.members ?? []) as { id: string }[];
      return { status: 201, id: chats.get(member?.id ?? '') ?? `a:new-${member?.id}` };
    }
    const parts = /^\/teams\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path);
    if (!parts) return { status: 404 };
    const conversationId = decodeURIComponent(parts[1] ?? '');
    const messages = conversations.get(conversationId) ?? [];
    conversations.set(conversationId, messages);
    if (method === 'POST') {
      const id = String(nextId++);
      messages.push(storedMessage(id, body));
      return { status: 201, id };
    }
    const message = messages.find((m) => m.id === decodeURIComponent(parts[2] ?? ''));
    if (method !== 'PUT' || !message) return { status: 404 };
    message.update(body);
    return { status: 200, id: message.id };
  }

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '' } = request;
      const failure = failures.shift();
      const taken = failure ? { status: failure.status } : take(method, url, body);
      const { status, id, answer } = { id: undefined, answer: undefined, ...taken };
      // What the bot only asks is no message: tests count what it says.
      if (method !== 'GET')
        calls.push({ method, path: url, authorization: request.headers.authorization ?? null, body, status });
      response.writeHead(status, { 'content-type': 'application/json', ...failure?.headers });
      response.end(JSON.stringify(answer ?? (id === undefined ? {} : { id })));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`,
    calls,
    messages: (conversationId) => conversations.get(conversationId) ?? [],
    setPeople: (conversationId, list) => void people.set(conversationId, list),
    setChat: (objectId, conversationId) => void chats.set(objectId, conversationId),
    failNext: (status, times = 1, headers = {}) => {
      for (let i = 0; i < times; i++) failures.push({ status, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function storedMessage(id: string, activity: Json): StoredMessage {
  let current = activity;
  let everybody = cardOf(activity);
  const views = new Map<string, Card>();
  return {
    id,
    get summary() {
      return typeof current.summary === 'string' ? current.summary : '';
    },
    get card() {
      return everybody;
    },
    cardFor: (person) => views.get(person.channelUserId) ?? everybody,
    show(card, person) {
      if (person) views.set(person.channelUserId, card);
      else everybody = card;
    },
    update(changed) {
      current = changed;
      everybody = cardOf(changed);
      views.clear();
    },
  };
}

function cardOf(activity: Json): Card {
  const [attachment] = (activity.attachments ?? []) as { contentType?: string; content?: Card }[];
  if (attachment?.contentType !== 'application/vnd.microsoft.card.adaptive' || !attachment.content) {
    throw new Error('The bot sent a message without an Adaptive Card');
  }
  return attachment.content;
}

async function readBody(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Json);
}
