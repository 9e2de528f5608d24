/** What can be done to a signal, and what time does to it: the whole table, the two clocks, repeats, the MDO. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterHours, momentOf } from '../../../src/domain/calendar.ts';
import { MOVES, SIGNAL_STATUSES, TABLE, type Move, type SignalStatus } from '../../../src/domain/signals/moves.ts';
import { SEVERITIES, type SignalState } from '../../../src/domain/signals/signal.ts';
import { elapse, move, raise, repeat, severityOf } from '../../../src/domain/signals/step.ts';
import { nextLook, nextMoment, running } from '../../../src/domain/signals/watches.ts';
import { anEvent, aReport, moved, RAISED, raised, TIMING } from '../../support/signals.ts';

const NOW = '2026-03-10T10:00:00.000Z';
const at = (hours: number, from = RAISED): string => afterHours(from, `PT${hours}H`);
const tried = (state: SignalState, parts: Parameters<typeof anEvent>[0]) => move(state, anEvent(parts), NOW, TIMING);
const refusal = (kind: string) => ({ ok: false, refusal: { kind } });

/** A signal in each state. */
const IN: Readonly<Record<SignalStatus, SignalState>> = {
  open: raised(),
  taken: moved(raised(), { move: 'take' }),
  asked: elapse(moved(raised(), { move: 'take' }), '2026-03-18T09:00:00.000Z').state,
  mdo: moved(raised(), { move: 'scale_up' }, { move: 'mdo_agree' }),
  done: moved(raised(), { move: 'take' }, { move: 'finish' }),
};

// Written out once more, by hand: what, and where it leads.
const PERMITTED: Readonly<Record<SignalStatus, string>> = {
  open: 'take>taken contact>open report_back>open give_lead>open scale_up>mdo',
  taken: 'contact>taken report_back>taken give_lead>open scale_up>mdo prolong>taken finish>done',
  asked: 'take>taken contact>asked report_back>asked give_lead>open scale_up>mdo prolong>taken finish>done',
  mdo: 'contact>mdo report_back>mdo give_lead>mdo mdo_plan>mdo mdo_agree>mdo mdo_agreed>mdo mdo_limit>mdo mdo_end>taken',
  done: 'reopen>open',
};

describe('the table of moves', () => {
  it.each(SIGNAL_STATUSES.flatMap((status) => MOVES.map((name) => [status, name] as const)))(
    '%s: %s',
    (status, name) => {
      const to = PERMITTED[status]
        .split(' ')
        .find((each) => each.startsWith(`${name}>`))
        ?.split('>')[1];
      const result = tried(IN[status], { move: name });
      if (to === undefined)
        expect(result).toEqual({ ok: false, refusal: { kind: 'not_from_here', move: name, status } });
      else expect(result).toMatchObject({ ok: true, state: { status: to } });
    },
  );
  it('has a row for each state and no move that is not one', () => {
    for (const status of SIGNAL_STATUSES) {
      expect(IN[status].status).toBe(status);
      expect(Object.keys(TABLE[status]).every((each) => MOVES.includes(each as Move))).toBe(true);
    }
  });
});

describe('HLM-A-39 and HLM-A-40: two clocks with different owners', () => {
  it('the woningcorporatie has 24 hours from the incident, the care organisation 48 from the report', () => {
    const state = raised('incident', { moment: '2026-03-09T20:30:00.000Z' });
    expect(state.clocks.map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ['contact', '2026-03-10T20:30:00.000Z'],
      ['feedback', '2026-03-12T09:00:00.000Z'],
    ]);
  });
  it('without a time both run from the report', () => {
    expect(raised().clocks.map(({ dueAt }) => dueAt)).toEqual(['2026-03-11T09:00:00.000Z', '2026-03-12T09:00:00.000Z']);
  });
  it.each([
    ['forward', '2026-03-28', '2026-03-29 21:00', '2026-03-30 21:00'],
    ['back', '2026-10-24', '2026-10-25 19:00', '2026-10-26 19:00'],
  ])('24 and 48 hours are elapsed hours when the clock goes %s', (_, day, contact, feedback) => {
    const state = raised('overlast', { at: momentOf(day, 20 * 60), since: day });
    const local = (moment: string) =>
      new Date(moment).toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' }).slice(0, 16);
    expect(state.clocks.map(({ dueAt }) => local(dueAt))).toEqual([contact, feedback]);
  });
  it('what somebody else than the woningcorporatie reports has no clock for it, until it reports the same', () => {
    const state = raised('overlast', { landlord: false });
    expect(state.clocks.map(({ id }) => id)).toEqual(['feedback']);
    const result = repeat(state, aReport({ at: NOW }), TIMING);
    expect(result.ok && result.state.clocks.map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ['contact', at(25)],
      ['feedback', at(48)],
    ]);
  });
  it('neither closes the other', () => {
    expect(running(moved(raised(), { move: 'contact' })).map(({ id }) => id)).toEqual(['feedback', 'follow_up']);
    expect(running(moved(raised(), { move: 'report_back' })).map(({ id }) => id)).toEqual(['contact', 'follow_up']);
  });
  it('each is escalated by itself: a reminder, the end, the coordinators, and again each week', () => {
    let state = moved(raised(), { move: 'report_back' });
    const heard: Record<string, string[]> = {};
    for (let hour = 2; hour <= 400; hour += 1) {
      const result = elapse(state, at(hour));
      ({ state } = result);
      for (const { watch, level } of result.alerts) (heard[watch] ??= []).push(`${level} after ${hour}`);
    }
    expect(heard).toEqual({
      contact: ['1 after 18', '2 after 24', '3 after 48', '4 after 216', '5 after 384'],
      follow_up: ['2 after 24', '3 after 48', '4 after 216', '5 after 384'],
    });
  });
  it('after a standstill the furthest is said once, with the moment at which it should have been', () => {
    const { state, alerts } = elapse(raised(), at(60));
    expect(alerts).toEqual([
      { watch: 'contact', level: 3, at: at(48) },
      { watch: 'feedback', level: 2, at: at(48) },
      { watch: 'follow_up', level: 3, at: at(48) },
    ]);
    expect(elapse(state, at(60)).alerts).toEqual([]);
  });
  it('finishing tells the reporter; that the woningcorporatie never called stays to be seen', () => {
    expect(IN.done.clocks).toMatchObject([
      { id: 'contact', answered: null, stopped: true },
      { id: 'feedback', answered: { memberId: 'anna' } },
    ]);
    expect(nextMoment(IN.done)).toBeNull();
  });
  it('cannot be answered twice, nor where it does not run', () => {
    expect(tried(moved(raised(), { move: 'contact' }), { move: 'contact' })).toMatchObject(refusal('answered_already'));
    expect(tried(raised('terugval', { landlord: false }), { move: 'contact' })).toEqual(refusal('no_clock'));
  });
});

describe('taken up is not resolved', () => {
  it('it is asked about on the morning after the day that was named', () => {
    const state = moved(raised(), { move: 'take', until: '2026-03-12' });
    expect(state.followUp?.dueAt).toBe('2026-03-13T08:00:00.000Z');
    expect(elapse(state, '2026-03-13T07:59:59.999Z').state.status).toBe('taken');
    expect(elapse(state, '2026-03-13T08:00:00.000Z').state.status).toBe('asked');
  });
  it('without a day after a week', () => {
    expect(IN.taken.taken).toEqual({ memberId: 'anna', organisationId: 'de-brug', until: '2026-03-17' });
  });
  it('a new day is the same taker’s', () => {
    expect(moved(IN.asked, { move: 'prolong', until: '2026-03-25', memberId: 'bram' })).toMatchObject({
      ...{ status: 'taken', taken: { memberId: 'anna', until: '2026-03-25' } },
    });
  });
  it('a day that is past is refused', () => {
    expect(tried(raised(), { move: 'take', until: '2026-03-09' })).toEqual(refusal('past_date'));
    expect(tried(IN.taken, { move: 'finish', nextContact: '2026-03-09' })).toEqual(refusal('past_date'));
  });
  it('what is finished or reopened has words, and not too many', () => {
    expect(tried(IN.taken, { move: 'finish', words: ' ' })).toEqual(refusal('words_missing'));
    expect(tried(IN.done, { move: 'reopen', words: '' })).toEqual(refusal('words_missing'));
    expect(tried(IN.taken, { move: 'report_back', words: 'x'.repeat(601) })).toEqual(refusal('words_too_long'));
  });
  it('whoever gets the lead takes it up anew', () => {
    const state = moved(IN.taken, { move: 'give_lead' });
    expect(state).toMatchObject({ status: 'open', lead: 'wijkteam', taken: null });
    expect(tried(state, { move: 'give_lead' })).toEqual(refusal('same_party'));
    expect(tried(state, { move: 'give_lead', to: '' })).toEqual(refusal('unknown_party'));
  });
  it('not resolved after all: it is open again, and the care organisation has its hours again', () => {
    const result = move(IN.done, anEvent({ move: 'reopen' }), '2026-03-20T09:00:00.000Z', TIMING);
    expect(result.ok && result.state.clocks.map(({ id, dueAt, stopped }) => [id, dueAt, stopped])).toEqual([
      ['contact', at(24), true],
      ['feedback', '2026-03-22T09:00:00.000Z', false],
    ]);
    expect(result.ok && result.state.followUp?.dueAt).toBe('2026-03-21T09:00:00.000Z');
  });
});

describe('repeats', () => {
  it('join, and only what is worse is an alert', () => {
    const same = repeat(raised(), aReport({ at: NOW }), TIMING);
    expect(same).toMatchObject({ ok: true, worse: false, state: { reports: [{}, {}] } });
    const worse = repeat(raised(), aReport({ at: NOW, severity: 'direct' }), TIMING);
    expect(worse).toMatchObject({ ok: true, worse: true });
    expect(worse.ok && severityOf(worse.state)).toBe('direct');
  });
  it('what was answered is asked again when it got worse, not when it is the same', () => {
    const called = moved(raised(), { move: 'contact' }, { move: 'report_back' });
    const same = repeat(called, aReport({ at: at(30) }), TIMING);
    expect(same.ok && running(same.state).map(({ id }) => id)).toEqual(['follow_up']);
    const worse = repeat(called, aReport({ at: at(30), severity: 'ernstig', since: '2026-03-10' }), TIMING);
    expect(worse.ok && running(worse.state).map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ['contact', at(54)],
      ['feedback', at(78)],
      ['follow_up', at(24)],
    ]);
  });
  it.each([
    ['no words', { seen: '  ' }, 'words_missing'],
    ['too many', { seen: 'x'.repeat(601) }, 'words_too_long'],
    ['a day to come', { since: '2026-03-11' }, 'future_date'],
    ['a moment to come', { moment: NOW }, 'future_date'],
    ['no day', { since: 'gisteren' }, 'date_missing'],
  ])('with %s it is refused', (_, parts, kind) => {
    expect(raise('overlast', aReport(parts), TIMING)).toEqual(refusal(kind));
    expect(repeat(raised(), aReport(parts), TIMING)).toEqual(refusal(kind));
  });
});

describe('ZUT-84 to 91: the MDO is a chain', () => {
  it.each([
    ['not told yet', { informedOn: null }, 'tenant_first'],
    ['told tomorrow', { informedOn: '2026-03-11' }, 'future_date'],
    ['planned before they were told', { plannedOn: '2026-03-09' }, 'date_order'],
    ['with nobody', { participants: [] }, 'participants_missing'],
  ])('ZUT-84: the tenant is told first: %s', (_, parts, kind) => {
    expect(tried(raised(), { move: 'scale_up', ...parts })).toEqual(refusal(kind));
  });
  it.each([
    ['words', { words: ' ' }, 'words_missing'],
    ['an owner', { owner: '' }, 'owner_missing'],
    ['a last day', { by: null }, 'date_missing'],
    ['a day to come', { by: '2026-03-01' }, 'past_date'],
  ])('ZUT-85: each agreement has %s', (_, parts, kind) => {
    expect(tried(IN.mdo, { move: 'mdo_agree', ...parts })).toEqual(refusal(kind));
  });
  it('the earliest day that somebody waits for is followed: the date, an agreement, the limit of the corporatie', () => {
    const due = (state: SignalState) => state.followUp?.dueAt.slice(0, 10);
    const none = moved(raised(), { move: 'scale_up', plannedOn: null });
    expect(due(none)).toBe('2026-03-18');
    const planned = moved(none, { move: 'mdo_plan', plannedOn: '2026-03-20' });
    expect(due(planned)).toBe('2026-03-21');
    const agreed = moved(planned, { move: 'mdo_agree', by: '2026-04-10' }, { move: 'mdo_agree', by: '2026-04-02' });
    expect(due(agreed)).toBe('2026-04-03');
    expect(due(moved(agreed, { move: 'mdo_limit', by: '2026-03-30' }))).toBe('2026-03-31');
    expect(due(moved(agreed, { move: 'mdo_agreed', agreement: 1 }))).toBe('2026-04-11');
  });
  it('an agreement is done once', () => {
    expect(tried(moved(IN.mdo, { move: 'mdo_agreed' }), { move: 'mdo_agreed' })).toEqual(refusal('unknown_agreement'));
  });
  it('ZUT-85: it has an outcome also when the tenant does not cooperate, and is followed up', () => {
    const state = moved(IN.mdo, { move: 'mdo_end', cooperates: false, followUp: '2026-04-30' });
    expect(state).toMatchObject({ status: 'taken', taken: { until: '2026-04-30' } });
    expect(state.mdos).toMatchObject([{ ended: { outcome: 'stays', cooperates: false } }]);
    expect(tried(IN.mdo, { move: 'mdo_end', cooperates: null })).toEqual(refusal('outcome_missing'));
  });
});

describe('for whatever is done, in whatever order', () => {
  const step = fc.record({
    name: fc.constantFrom(...MOVES, 'repeat' as const, 'repeat' as const, 'time' as const, 'time' as const),
    hours: fc.integer({ min: 0, max: 200 }),
    landlord: fc.boolean(),
    severity: fc.constantFrom(...SEVERITIES),
  });
  it('an open signal has a next moment to come, a finished one no clock, and no answer answers both clocks', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 25 }), (landlord, steps) => {
        let state = raised('overlast', { landlord });
        let now = RAISED;
        for (const { name, hours, ...report } of steps) {
          now = afterHours(now, `PT${hours}H`);
          ({ state } = elapse(state, now));
          const answered = (of: SignalState) => of.clocks.filter((each) => each.answered).map(({ id }) => id);
          const before = answered(state);
          const day = '2028-12-31';
          const event = { move: name as Move, plannedOn: day, by: day };
          const result =
            name === 'time' ? null
            : name === 'repeat' ? repeat(state, aReport({ at: now, ...report }), TIMING)
            : move(state, anEvent(event), now, TIMING); // prettier-ignore
          if (result?.ok && !(name === 'repeat' && state.status === 'done')) ({ state } = result);
          const [next, look] = [nextMoment(elapse(state, now).state), nextLook(elapse(state, now).state, now)];
          expect((next ?? '') > now).toBe(state.status !== 'done');
          expect(look === null ? next === null : look > now && look <= (next ?? '')).toBe(true);
          if (state.status === 'done') expect(running(state)).toEqual([]);
          expect(answered(state).filter((id) => !before.includes(id)).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
