/** The cards about signals for the samples: empty, typical, and as long as they get. */
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import { REGION_DEFAULTS } from '../../src/domain/settings.ts';
import { MOVES, type SignalTie } from '../../src/domain/signals/moves.ts';
import { SIGNAL_KINDS, type Report, type SignalState } from '../../src/domain/signals/signal.ts';
import { elapse, repeat } from '../../src/domain/signals/step.ts';
import { signalFor, signalForAll, type SeenSignal, type WholeSignal } from '../../src/domain/signals/signalView.ts';
import { plainText, type CardData, type Reader } from '../../src/presenters/card.ts';
import { moveForm, reportForm } from '../../src/presenters/signalForms.ts';
import { mdoCard, signalCard, signalCodeCard, signalNewsCard, signalsCard } from '../../src/presenters/signals.ts';
import { aReport, aSignal, moved, raised, TIMING } from './signals.ts';
import { aPosition } from './views.ts';

const NOW = '2026-03-11T10:30:00.000Z';
const NO_TIE: SignalTie = { reporter: false, lead: false, contact: false, concerned: false };

/** The words of a signal, each to be told from the others. */
export interface SignalWords {
  readonly seen: string;
  readonly back: string;
  readonly outcome: string;
  readonly reopened: string;
  readonly agreed: string;
  readonly name: string;
}

/** A signal in each state, with these words wherever there can be any. */
export function fullSignals(kind: SignalState['kind'], w: SignalWords): readonly SignalState[] {
  const report: Partial<Report> = { seen: w.seen, severity: 'direct' };
  const twice = repeat(raised(kind, report), aReport({ ...report, at: '2026-03-10T09:30:00.000Z' }), TIMING);
  if (!twice.ok) throw new Error('refused');
  const { state } = twice;
  const handled = moved(
    state,
    ...([{ move: 'take' }, { move: 'report_back', words: w.back, nextContact: '2026-03-20' }] as const),
  );
  const done = moved(handled, { move: 'finish', words: w.outcome, nextContact: '2026-03-24' });
  const again = moved(done, { move: 'reopen', words: w.reopened }, { move: 'give_lead' });
  const mdo = moved(
    again,
    { move: 'scale_up' },
    ...Array.from({ length: 15 }, () => ({ move: 'mdo_agree', words: w.agreed }) as const),
    ...([{ move: 'mdo_agreed' }, { move: 'mdo_limit' }] as const),
  );
  const ended = moved(mdo, { move: 'mdo_end', cooperates: false });
  return [state, handled, done, again, mdo, ended, elapse(ended, '2026-05-01T09:00:00.000Z').state];
}

/** The signal with all around it. */
export const wholeOf = (protocol: Protocol, state: SignalState, name: string): WholeSignal => ({
  ...{ signal: aSignal(state, { version: 7 }), code: `${protocol.casePrefix}-2026-014` },
  ...{ plan: planOf(protocol, Object.keys(protocol.routes)[0] ?? ''), settings: REGION_DEFAULTS, now: NOW },
  names: new Map([
    ...['cor', 'anna'].map((id) => [id, name] as const),
    ['woonfijn', 'Woonfijn'],
    ['de-brug', 'De Brug'],
  ]),
  receivers: (['casushouder', 'contact', 'named', 'region', 'absent'] as const).map((as) => ({ memberId: 'anna', as })),
  gap: 'deputy',
});

/** Cards of signals with these words. */
export function signalCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  hostile: string,
): readonly (readonly [string, CardData])[] {
  const long = `${hostile} ${'é'.repeat(600 - hostile.length - 1)}`;
  const w = { seen: long, back: long, outcome: long, reopened: long, agreed: long.slice(0, 300), name: hostile };
  return [...protocols.values()].flatMap((protocol) => {
    const states = SIGNAL_KINDS.flatMap((kind) => (kind === 'overlast' ? fullSignals(kind, w) : [raised(kind)]));
    const name = (card: string, n: number): string => `${protocol.id} signal-${card} ${n}`;
    const seen = states.flatMap((state): readonly SeenSignal[] => {
      const whole = wholeOf(protocol, state, hostile);
      const care = aPosition(protocol, ['begeleider']);
      const landlord = aPosition(protocol, ['woningcorporatie']);
      const tie = { ...NO_TIE, reporter: true };
      const both = signalForAll(whole, [[care, NO_TIE], [landlord, tie]]); // prettier-ignore
      return [signalFor(whole, care, NO_TIE), signalFor(whole, landlord, tie), both].flatMap((each) => each ?? []);
    });
    const [first] = seen as [SeenSignal];
    const ids = { id: 'signal-1', caseId: 'case-1', code: first.code, version: 7 };
    const parties = Array.from({ length: 12 }, (_, n) => ({ id: `org-${n}`, name: hostile }));
    const form = { signal: ids, protocol, parties, participants: Object.keys(protocol.roles), today: '2026-03-11' };
    const listed = seen.map((each) => ({ signal: aSignal(), code: each.code, seen: each, view: null }));
    const unseen = { signal: aSignal(), code: first.code, seen: null, view: null };
    const typed = { s_kind: 'overlast', s_seen: hostile, m_words: hostile };
    return [
      ...seen.map((each, n) => [name('card', n), signalCard(each, protocol, reader)] as const),
      ...seen.map((each, n) => [name('mdo', n), mdoCard(each, protocol, reader)] as const),
      ...MOVES.map((move, n) => [name(`form-${move}`, n), moveForm({ ...form, move }, reader, typed)] as const),
      [name('report', 0), reportForm({ id: 'case-1', code: first.code }, '2026-03-11', reader, typed)],
      [name('list', 0), signalsCard([], 10, '', reader)],
      [name('list', 1), signalsCard([unseen, ...listed], 10, 'case-1', reader)],
      [name('code', 0), signalCodeCard('signal-1', first.code, reader)],
      [name('news', 0), signalNewsCard(first.code, [plainText(hostile)], 'signal-1', reader)],
    ];
  });
}
