/**
 * What a message or press means, whatever a client makes of it: mentions, white space, lengths, both kinds of press.
 */
import { describe, expect, it } from 'vitest';
import { MAX_TEXT, parseActivity, tenantOf, toIncoming, type ParsedActivity } from '../../src/teams/sdk/parse.ts';

const BOT = { id: '28:opstap', name: 'Opstap' };
const JAN = { id: '29:jan', name: 'Jan' };

function activity(fields: object): ParsedActivity {
  const parsed = parseActivity({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1/',
    from: { id: '29:anna', name: 'Anna', aadObjectId: 'o-1' },
    recipient: BOT,
    conversation: { id: 'c', conversationType: 'groupChat', tenantId: 't-1' },
    ...fields,
  });
  if ('wrong' in parsed) throw new Error(`The test's own activity is wrong at ${parsed.wrong}`);
  return parsed.activity;
}

const textOf = (text: string, entities: unknown = []): string => {
  const incoming = toIncoming(activity({ text, entities }));
  return incoming?.kind === 'message' ? incoming.text : `not a message: ${incoming?.kind}`;
};

const mention = (mentioned: object, text: string): object => ({ type: 'mention', mentioned, text });

describe('the text of a message', () => {
  it.each([
    ['<at>Opstap</at> help', [mention(BOT, '<at>Opstap</at>')], 'help'],
    ['<at>Opstap</at>\u00A0help', [mention(BOT, '<at>Opstap</at>')], 'help'],
    ['<at>Opstap</at>&nbsp;wat nu?', [mention(BOT, '<at>Opstap</at>')], 'wat nu?'],
    ['help <at>Opstap</at>', [mention(BOT, '<at>Opstap</at>')], 'help'],
    ['<at>Opstap</at> en <at>Opstap</at>', [mention(BOT, '<at>Opstap</at>')], 'en'],
    [
      '<at id="0">Opstap</at> <at id="1">Jan</at> is aan zet',
      [mention(BOT, '<at id="0">Opstap</at>')],
      'Jan is aan zet',
    ],
    ['vraag <at>Jan</at>', [mention(JAN, '<at>Jan</at>')], 'vraag Jan'],
    ['  wat\r\n is\t\u2003de \u200Bstap ', [], 'wat is de stap'],
    ['1 < 2 en <b>vet</b>', [], '1 < 2 en <b>vet</b>'],
    ['help', [mention(BOT, '')], 'help'],
    ['', [], ''],
  ])('%j is read as %j', (text, entities, read) => {
    expect(textOf(text, entities)).toBe(read);
  });

  it('is not searched for commands: a word inside another is passed on whole', () => {
    expect(textOf('dat is niet helpful')).toBe('dat is niet helpful');
  });

  it('is cut at 4,000 characters, never through the middle of an emoji', () => {
    expect(textOf('a'.repeat(10_000))).toHaveLength(MAX_TEXT);
    const cut = textOf(`${'a'.repeat(MAX_TEXT - 1)}😀😀`);
    expect(cut).toBe('a'.repeat(MAX_TEXT - 1));
  });

  it('is read in a moment, however nasty', () => {
    const started = performance.now();
    for (const piece of ['<at ', '<at><', '&nbsp', ' \u00A0', '<at '.padEnd(200)]) textOf(piece.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a press', () => {
  const execute = (value: unknown): unknown =>
    toIncoming(activity({ type: 'invoke', name: 'adaptiveCard/action', value }));
  const submit = (value: unknown, text?: string): unknown => toIncoming(activity({ value, text, replyToId: 'm-1' }));

  it('by execute and by submit carries the same verb and data', () => {
    const data = { caseId: 'c-1', datum: '2026-01-01' };
    const wanted = { kind: 'press', verb: 'fact.set', data };
    expect(execute({ action: { type: 'Action.Execute', verb: 'fact.set', data } })).toMatchObject(wanted);
    expect(submit({ verb: 'fact.set', ...data })).toMatchObject({ ...wanted, via: 'submit', cardId: 'm-1' });
  });

  it.each([[{}], [null], ['x'], [{ action: null }], [{ action: {} }], [{ action: { verb: 7 } }], [[]]])(
    'by execute without a usable verb (%j) is still a press, to be answered',
    (value) => {
      expect(execute(value)).toMatchObject({ kind: 'press', verb: '', data: {} });
    },
  );

  it.each([[{}], [null], ['x'], [{ verb: '' }], [{ verb: 7 }], [[]]])(
    'by submit without a verb (%j) is a message',
    (v) => {
      expect(submit(v)).toMatchObject({ kind: 'message', text: '' });
    },
  );

  it('is not made of a message in which something was typed', () => {
    expect(submit({ verb: 'go' }, 'hallo')).toMatchObject({ kind: 'message', text: 'hallo' });
  });
});

describe('the tenant', () => {
  it.each([
    [{ conversation: { id: 'c', tenantId: 'a' }, channelData: { tenant: { id: 'A' } } }, 'a'],
    [{ conversation: { id: 'c', tenantId: 'a' }, channelData: null }, 'a'],
    [{ conversation: { id: 'c' }, channelData: { tenant: { id: 'b' } } }, 'b'],
    [{ conversation: { id: 'c', tenantId: 'a' }, channelData: { tenant: { id: 'b' } } }, null],
    [{ conversation: { id: 'c' }, channelData: {} }, null],
    [{ conversation: { id: 'c', tenantId: '' } }, null],
  ])('of %j is %j', (fields, tenant) => {
    expect(tenantOf(activity(fields))).toBe(tenant);
  });
});

it('a person is known by ids in lower case, as members are stored', () => {
  const from = { id: '29:Anna', name: 'Anna', aadObjectId: 'AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE' };
  const incoming = toIncoming(activity({ from, conversation: { id: 'C', tenantId: 'T-1' } }));
  expect(incoming?.from).toMatchObject({
    ...{ tenantId: 't-1', objectId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', channelUserId: '29:Anna' },
  });
});

describe('the place', () => {
  it.each([
    ['personal', 'personal'],
    ['groupChat', 'group'],
    ['channel', 'channel'],
    ['unheard-of', 'group'],
    [undefined, 'group'],
  ])('of conversation type %s is taken for %s: in doubt, more people are reading', (conversationType, kind) => {
    const incoming = toIncoming(activity({ conversation: { id: 'c', conversationType, tenantId: 't' } }));
    expect(incoming?.place.kind).toBe(kind);
  });
});

it.each([
  [
    { type: 'conversationUpdate', membersAdded: [BOT] },
    { kind: 'added', bot: true },
  ],
  [
    { type: 'conversationUpdate', membersAdded: [JAN, BOT] },
    { kind: 'added', bot: true },
  ],
  [
    { type: 'conversationUpdate', membersAdded: [JAN] },
    { kind: 'added', bot: false },
  ],
  [
    { type: 'installationUpdate', action: 'add' },
    { kind: 'added', bot: true },
  ],
])('%j tells that somebody was added', (fields, wanted) => {
  expect(toIncoming(activity(fields))).toMatchObject(wanted);
});

it.each([[{ type: 'installationUpdate', action: 'remove' }], [{ type: 'conversationUpdate', membersRemoved: [BOT] }]])(
  '%j tells that the bot can no longer speak there',
  (fields) => {
    expect(toIncoming(activity(fields))).toMatchObject({ kind: 'removed' });
  },
);

it.each([
  [{ type: 'installationUpdate', action: 'add-upgrade' }],
  [{ type: 'conversationUpdate', membersRemoved: [{ id: '29:bram' }] }],
  [{ type: 'conversationUpdate', membersAdded: [] }],
  [{ type: 'messageReaction' }],
])('%j means nothing to us', (fields) => {
  expect(toIncoming(activity(fields))).toBeNull();
});
