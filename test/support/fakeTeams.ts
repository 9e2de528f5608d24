/**
 * A fake Teams over real HTTP: the bot's server, a connector that records what the bot sends, and people who write,
 * press and install. It pictures each message as people see it. Knows no card of ours and no SDK.
 *
 *   const teams = await fakeTeams(dispatch);
 *   const anna = teams.person('Anna');
 *   const chat = teams.personalChat(anna);
 *   const [welcome] = await chat.say(anna, 'help');
 *   await chat.press(anna, welcome, 'case.open', { pseudonym: 'HLM-7' });
 *   chat.latest().card
 *   await teams.close();
 *
 * Every call resolves when the bot has sent all that belongs to that turn.
 */
import { randomUUID } from 'node:crypto';
import { startServer, type ServerOptions } from '../../src/teams/sdk/server.ts';
import type { Card, Dispatch, Messenger } from '../../src/teams/incoming.ts';
import { findAction, inputsOf, type Json } from './cardActions.ts';
import { startFakeConnector, type ConnectorCall } from './fakeConnector.ts';

export const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
export const OTHER_TENANT = '22222222-bbbb-4bbb-8bbb-000000000002';

export interface FakePerson {
  readonly name: string;
  readonly tenantId: string;
  /** Empty: Teams did not say who it is. */
  readonly objectId: string;
  readonly channelUserId: string;
  readonly locale: string;
}

export interface FakeMessage {
  readonly id: string;
  readonly summary: string;
  /** The card as everybody sees it now. */
  readonly card: Card;
  /** As this person sees it: a press may have answered them alone. */
  cardFor(person: FakePerson): Card;
}

export interface Pressed {
  /** HTTP status of the answer to the press. */
  readonly status: number;
  /** The card that came back to the presser; null: none. */
  readonly card: Card | null;
  /** The words that came back instead of a card. */
  readonly text: string | null;
  /** New messages of this turn. */
  readonly posts: readonly FakeMessage[];
}

export interface FakeChat {
  readonly conversationId: string;
  /** All messages of the bot here, oldest first. */
  readonly messages: readonly FakeMessage[];
  /** The newest message of the bot. Throws if there is none. */
  latest(): FakeMessage;
  /** Writes to the bot, with a mention outside personal chats. Answers the new messages. `id` repeats a delivery. */
  say(person: FakePerson, text: string, options?: { readonly id?: string }): Promise<readonly FakeMessage[]>;
  /**
   * Presses a button of the message as this person sees it, found by verb, else by title. Sends the card's inputs with
   * their values, overridden by `inputs`. Throws for a button or an input that is not there, as people cannot press it.
   */
  press(
    person: FakePerson,
    message: FakeMessage,
    verbOrTitle: string,
    inputs?: Record<string, string>,
  ): Promise<Pressed>;
  /** The same on an older client, by the button's submit fallback. */
  pressOld(
    person: FakePerson,
    message: FakeMessage,
    verbOrTitle: string,
    inputs?: Record<string, string>,
  ): Promise<Pressed>;
  /** Sends any press, also one that no card offers. */
  pressRaw(person: FakePerson, verb: unknown, data: unknown, message?: FakeMessage): Promise<Pressed>;
  /** The bot is added; Teams tells so twice, in two kinds of activity. */
  install(person: FakePerson): Promise<readonly FakeMessage[]>;
  /** `person` adds others to the chat with the bot. */
  addMembers(person: FakePerson, added: readonly FakePerson[]): Promise<readonly FakeMessage[]>;
  /** An activity as Teams would send it from this chat, to be bent out of shape by a test. */
  activity(person: FakePerson, fields: Json): Json;
}

export interface FakeTeams {
  /** Base URL of the bot. */
  readonly botUrl: string;
  /** Service URL of the fake connector. */
  readonly serviceUrl: string;
  /** Everything that the bot sent, oldest first. */
  readonly calls: readonly ConnectorCall[];
  /** The bot's own way to speak. */
  readonly messenger: Messenger;
  person(name: string, options?: Partial<Omit<FakePerson, 'name'>>): FakePerson;
  personalChat(person: FakePerson): FakeChat;
  /** A group with these people; without a list whoever speaks there is in it. Null: Teams does not tell who is. */
  groupChat(people?: readonly FakePerson[] | null): FakeChat;
  /** A new thread in the channel of the team, with the people in the channel as above. */
  channelThread(people?: readonly FakePerson[] | null): FakeChat;
  /** The next `times` calls of the bot are refused with this status. */
  failNext(status: number, times?: number, headers?: Record<string, string>): void;
  /** The bot is taken out of the chat or channel. */
  removeBot(chat: FakeChat, person: FakePerson): Promise<void>;
  /** Posts a body to `/api/messages` as it is. */
  deliver(body: unknown, headers?: Record<string, string>): Promise<{ readonly status: number; readonly text: string }>;
  /** Stops the bot alone, as `close` of its server does. */
  stopBot(): Promise<void>;
  close(): Promise<void>;
}

const BOT = { id: '28:opstap', name: 'Opstap' };
const CHANNEL = '19:kanaal@thread.tacv2';
const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Starts the bot's server with this dispatch, and a Teams around it. Options go to `startServer`. */
export async function fakeTeams(
  dispatch: Dispatch,
  options: Partial<Omit<ServerOptions, 'dispatch'>> = {},
): Promise<FakeTeams> {
  const connector = await startFakeConnector();
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    auth: { mode: 'local' },
    allowedTenants: null,
    log: silent,
    ...options,
    dispatch,
  });
  let stopped: Promise<void> | null = null;
  const stopBot = (): Promise<void> => (stopped ??= server.close());
  const botUrl = `http://127.0.0.1:${server.port}`;

  async function deliver(
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    await server.idle();
    return { status: response.status, text };
  }

  const chat = (conversationId: string, conversationType: string, people?: readonly FakePerson[] | null): FakeChat => {
    const here = [...(people ?? [])];
    const tell = (): void => {
      const members = here.map((one) => ({ id: one.channelUserId, aadObjectId: one.objectId, tenantId: one.tenantId }));
      connector.setPeople(conversationId.replace(/;messageid=.*$/, ''), people === null ? null : members);
    };
    tell();
    return fakeChat({
      enters: (person) => {
        if (people !== undefined || here.includes(person)) return;
        here.push(person);
        tell();
      },
      conversationId,
      conversationType,
      serviceUrl: connector.url,
      deliver,
      messages: (id) => connector.messages(id),
    });
  };

  return {
    botUrl,
    serviceUrl: connector.url,
    calls: connector.calls,
    messenger: server.messenger,
    person: (name, given = {}) => ({
      name,
      tenantId: TENANT,
      objectId: randomUUID(),
      channelUserId: `29:${randomUUID()}`,
      locale: 'nl-NL',
      ...given,
    }),
    personalChat: (person) => {
      connector.setChat(person.objectId, `a:personal-${person.channelUserId}`);
      return chat(`a:personal-${person.channelUserId}`, 'personal');
    },
    groupChat: (people) => chat(`19:${randomUUID()}@thread.v2`, 'groupChat', people),
    channelThread: (people) =>
      chat(`${CHANNEL};messageid=${Date.now()}${Math.floor(Math.random() * 1e6)}`, 'channel', people),
    failNext: (...args) => connector.failNext(...args),
    removeBot: async (where, person) => {
      const fields = { type: 'conversationUpdate', membersRemoved: [BOT] };
      await deliver(where.activity(person, fields));
    },
    deliver,
    stopBot,
    close: async () => {
      await stopBot();
      await connector.close();
    },
  };
}

interface ChatParts {
  readonly enters: (person: FakePerson) => void;
  readonly conversationId: string;
  readonly conversationType: string;
  readonly serviceUrl: string;
  readonly deliver: (body: unknown) => Promise<{ readonly status: number; readonly text: string }>;
  readonly messages: (conversationId: string) => readonly ConnectorMessage[];
}
type ConnectorMessage = ReturnType<Awaited<ReturnType<typeof startFakeConnector>>['messages']>[number];

function fakeChat({ enters, conversationId, conversationType, serviceUrl, deliver, messages }: ChatParts): FakeChat {
  const mentions = conversationType !== 'personal';

  const activity = (person: FakePerson, fields: Json): Json => {
    enters(person);
    return activityOf(person, fields);
  };
  const activityOf = (person: FakePerson, fields: Json): Json => ({
    id: `f:${randomUUID()}`,
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date(0).toISOString(),
    locale: person.locale,
    from: {
      id: person.channelUserId,
      name: person.name,
      ...(person.objectId === '' ? {} : { aadObjectId: person.objectId }),
    },
    recipient: BOT,
    conversation: { id: conversationId, conversationType, tenantId: person.tenantId, isGroup: mentions },
    channelData: { tenant: { id: person.tenantId } },
    ...fields,
  });

  async function turn(body: Json): Promise<{ status: number; text: string; posts: readonly FakeMessage[] }> {
    const before = messages(conversationId).length;
    const { status, text } = await deliver(body);
    if (status !== 200) throw new Error(`The bot answered ${status} ${text}`);
    return { status, text, posts: messages(conversationId).slice(before) };
  }

  async function execute(person: FakePerson, message: FakeMessage | undefined, action: Json): Promise<Pressed> {
    const body = activity(person, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
      ...(message ? { replyToId: message.id } : {}),
    });
    const { status, text, posts } = await turn(body);
    const answer = (text === '' ? {} : JSON.parse(text)) as { type?: string; value?: unknown };
    const card = answer.type === 'application/vnd.microsoft.card.adaptive' ? (answer.value as Card) : null;
    const words = answer.type === 'application/vnd.microsoft.activity.message' ? (answer.value as string) : null;
    if (card && message)
      messages(conversationId)
        .find((m) => m.id === message.id)
        ?.show(card, mentions ? person : null);
    return { status, card, text: words, posts };
  }

  return {
    conversationId,
    activity,
    get messages() {
      return messages(conversationId);
    },
    latest() {
      const last = messages(conversationId).at(-1);
      if (!last) throw new Error('The bot has said nothing here');
      return last;
    },
    async say(person, text, options = {}) {
      const mention = { type: 'mention', text: '<at>Opstap</at>', mentioned: BOT };
      const fields = mentions ? { text: `<at>Opstap</at>\u00A0${text}`, entities: [mention] } : { text };
      return (await turn(activity(person, { type: 'message', ...fields, ...options }))).posts;
    },
    press(person, message, verbOrTitle, inputs = {}) {
      const card = message.cardFor(person);
      const action = findAction(card, verbOrTitle);
      const data = { ...(action.data as Json | undefined), ...inputsOf(card, action, inputs) };
      return execute(person, message, { verb: action.verb, title: action.title, data });
    },
    async pressOld(person, message, verbOrTitle, inputs = {}) {
      const card = message.cardFor(person);
      const action = findAction(card, verbOrTitle);
      const fallback = action.fallback as Json | undefined;
      if (fallback?.type !== 'Action.Submit') throw new Error(`"${verbOrTitle}" has no submit fallback`);
      const value = { ...(fallback.data as Json | undefined), ...inputsOf(card, action, inputs) };
      const { status, posts } = await turn(activity(person, { type: 'message', value, replyToId: message.id }));
      return { status, card: null, text: null, posts };
    },
    pressRaw: (person, verb, data, message) => execute(person, message, { verb, data }),
    async install(person) {
      const added = [BOT, ...(mentions ? [] : [{ id: person.channelUserId }])];
      const first = await turn(activity(person, { type: 'conversationUpdate', membersAdded: added }));
      const second = await turn(activity(person, { type: 'installationUpdate', action: 'add' }));
      return [...first.posts, ...second.posts];
    },
    async addMembers(person, added) {
      const membersAdded = added.map((one) => ({ id: one.channelUserId, aadObjectId: one.objectId }));
      return (await turn(activity(person, { type: 'conversationUpdate', membersAdded }))).posts;
    },
  };
}
