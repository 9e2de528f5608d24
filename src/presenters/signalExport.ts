/**
 * The signals of a case for its export: everything that is stored of them, with names beside the ids, and in words.
 */
import type { Signal } from '../domain/signals/signal.ts';
import { dateText, momentText } from './dates.ts';
import { signalWords } from './wordingSignals.ts';

/** A signal as it is stored, with who reported it and the words that each thing is called by. */
export function signalExport({ id, raisedAt, version, state }: Signal, name: (memberId: string) => string) {
  const s = signalWords('nl');
  return {
    ...{ signal: id, raisedAt, changes: version, ...state },
    ...{ kindText: s.kinds[state.kind], statusText: s.statuses[state.status] },
    reports: state.reports.map((report) => ({ ...report, by: name(report.memberId) })),
    told: state.told.map((memberId) => ({ memberId, name: name(memberId) })),
  };
}

/** The same in plain Dutch, one line for each thing that was said or done. */
export function signalLines(signal: ReturnType<typeof signalExport>): readonly string[] {
  const s = signalWords('nl');
  const said = (what: string, list: readonly { readonly at: string; readonly words: string }[]): readonly string[] =>
    list.map(({ at, words }) => `${what}, ${momentText(at, 'nl')}: ${words === '' ? 'zonder woorden' : words}`);
  return [
    `${signal.kindText}, ${signal.statusText}, gemeld op ${momentText(signal.raisedAt, 'nl')}`,
    ...signal.reports.map(
      ({ by, at, since, severity, seen }) =>
        `Gemeld door ${by}, ${momentText(at, 'nl')}, sinds ${dateText(since, 'nl')}, ${s.severities[severity]}: ${seen}`,
    ),
    ...said('Teruggekoppeld', signal.backs),
    ...said('Afgerond', signal.outcomes),
    ...said('Toch niet opgelost', signal.reopened),
    ...signal.mdos.flatMap(({ informedOn, plannedOn, agreements, ended }) => [
      `MDO${plannedOn === null ? '' : ` op ${dateText(plannedOn, 'nl')}`}; de huurder weet het sinds ${dateText(informedOn, 'nl')}`,
      ...agreements.map(({ words, owner, by }) => `Afspraak voor ${dateText(by, 'nl')} (${owner}): ${words}`),
      ...(ended ? [s.mdoEnded(s.outcomes[ended.outcome], dateText(ended.on, 'nl'))] : []),
    ]),
    `Wie een eigen bericht kreeg: ${signal.told.map(({ name }) => name).join(', ')}`,
  ];
}

/** What the lines of the log about signals say. */
export const SIGNAL_LOG: Readonly<Record<string, string>> = {
  signal_raised: 'meldde een signaal',
  signal_repeated: 'meldde het signaal opnieuw',
  signal_moved: 'deed iets met een signaal',
  signal_escalated: 'herinnerde aan een signaal',
  signal_told: 'gaf een signaal door',
  signal_read: 'bekeek een signaal',
};
