/**
 * The traps of botbuilder and teams-ai, each closed by the seam: what people would meet if one opened again.
 * Over real HTTP with a stub in place of the bot.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Dispatch, Incoming, Reply } from '../../src/teams/incoming.ts';
import { fakeTeams, OTHER_TENANT, TENANT, type FakeTeams } from '../support/fakeTeams.ts';

const card = (text: string, extra: object = {}): { card: Record<string, unknown>; summary: string } => ({
  card: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text, wrap: true }],
    actions: [
      {
        type: 'Action.Execute',
        verb: 'go',
        title: 'Verder',
        data: { step: text },
        fallback: { type: 'Action.Submit', title: 'Verder', data: { step: text, verb: 'go' } },
      },
    ],
    ...extra,
  },
  summary: `Samenvatting van ${text}`,
});

const nothing: Reply = { replace: null, posts: [] };
const post = (text: string): Reply => ({ replace: null, posts: [card(text)] });

let teams: FakeTeams;
const seen: Incoming[] = [];

async function start(answer: (incoming: Incoming) => Reply | Promise<Reply>, options = {}): Promise<FakeTeams> {
  seen.length = 0;
  const dispatch: Dispatch = async (incoming) => {
    seen.push(incoming);
    return await answer(incoming);
  };
  teams = await fakeTeams(dispatch, options);
  return teams;
}

afterEach(() => teams.close());

const puts = (): number => teams.calls.filter((call) => call.method === 'PUT').length;

describe('what a press shows, and to whom', () => {
  it('does not publish a private answer with refresh in a personal chat, nor the answers after it', async () => {
    const refresh = { refresh: { action: { type: 'Action.Execute', verb: 'go' }, userIds: ['29:x'] } };
    await start((i) => (i.kind === 'press' ? { replace: card('antwoord', refresh), posts: [] } : post('begin')));
    const anna = teams.person('Anna');
    const chat = teams.personalChat(anna);
    await chat.say(anna, 'begin');
    const pressed = await chat.press(anna, chat.latest(), 'go');
    await chat.press(anna, chat.latest(), 'go');
    expect(pressed.card).toEqual(card('antwoord', refresh).card);
    expect(puts()).toBe(0);
  });

  it('gives everybody in a group the new card by one explicit update, after the presser has an answer', async () => {
    await start((i) => (i.kind === 'press' ? { replace: card('klaar'), posts: [card('bericht')] } : post('begin')));
    const [anna, bea] = [teams.person('Anna'), teams.person('Bea')];
    const chat = teams.groupChat();
    await chat.say(anna, 'begin');
    const message = chat.latest();
    const pressed = await chat.press(anna, message, 'Verder');
    expect(pressed.card).toEqual(card('klaar').card);
    expect(message.cardFor(bea)).toEqual(card('klaar').card);
    expect(message.summary).toBe('Samenvatting van klaar');
    expect(pressed.posts).toHaveLength(1);
    expect(puts()).toBe(1);
  });

  it('keeps the answer of the presser when the update for the others fails', async () => {
    await start((i) => (i.kind === 'press' ? { replace: card('klaar'), posts: [] } : post('begin')));
    const anna = teams.person('Anna');
    const chat = teams.channelThread();
    await chat.say(anna, 'begin');
    teams.failNext(404);
    expect((await chat.press(anna, chat.latest(), 'go')).card).toEqual(card('klaar').card);
    expect(await chat.say(anna, 'nog een')).toHaveLength(1);
  });

  it('puts the new card in the place of the old one for older clients, and posts it where that fails', async () => {
    await start((i) => (i.kind === 'press' ? { replace: card('klaar'), posts: [] } : post('begin')));
    const anna = teams.person('Anna');
    const chat = teams.personalChat(anna);
    await chat.say(anna, 'begin');
    const message = chat.latest();
    expect((await chat.pressOld(anna, message, 'go')).posts).toHaveLength(0);
    expect(message.card).toEqual(card('klaar').card);
    expect(seen.at(-1)).toMatchObject({ verb: 'go', data: { step: 'begin' }, cardId: message.id, via: 'submit' });
    teams.failNext(404);
    expect((await chat.pressOld(anna, message, 'go')).posts).toHaveLength(1);
  });

  it('answers a press that gives no card with words, in the language of the client', async () => {
    await start(() => nothing);
    const anna = teams.person('Anna');
    const bob = teams.person('Bob', { locale: 'en-US' });
    expect(await teams.personalChat(anna).pressRaw(anna, 'go', {})).toMatchObject({ status: 200, text: 'Ontvangen.' });
    expect(await teams.personalChat(bob).pressRaw(bob, 'go', {})).toMatchObject({ status: 200, text: 'Received.' });
  });
});

describe('nothing is a dead end', () => {
  it.each([['unheard-of'], [''], [null], [{ a: 1 }], ['x'.repeat(500)]])(
    'answers the unknown verb %j',
    async (verb) => {
      await start((i) => ({ replace: card(i.kind), posts: [] }));
      const anna = teams.person('Anna');
      const pressed = await teams.personalChat(anna).pressRaw(anna, verb, {});
      expect(pressed).toMatchObject({ status: 200, card: { type: 'AdaptiveCard' } });
    },
  );

  it.each(['task/fetch', 'task/submit', 'signin/verifyState', 'made/up', undefined])(
    'never says 501 to an invoke that it does not know: %s',
    async (name) => {
      await start(() => nothing);
      const anna = teams.person('Anna');
      const activity = teams.personalChat(anna).activity(anna, { type: 'invoke', name, value: {} });
      expect(await teams.deliver(activity)).toEqual({ status: 200, text: '{}' });
      expect(seen).toHaveLength(0);
    },
  );

  it.each(['messageReaction', 'messageUpdate', 'typing', 'event', 'made-up'])('ignores %s with 200', async (type) => {
    await start(() => nothing);
    const anna = teams.person('Anna');
    expect((await teams.deliver(teams.personalChat(anna).activity(anna, { type }))).status).toBe(200);
    expect(seen).toHaveLength(0);
  });

  it('gives a friendly answer and no error text when the bot fails all the same', async () => {
    const lines: object[] = [];
    const log = { info: () => {}, warn: () => {}, error: (fields: object) => void lines.push(fields) };
    await start(() => Promise.reject(new Error('geheim van client HLM-7')), { log });
    const anna = teams.person('Anna');
    const chat = teams.personalChat(anna);
    const [message] = await chat.say(anna, 'begin');
    const pressed = await chat.pressRaw(anna, 'go', {});
    expect(message?.summary).toMatch(/ging bij ons iets mis/);
    expect(pressed.status).toBe(200);
    expect(pressed.text).toMatch(/ging bij ons iets mis/);
    expect(JSON.stringify([lines, teams.calls, pressed])).not.toContain('HLM-7');
    expect(lines).not.toHaveLength(0);
  });

  it('survives a connector that refuses', async () => {
    await start(() => post('hallo'));
    const anna = teams.person('Anna');
    const chat = teams.personalChat(anna);
    teams.failNext(403);
    expect(await chat.say(anna, 'a')).toHaveLength(0);
    expect(await chat.say(anna, 'b')).toHaveLength(1);
  });
});

describe('turns side by side', () => {
  it('loses none of thirty parallel turns in one chat', async () => {
    let count = 0;
    await start(async () => {
      const mine = ++count;
      await new Promise(setImmediate);
      return post(`nummer ${mine}`);
    });
    const anna = teams.person('Anna');
    const chat = teams.groupChat();
    await Promise.all(Array.from({ length: 30 }, (_, i) => chat.say(anna, `bericht ${i}`)));
    expect(new Set(chat.messages.map((m) => m.summary)).size).toBe(30);
  });

  it('sends nothing but what the bot answers: no typing, no reads of state', async () => {
    await start(async () => {
      await new Promise(setImmediate);
      return post('hallo');
    });
    const anna = teams.person('Anna');
    await teams.personalChat(anna).say(anna, 'hoi');
    expect(teams.calls.map((call) => `${call.method} ${String(call.body.type)}`)).toEqual(['POST message']);
  });

  it('passes a repeated delivery on with the same id', async () => {
    await start(() => nothing);
    const anna = teams.person('Anna');
    const chat = teams.personalChat(anna);
    await chat.say(anna, 'hoi', { id: 'f:same' });
    await chat.say(anna, 'hoi', { id: 'f:same' });
    expect(seen.map((i) => i.id)).toEqual(['f:same', 'f:same']);
  });
});

it('finishes the running turns before it closes', async () => {
  let release = (): void => {};
  let started = (): void => {};
  const running = new Promise<void>((resolve) => (started = resolve));
  const held = new Promise<void>((resolve) => (release = resolve));
  await start(async () => {
    started();
    await held;
    return post('af');
  });
  const anna = teams.person('Anna');
  const chat = teams.personalChat(anna);
  const said = chat.say(anna, 'hoi');
  await running;
  const stopped = teams.stopBot();
  release();
  await stopped;
  expect(await said).toHaveLength(1);
  await expect(chat.say(anna, 'nog een')).rejects.toThrow();
});

describe('who and where', () => {
  it('speaks in the thread where it was spoken to', async () => {
    await start(() => post('hallo'));
    const anna = teams.person('Anna');
    const [one, two] = [teams.channelThread(), teams.channelThread()];
    await one.say(anna, 'hoi');
    expect([one.messages.length, two.messages.length]).toEqual([1, 0]);
    expect(seen[0]?.place).toMatchObject({ kind: 'channel', conversationId: one.conversationId, tenantId: TENANT });
  });

  it('knows a person by tenant and object id, and not at all without an object id', async () => {
    await start(() => nothing);
    const anna = teams.person('Anna', { objectId: 'a-1' });
    const ghost = teams.person('Anna', { objectId: '' });
    const chat = teams.groupChat();
    await chat.say(anna, 'hoi');
    await chat.say(ghost, 'hoi');
    expect(seen.map((i) => i.from)).toMatchObject([{ tenantId: TENANT, objectId: 'a-1' }, { objectId: '' }]);
  });

  it('welcomes once, though Teams tells of one installation twice', async () => {
    await start(() => post('welkom'));
    const anna = teams.person('Anna');
    expect(await teams.personalChat(anna).install(anna)).toHaveLength(1);
    expect(await teams.groupChat().install(anna)).toHaveLength(1);
    expect(seen).toMatchObject([
      { kind: 'added', bot: true },
      { kind: 'added', bot: true },
    ]);
  });

  it('tells people who are added from the bot being added', async () => {
    await start(() => nothing);
    const anna = teams.person('Anna');
    await teams.groupChat().addMembers(anna, [teams.person('Bea')]);
    expect(seen).toMatchObject([{ kind: 'added', bot: false }]);
  });

  it('serves only the tenants that are allowed, in any spelling', async () => {
    await start(() => nothing, { allowedTenants: [TENANT.toUpperCase()] });
    const anna = teams.person('Anna');
    const eve = teams.person('Eve', { tenantId: OTHER_TENANT });
    const chat = teams.groupChat();
    const send = async (person: typeof anna, fields: object): Promise<number> =>
      (await teams.deliver(chat.activity(person, { type: 'message', text: 'hoi', ...fields }))).status;
    expect(await send(anna, {})).toBe(200);
    expect(await send(eve, {})).toBe(403);
    expect(await send(anna, { channelData: { tenant: { id: OTHER_TENANT } } })).toBe(403);
    expect(await send(anna, { channelData: null, conversation: { id: 'x', conversationType: 'personal' } })).toBe(403);
    expect(seen).toHaveLength(1);
  });

  it('serves nobody of whom the tenant is not clear, though all tenants are allowed', async () => {
    await start(() => nothing);
    const anna = teams.person('Anna');
    const message = (fields: object): object =>
      teams.groupChat().activity(anna, { type: 'message', text: 'x', ...fields });
    expect((await teams.deliver(message({}))).status).toBe(200);
    expect((await teams.deliver(message({ channelData: { tenant: { id: OTHER_TENANT } } }))).status).toBe(403);
    expect((await teams.deliver(message({ channelData: null, conversation: { id: 'x' } }))).status).toBe(403);
  });
});
