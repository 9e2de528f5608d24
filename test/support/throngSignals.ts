/**
 * Random moves with signals, by anybody, with real, stale and forged ids, alone and in groups. Who may do and read what is
 * written here once more, from the sentences of the policy; never calls the policy of src.
 */
import fc from 'fast-check';
import { MOVES, type Move } from '../../src/domain/signals/moves.ts';
import { SIGNAL_KINDS, type SignalState } from '../../src/domain/signals/signal.ts';
import { mark, marksIn, WORDS } from './canaries.ts';
import { EVERYBODY, tieOf, type Known, type Throng } from './throng.ts';
import { all, carryOut, landlord, leads, rolesOf, type Action } from './throngTurns.ts';

interface Row {
  readonly id: string;
  readonly caseId: string;
  readonly version: number;
  readonly state: SignalState;
}
const ROWS = `SELECT id, case_id AS "caseId", version, state FROM signals ORDER BY raised_at, id`;
const rowsOf = async (world: Throng): Promise<readonly Row[]> => (await world.database.pool.query<Row>(ROWS)).rows;

/** What somebody is to a signal. */
interface Sight {
  /** Has to act on it, and so reads all of it. */
  readonly full: boolean;
  /** Knows that it is there, and not why. */
  readonly outline: boolean;
}

const organisationOf = (world: Throng, who: string): string =>
  world.members.get(who)?.memberships[0]?.organisation.id ?? '-';

/** What this person may know of a signal. */
function sightOfSignal(world: Throng, who: string, known: Known, state: SignalState): Sight {
  const tie = tieOf(who, known.name);
  if (!tie) return { full: false, outline: false };
  const roles = rolesOf(known.plan.protocol, tie).map(({ id }) => id);
  const has = (some: readonly string[]): boolean => some.some((role) => roles.includes(role));
  const own = organisationOf(world, who);
  const back = known.plan.route.steps.flatMap(({ clocks }) => clocks).filter(({ id }) => id === 'terugkoppeling');
  const acts =
    all(known, tie) || leads(known, tie) || state.lead === own || has(back.flatMap(({ responsible }) => responsible));
  const named = known.plan.protocol.signals.told.filter(({ kinds }) => kinds.includes(state.kind));
  const concerned = has([...named.flatMap((each) => each.roles), ...state.mdos.flatMap((each) => each.participants)]);
  const reporter = state.reports.some(({ organisationId }) => organisationId === own);
  const full = acts && !landlord(known, tie);
  return { full, outline: full || reporter || concerned || state.lead === own };
}

function mayMove(world: Throng, who: string, known: Known, state: SignalState, move: Move): boolean {
  const tie = tieOf(who, known.name);
  const { full, outline } = sightOfSignal(world, who, known, state);
  const own = organisationOf(world, who);
  const acts = tie !== null && (full || state.lead === own);
  const lets = landlord(known, tie);
  switch (move) {
    case 'contact':
      return acts || (lets && outline);
    case 'give_lead':
      return leads(known, tie) || (tie !== null && state.lead === own);
    case 'scale_up':
    case 'mdo_plan':
      return outline;
    case 'mdo_limit':
      return lets && outline;
    case 'mdo_end':
      return acts && !lets;
    case 'reopen':
      return leads(known, tie) || (tie !== null && state.reports.some((each) => each.organisationId === own));
    default:
      return acts;
  }
}

const VERBS = ['signal_save', 'signal_move', 'signal_move', 'signal_move', 'signal', 'signals', 'signal_mdo', 'signal_form', 'signal_agreed'] as const; // prettier-ignore

const draws = fc.record({
  who: fc.oneof(fc.constantFrom(...EVERYBODY), fc.constantFrom('anna', 'deputy', 'coordinator', 'corporatie')),
  with: fc.oneof(fc.constant(null), fc.constant(null), fc.constantFrom(...EVERYBODY)),
  verb: fc.constantFrom(...VERBS),
  move: fc.oneof(fc.constantFrom(...MOVES), fc.constantFrom<Move>('take', 'finish')),
  kind: fc.constantFrom(...SIGNAL_KINDS),
  at: fc.constantFrom(0, 0, 1, 2, 3, 4),
  signal: fc.nat({ max: 30 }),
  stale: fc.constantFrom(0, 0, 0, 0, -1),
  to: fc.constantFrom(...EVERYBODY),
});
type Draw = typeof draws extends fc.Arbitrary<infer T> ? T : never;

function dataOf(world: Throng, draw: Draw, rows: readonly Row[]): Record<string, unknown> {
  const signal = rows[draw.signal % Math.max(1, rows.length)];
  const words = mark('Signal', draw.who);
  return {
    ...{ c: (world.cases[draw.at] as Known).id, g: signal?.id ?? 'forged', v: (signal?.version ?? 0) + draw.stale },
    ...{ m: draw.move, a: 0, s_kind: draw.kind, s_severity: 'ernstig', s_seen: words, m_words: words },
    ...{ m_to: organisationOf(world, draw.to), m_informed: '2026-03-10', m_planned: '2026-03-20', m_by: '2026-03-25' },
    ...{ m_who: 'gemeente,woningcorporatie', m_owner: 'gemeente', m_outcome: 'stays', m_cooperates: 'ja' },
  };
}

/** Plays so many turns; answers what was wrong, and how often what came about. */
export async function signalThrong(world: Throng, turns: number, seed: number) {
  const faults: string[] = [];
  const done = new Map<string, number>();
  const count = (what: string): void => void done.set(what, (done.get(what) ?? 0) + 1);
  for (const draw of fc.sample(draws, { numRuns: turns, seed })) {
    const before = await rowsOf(world);
    const group = draw.with === null ? null : [...new Set([draw.who, draw.with])];
    const action: Action = { who: draw.who, group, verb: draw.verb, data: dataOf(world, draw, before) };
    const reply = await carryOut(world, action);
    const after = await rowsOf(world);
    const wrong = (what: string): void => void faults.push(`${draw.who} ${draw.verb} ${draw.move}: ${what}`);
    for (const row of after) {
      const old = before.find(({ id }) => id === row.id);
      if (old?.version === row.version) continue;
      const known = world.cases.find(({ id }) => id === row.caseId) as Known;
      const raised = !old || draw.verb === 'signal_save';
      const move = draw.verb === 'signal_agreed' ? 'mdo_agreed' : draw.move;
      const may = raised ? tieOf(draw.who, known.name) !== null : mayMove(world, draw.who, known, old.state, move);
      if (!may) wrong('changed a signal that is not theirs');
      if (!raised && draw.stale !== 0) wrong('moved it by a stale card');
      count(raised ? 'raised' : move);
    }
    const everybody = JSON.stringify([reply.replace, reply.posts]);
    for (const what of shown(world, everybody, group ?? [draw.who], after)) wrong(what);
    for (const what of shown(world, reply.word ?? '', [draw.who], after)) wrong(what);
  }
  return { faults, done };
}

// What stands in an answer that one of its readers may not read.
function shown(world: Throng, answer: string, readers: readonly string[], rows: readonly Row[]): readonly string[] {
  const found: string[] = [];
  for (const known of world.cases) {
    const hidden = readers.some((who) => tieOf(who, known.name) === null);
    if (hidden && answer.includes(known.code)) found.push(`${readers.join()} read the code of ${known.name}`);
  }
  const full = (row: Row): boolean => {
    const known = world.cases.find(({ id }) => id === row.caseId) as Known;
    return readers.every((who) => sightOfSignal(world, who, known, row.state).full);
  };
  // The words of a signal are for who has to act on it; so are the names in it.
  const known = new Set(rows.filter(full).flatMap(({ state }) => [...marksIn(JSON.stringify(state))]));
  for (const each of marksIn(answer)) {
    if (each.startsWith('QzSignal') && !known.has(each)) found.push(`${readers.join()} read ${each}`);
    if ((each === WORDS.holder || each === WORDS.others) && known.size === 0)
      found.push(`${readers.join()} read a name`);
  }
  return found;
}
