/**
 * Nobody changes a case that is not theirs to change, and no answer tells of a case to who has nothing to do with it:
 * random turns by participants, deputies, coordinators, leavers and strangers, in personal chats and in groups.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/shared/log.ts';
import { faultLogger } from '../../src/compose.ts';
import { marksIn } from '../support/canaries.ts';
import { EVERYBODY, throng, tieOf, type Throng } from '../support/throng.ts';
import { throngs } from '../support/throngActions.ts';
import { carryOut, judge } from '../support/throngTurns.ts';

let world: Throng;
const lines: string[] = [];
const log = createLog('debug', { write: (line) => void lines.push(line) });
beforeAll(async () => {
  world = await throng(faultLogger(log));
});
afterAll(() => world.close());

it('random turns change nothing and tell nothing that is not for them', async () => {
  const { faults, changed } = await throngs(world, 24, 11);
  expect(faults).toEqual([]);
  expect(world.faults).toEqual([]);
  // Much was allowed all the same: the people do reach the cases.
  expect([...changed.keys()]).toEqual(expect.arrayContaining(['step', 'fact', 'shared', 'informed']));
});

describe('to who has nothing to do with a case it is as if it were not there', () => {
  const outsiders = EVERYBODY.filter((who) => tieOf(who, 'begun') === null);
  const ask = async (who: string, text: string, code: string): Promise<string> => {
    const { answer } = await judge(world, { who, group: null, text: text.replace('CODE', code) });
    return answer.replaceAll(code, 'CODE');
  };
  it.each(outsiders)('%s, by its code', async (who) => {
    await world.restore();
    for (const text of ['volgende stap CODE', 'status CODE', 'koppel CODE', 'sluit casus CODE']) {
      expect(await ask(who, text, 'HLM-2026-001')).toBe(await ask(who, text, 'HLM-2026-999'));
    }
  });
  it.each(outsiders)('%s, by its id', async (who) => {
    const press = (verb: string, c: string) =>
      judge(world, {
        who,
        group: null,
        verb,
        data: { c, v: 1, s: 'voorbereiding', m: 'm', o: 'o', reason: 'Overleg' },
      });
    for (const verb of [
      'next',
      'why',
      'facts',
      'step_finish',
      'hold_save',
      'close_save',
      'team',
      'share_save',
      'sheet',
    ]) {
      expect((await press(verb, 'id-of-begun')).answer).toBe((await press(verb, 'id-of-nothing')).answer);
    }
  });
});

describe('a refusal', () => {
  const press = (who: string, verb: string, data: object, group: readonly string[] | null = null) =>
    judge(world, { who, group, verb, data: { c: 'id-of-half', ...data } });
  const version = async () => (await world.deps.uow.stores.cases.byId('id-of-half'))?.version ?? 0;
  it.each([
    ['uitstroomtafel', null],
    ['wijkteam', null],
    ['bram', ['bram', 'uitstroomtafel']],
    ['gemeente', ['gemeente', 'wijkteam']],
  ] as const)('to %s names no step or route that is not for everybody in %j', async (who, group) => {
    await world.restore();
    const faults: string[] = [];
    for (const s of world.cases[1]?.plan.steps.keys() ?? []) {
      for (const verb of ['step_finish', 'step_undo', 'step_tick']) {
        faults.push(...(await press(who, verb, { v: await version(), s, f_hoogRisico: 'ja' }, group)).faults);
      }
    }
    expect(faults).toEqual([]);
  });
  it.each(['uitstroomtafel', 'wijkteam'])('to %s is the same whatever is known of a fact', async (who) => {
    await world.restore();
    const answers = [];
    for (const value of ['ja', 'nee']) {
      answers.push((await press(who, 'facts_save', { v: await version(), f_hoogRisico: value })).answer);
    }
    expect(answers[0]).toBe(answers[1]);
  });
});

describe('what people write and what a case holds stays out of the log', () => {
  const secret = 'QzTypedZq';
  it.each([
    ['a state that cannot be read', `UPDATE cases SET state = jsonb_set(state, '{hold}', '"QzStateZq"')`],
    [
      'a state with a strange fact',
      `UPDATE cases SET state = jsonb_set(state, '{facts}', '{"hoogRisico": {"QzStateZq": 1}}')`,
    ],
  ])('%s', async (_, sql) => {
    await world.restore();
    lines.length = 0;
    await world.database.pool.query(sql);
    const data = { c: 'id-of-begun', v: 1, s: 'voorbereiding', reason: secret, why: secret, f_aantekening: secret };
    for (const verb of ['next', 'facts_save', 'hold_save', 'step_finish', 'share_save']) {
      const answer = await carryOut(world, { who: 'anna', group: null, verb, data });
      expect([...marksIn(JSON.stringify(answer))]).toEqual([]);
    }
    await carryOut(world, { who: 'anna', group: null, text: `volgende stap HLM-2026-001 ${secret}` });
    expect(lines.length).toBeGreaterThan(5);
    expect([...marksIn(lines.join('\n'))]).toEqual([]);
    expect(lines.join('\n')).not.toContain('HLM-2026-001');
    // The words of the store's own error too: it names places, never values.
    expect([...marksIn(world.faults.map(String).join('\n'))]).toEqual([]);
    world.faults.length = 0;
    await world.restore();
  });
});
