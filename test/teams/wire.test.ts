/**
 * Sending to Teams: what is tried again, what is not, and that a refusal never becomes a fault.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Place } from '../../src/teams/incoming.ts';
import { createWire, type Wire } from '../../src/teams/sdk/wire.ts';
import { startFakeConnector, type FakeConnector } from '../support/fakeConnector.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const ID = '19:a/b@thread.tacv2;messageid=1';
const message = {
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { geheim: 'HLM-7' } }],
};
let connector: FakeConnector;
let wire: Wire;
let place: Place;

beforeEach(async () => {
  connector = await startFakeConnector();
  wire = createWire(async () => 'Bearer token', log);
  place = { conversationId: ID, kind: 'channel', tenantId: 't', serviceUrl: connector.url, botId: 'b' };
});
afterEach(async () => {
  wire.close();
  await connector.close();
  expect(JSON.stringify([log.info, log.warn, log.error].map((f) => f.mock.calls))).not.toContain('HLM-7');
  vi.clearAllMocks();
});

const statuses = (): number[] => connector.calls.map((call) => call.status);
const atOnce = { 'retry-after': '0' };

it('posts in the conversation by its whole id, with our token', async () => {
  expect(await wire.post(place, message)).toBe(true);
  expect(connector.messages(ID)).toHaveLength(1);
  expect(connector.calls[0]?.authorization).toBe('Bearer token');
});

it('updates a message in its place', async () => {
  await wire.post(place, message);
  expect(await wire.update(place, '1', message)).toBe(true);
  expect(await wire.update(place, 'gone', message)).toBe(false);
});

it.each([429, 412])('tries again after %i, three times in all', async (status) => {
  connector.failNext(status, 2, atOnce);
  expect(await wire.post(place, message)).toBe(true);
  connector.failNext(status, 3, atOnce);
  expect(await wire.post(place, message)).toBe(false);
  expect(statuses()).toEqual([status, status, 201, status, status, status]);
});

it.each([502, 503, 504])('tries again once after %i, for it may hide a delivered message', async (status) => {
  connector.failNext(status, 2, atOnce);
  expect(await wire.post(place, message)).toBe(false);
  expect(statuses()).toEqual([status, status]);
});

it.each([301, 400, 401, 403, 404, 413, 500])('does not try again after %i', async (status) => {
  connector.failNext(status, 1, { location: 'http://192.0.2.1/' });
  expect(await wire.post(place, message)).toBe(false);
  expect(statuses()).toEqual([status]);
});

it('gives up at once when Teams asks for more than five seconds', async () => {
  connector.failNext(429, 1, { 'retry-after': '6' });
  expect(await wire.post(place, message)).toBe(false);
  expect(statuses()).toEqual([429]);
});

it('sends nothing without a token, and does not reject', async () => {
  const tokenless = createWire(() => Promise.reject(new Error('HLM-7')), log);
  expect(await tokenless.post(place, message)).toBe(false);
  expect(connector.calls).toHaveLength(0);
  expect(log.error).toHaveBeenCalledOnce();
});

it('survives a Teams that is not there', async () => {
  await connector.close();
  expect(await wire.post(place, message)).toBe(false);
  expect(log.error.mock.calls[0]?.[0]).toMatchObject({ fault: 'Error ECONNREFUSED' });
});
