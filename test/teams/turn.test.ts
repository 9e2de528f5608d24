/**
 * One turn through the SDK, without HTTP: the order of answer and update, and what the SDK must not do by itself.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Dispatch } from '../../src/teams/incoming.ts';
import { createIdentity, PUBLIC_CLOUD } from '../../src/teams/sdk/auth.ts';
import { boundedCache } from '../../src/teams/sdk/boundedCache.ts';
import { parseActivity, type ParsedActivity } from '../../src/teams/sdk/parse.ts';
import { createRoster } from '../../src/teams/sdk/roster.ts';
import { createTurns, type TurnResult } from '../../src/teams/sdk/turn.ts';

const { authentication } = createIdentity({ mode: 'local' }, PUBLIC_CLOUD);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const wire = {
  post: vi.fn(async () => true),
  update: vi.fn(async () => true),
  once: async () => ({ status: 500, retryAfterMs: null, body: '' }),
  people: async () => null,
  close: () => {},
};
const post = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'klaar' };

beforeEach(() => void vi.clearAllMocks());
afterEach(() => void vi.useRealTimers());

function press(fields: object = {}): ParsedActivity {
  const parsed = parseActivity({
    type: 'invoke',
    name: 'adaptiveCard/action',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: '29:anna', aadObjectId: 'o-1' },
    recipient: { id: '28:opstap' },
    conversation: { id: 'c', conversationType: 'groupChat', tenantId: 't-1' },
    replyToId: 'm-1',
    value: { action: { verb: 'go' } },
    ...fields,
  });
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return parsed.activity;
}

async function run(dispatch: Dispatch, activity = press()): Promise<TurnResult> {
  const authenticated = await authentication.authenticateRequest(activity as never, '');
  return createTurns(authentication, { dispatch, wire, roster: createRoster(wire), log })(authenticated, activity);
}

it('answers the presser before anything is sent to the others', async () => {
  const { status, body, afterwards } = await run(async () => ({ replace: post, posts: [post] }));
  expect({ status, body }).toMatchObject({ status: 200, body: { value: post.card } });
  expect(wire.update).not.toHaveBeenCalled();
  await afterwards();
  expect(wire.update).toHaveBeenCalledOnce();
  expect(wire.post).toHaveBeenCalledOnce();
  expect(wire.update.mock.invocationCallOrder[0]).toBeLessThan(wire.post.mock.invocationCallOrder[0] ?? 0);
});

it('starts no typing timer, which one chat would share with all others', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  let timers = -1;
  await run(
    async () => {
      timers = vi.getTimerCount();
      return { replace: null, posts: [post] };
    },
    press({ type: 'message', text: 'hoi' }),
  );
  expect(timers).toBe(0);
});

it('builds the clients of the SDK once for a service URL, not once for a turn', async () => {
  const clientFor = async (serviceUrl: string): Promise<unknown> => {
    const { connectorFactory, claimsIdentity } = await authentication.authenticateRequest(press() as never, '');
    const [connector, tokens] = await Promise.all([
      connectorFactory?.create(serviceUrl, 'audience'),
      authentication.createUserTokenClient(claimsIdentity),
    ]);
    return { connector, tokens };
  };
  const [one, again, other] = [
    await clientFor('http://a/'),
    await clientFor('http://a/'),
    await clientFor('http://b/'),
  ];
  const { connector, tokens } = one as { connector: unknown; tokens: unknown };
  expect(connector).toBeDefined();
  expect((again as { connector: unknown }).connector).toBe(connector);
  expect((other as { connector: unknown }).connector).not.toBe(connector);
  expect((other as { tokens: unknown }).tokens).toBe(tokens);
});

it('keeps a bounded number of them, and none that could not be made', async () => {
  const made: string[] = [];
  const cache = boundedCache<Promise<string>>(2);
  const get = (key: string): Promise<string> => cache.get(key, async () => `${made.push(key)}`);
  for (const key of ['a', 'b', 'a', 'c', 'b', 'a']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
  const failing = boundedCache<Promise<string>>(2);
  await expect(failing.get('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await failing.get('x', async () => 'made')).toBe('made');
});
