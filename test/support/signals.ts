/** Signals for tests, with as few words as can be. */
import type { Report, Signal, SignalEvent, SignalState, Timing } from '../../src/domain/signals/signal.ts';
import { move, raise } from '../../src/domain/signals/step.ts';
import { afterHours } from '../../src/domain/calendar.ts';

export const RAISED = '2026-03-10T09:00:00.000Z';

/** Haarlemmermeer's hours: 24 to contact, 48 to report back; a day to take it up, which is ours. */
export const TIMING: Timing = (clock, from) =>
  afterHours(from, { contact: 'PT24H', feedback: 'PT48H', take_up: 'PT24H' }[clock]);

export const aReport = (parts: Partial<Report> = {}): Report => ({
  ...{ at: RAISED, memberId: 'cor', organisationId: 'woonfijn', landlord: true, since: '2026-03-09', moment: null },
  ...{ severity: 'licht', seen: 'Harde muziek in de avond' },
  ...parts,
});

/** The state of a signal that was just reported. */
export function raised(kind: SignalState['kind'] = 'overlast', report: Partial<Report> = {}): SignalState {
  const result = raise(kind, aReport(report), TIMING);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.state;
}

export const aSignal = (state: SignalState = raised(), parts: Partial<Signal> = {}): Signal => ({
  ...{ id: 'signal-1', caseId: 'case-1', version: 1, raisedAt: RAISED, state },
  ...parts,
});

type Loose = Record<string, unknown> & { readonly move: SignalEvent['move'] };
const DEFAULTS = {
  ...{ memberId: 'anna', organisationId: 'de-brug', until: null, words: 'Gedaan', nextContact: null, to: 'wijkteam' },
  ...{ informedOn: '2026-03-10', plannedOn: '2026-03-17', participants: ['woningcorporatie'], owner: 'gemeente' },
  ...{ by: '2026-03-31', agreement: 0, outcome: 'stays', cooperates: true, followUp: null },
};

/** An event in which nothing is missing. */
export const anEvent = (parts: Loose): SignalEvent => ({ ...DEFAULTS, ...parts }) as never;

/** Makes these moves, which all must succeed, one hour after another. */
export function moved(state: SignalState, ...events: readonly Loose[]): SignalState {
  return events.reduce((before, event, n) => {
    const result = move(before, anEvent(event), afterHours(RAISED, `PT${n + 1}H`), TIMING);
    if (!result.ok) throw new Error(`${event.move}: ${JSON.stringify(result.refusal)}`);
    return result.state;
  }, state);
}
