/**
 * One turn of somebody on the real dispatch, judged afterwards: was everything that changed theirs to change, and is
 * everything in the answer for all who read it? The sentences of the policy are here once more, apart from src.
 */
import type { CaseState } from '../../src/domain/cases.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import type { Incoming, Reply } from '../../src/teams/incoming.ts';
import type { CardKind, Eyes } from './allowed.ts';
import { datesIn, mark, marksIn, ROUTE } from './canaries.ts';
import { strays } from './canarySweep.ts';
import { BODIES, TENANT, tieOf, type Known, type Throng, type Tie } from './throng.ts';
import { aView } from './views.ts';

export interface Action {
  readonly who: string;
  /** With whom, in a group; null: alone with the bot. */
  readonly group: readonly string[] | null;
  readonly text?: string;
  readonly verb?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Judged {
  readonly faults: readonly string[];
  /** What was changed, by kind. */
  readonly changed: readonly string[];
  readonly answer: string;
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly pseudonym: string;
  readonly state: CaseState;
}
interface Snapshot {
  readonly cases: readonly Row[];
  readonly parts: readonly { readonly case_id: string; readonly member_id: string }[];
  readonly links: readonly { readonly case_id: string | null; readonly region: string | null }[];
  readonly members: readonly { readonly id: string }[];
  readonly log: number;
}

const SNAPSHOT = `SELECT jsonb_build_object(
  'cases', (SELECT jsonb_agg(jsonb_build_object('id', id, 'version', version, 'pseudonym', pseudonym, 'state', state) ORDER BY id) FROM cases),
  'parts', (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY case_id, member_id, organisation_id), '[]') FROM participations p),
  'links', (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY conversation_id), '[]') FROM channel_links l),
  'members', (SELECT jsonb_agg(to_jsonb(m) - 'lang' || jsonb_build_object('work',
    (SELECT jsonb_agg(to_jsonb(w) ORDER BY organisation_id) FROM memberships w WHERE w.member_id = m.id)) ORDER BY id) FROM members m),
  'log', (SELECT count(*) FROM audit_log WHERE type <> 'read')) AS all`;

const snapshot = async (world: Throng): Promise<Snapshot> =>
  (await world.database.pool.query<{ all: Snapshot }>(SNAPSHOT)).rows[0]?.all as Snapshot;

let turns = 0;

/** Carries it out and judges it. */
export async function judge(world: Throng, action: Action): Promise<Judged> {
  const before = await snapshot(world);
  const reply = await carryOut(world, action);
  const after = await snapshot(world);
  const changes = changesOf(world, before, after, action);
  const everybody = JSON.stringify([reply.replace, reply.posts]);
  const readers = action.group ?? [action.who];
  return {
    faults: [
      ...changes.filter((each) => !each.may).map(({ what }) => `${action.who} changed: ${what}`),
      ...answerFaults(world, before, after, everybody, readers, action),
      ...answerFaults(world, before, after, reply.word ?? '', [action.who], action),
    ],
    changed: changes.map(({ what }) => what.split(' ')[0] ?? ''),
    answer: JSON.stringify(reply),
  };
}

/** Carries it out and no more. */
export async function carryOut(world: Pick<Throng, 'tick' | 'dispatch'>, action: Action): Promise<Reply> {
  world.tick();
  return world.dispatch(incomingOf(action), async () =>
    (action.group ?? []).map((objectId) => ({ tenantId: TENANT, objectId })),
  );
}

function incomingOf({ who, group, text, verb = '', data }: Action): Incoming {
  const base = {
    id: `turn-${(turns += 1)}`,
    from: { tenantId: TENANT, objectId: who, channelUserId: `29:${who}`, name: mark('Caller') },
    place: {
      conversationId: group ? `19:${group.join('-')}` : `a:${who}`,
      kind: group ? ('group' as const) : ('personal' as const),
      ...{ tenantId: TENANT, serviceUrl: 'http://127.0.0.1/', botId: 'bot' },
    },
    locale: 'nl-NL',
  };
  return text === undefined
    ? { ...base, kind: 'press', verb, data, cardId: null, via: 'execute' }
    : { ...base, kind: 'message', text };
}

interface Change {
  readonly what: string;
  readonly may: boolean;
}

// These ask for something that is judged by how the case stands now, whatever it was when the form was made.
const JUDGED_ANEW: ReadonlySet<string> = new Set(['share_save', 'holder_save']);

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

function changesOf(world: Throng, before: Snapshot, after: Snapshot, { who, data, verb }: Action): readonly Change[] {
  const found: Change[] = [];
  for (const row of after.cases) {
    const known = world.cases.find((each) => each.id === row.id);
    const old = before.cases.find((each) => each.id === row.id);
    if (!known || !old) {
      if (!old) found.push({ what: 'opened a case', may: mayOpen(world, who) });
      continue;
    }
    const tie = tieNow(world, before, who, known);
    const mine = caseChanges(known, old, row, tie);
    // What was so already, said once more, changes no more than the log.
    if (mine.length === 0 && row.version !== old.version) mine.push({ what: 'again', may: tie !== null });
    const parts = (all: Snapshot) => all.parts.filter((each) => each.case_id === row.id);
    if (differs(parts(before), parts(after))) mine.push({ what: 'shared', may: leads(known, tie) && all(known, tie) });
    else if (mine.length > 0 && !JUDGED_ANEW.has(verb ?? '') && Number(data?.['v']) !== old.version) {
      found.push({ what: 'by a stale card', may: false });
    }
    found.push(...mine);
  }
  if (after.cases.length < before.cases.length) found.push({ what: 'removed a case', may: false });
  if (differs(before.links, after.links)) found.push({ what: 'linked', may: mayLink(world, before, after, who) });
  found.push(...memberChanges(world, before, after, who));
  // What everybody may set for themselves is in the log and nowhere else that is looked at here.
  const own = verb === 'day_off' || verb === 'settings_save';
  if (found.length === 0 && before.log !== after.log && !own) found.push({ what: 'log grew', may: false });
  return found;
}

function caseChanges({ plan }: Known, { state: a }: Row, { state: b }: Row, tie: Tie | null): Change[] {
  const known = { plan };
  const found: Change[] = [];
  const steps = new Set(
    [...a.done, ...b.done].map(({ step }) => step).concat(Object.keys({ ...a.ticked, ...b.ticked })),
  );
  for (const id of steps) {
    const of = ({ done, ticked }: CaseState) => [done.filter((each) => each.step === id), ticked[id]];
    const responsible = plan.steps.get(id)?.responsible ?? [];
    const own = roleIds(plan.protocol, tie).some((role) => responsible.includes(role));
    if (differs(of(a), of(b))) found.push({ what: `step ${id}`, may: tie !== null && (leads(known, tie) || own) });
  }
  for (const id of Object.keys({ ...a.facts, ...b.facts })) {
    const listed = rolesOf(plan.protocol, tie).some(({ sees }) => sees.facts === 'all' || sees.facts.includes(id));
    const may = tie !== null && (listed || (leads(known, tie) && all(known, tie)));
    if (a.facts[id] !== b.facts[id]) found.push({ what: `fact ${id}`, may });
  }
  if (differs(a.hold, b.hold)) found.push({ what: 'hold', may: leads(known, tie) });
  if (differs(a.closed, b.closed)) found.push({ what: 'closing', may: leads(known, tie) });
  if (differs(a.informed, b.informed)) found.push({ what: 'informed', may: tie !== null && !landlord(known, tie) });
  return found;
}

// Only oneself is away; people are managed by the beheerder of their organisation.
function memberChanges(world: Throng, before: Snapshot, after: Snapshot, who: string): readonly Change[] {
  const self = world.members.get(who)?.id;
  const work = world.members.get(who)?.memberships[0]?.organisation.id ?? '-';
  const manages = BODIES[who]?.functions?.includes('beheerder') === true;
  const changed = [...after.members, ...before.members].filter(({ id }) => {
    const of = (all: Snapshot) => all.members.find((each) => each.id === id);
    return differs(of(before), of(after));
  });
  return changed.map((each) => ({
    what: 'person',
    may: each.id === self || (manages && JSON.stringify(each).includes(work)),
  }));
}

type Planned = Pick<Known, 'plan'>;

/** The roles that the agreements give these words. */
export function rolesOf(protocol: Protocol, tie: Tie | null) {
  const words = tie?.roles ?? [];
  return Object.values(protocol.roles).filter((role) =>
    [role.id, role.title, ...role.aliases].some((name) => words.includes(name.toLowerCase())),
  );
}
const roleIds = (protocol: Protocol, tie: Tie | null): readonly string[] => rolesOf(protocol, tie).map(({ id }) => id);
export const landlord = ({ plan }: Planned, tie: Tie | null): boolean => {
  const roles = rolesOf(plan.protocol, tie);
  return roles.length > 0 && roles.every((role) => role.landlord);
};
export const leads = (known: Planned, tie: Tie | null): boolean => tie !== null && tie.leads && !landlord(known, tie);
export const all = ({ plan }: Planned, tie: Tie | null): boolean =>
  rolesOf(plan.protocol, tie).some(({ sees }) => sees.steps === 'all' && sees.facts === 'all');

// Who was let in or out by an earlier turn stands as the rows say; nobody is made to lead by it.
function tieNow(world: Throng, now: Snapshot, who: string, known: Known): Tie | null {
  const first = tieOf(who, known.name);
  const id = world.members.get(who)?.id;
  const there = now.parts.some((each) => each.case_id === known.id && each.member_id === id);
  if (there) return first ?? { roles: BODIES[who]?.roles ?? [], leads: false };
  const joined = BODIES[who]?.joins?.[known.name] !== undefined;
  return joined ? null : first;
}

function mayOpen(world: Throng, who: string): boolean {
  const { roles = [], region = 'haarlemmermeer' } = BODIES[who] ?? {};
  const protocol = world.deps.protocols.current.get(region);
  const tie = { roles, leads: false };
  return protocol !== undefined && rolesOf(protocol, tie).some((each) => each.sees.steps === 'all' && !each.landlord);
}

function mayLink(world: Throng, before: Snapshot, after: Snapshot, who: string): boolean {
  const [link] = [...after.links, ...before.links].filter(
    (each) => !(before.links.some((b) => !differs(b, each)) && after.links.some((a) => !differs(a, each))),
  );
  const known = world.cases.find((each) => each.id === link?.case_id);
  if (known) return leads(known, tieNow(world, before, who, known));
  return (
    BODIES[who]?.functions?.includes('coordinator') === true &&
    (BODIES[who].region ?? 'haarlemmermeer') === link?.region
  );
}

const KINDS: readonly CardKind[] = ['case', 'closing', 'team', 'sharing', 'sheet'];
const KIND_OF: Readonly<Record<string, readonly CardKind[]>> = {
  close: ['closing'],
  close_save: ['closing'],
  ...Object.fromEntries(['team', 'share', 'share_save', 'unshare'].map((verb) => [verb, ['team', 'sharing'] as const])),
  sheet: ['sheet'],
  sheet_print: ['sheet'],
  // Who can be asked to take the case over is chosen by name, as who can take part is.
  holder: ['team'],
  holder_save: ['team'],
};
const kindsOf = ({ verb, text }: Action): readonly CardKind[] =>
  text === undefined
    ? ['case', ...(KIND_OF[verb ?? ''] ?? [])]
    : /sluit|heropen/.test(text)
      ? ['case', 'closing']
      : ['case'];

function answerFaults(
  world: Throng,
  before: Snapshot,
  after: Snapshot,
  answer: string,
  readers: readonly string[],
  action: Action,
): readonly string[] {
  const said = JSON.stringify([action.text, action.data]);
  const typed = new Set([...marksIn(said), ...datesIn(said)]);
  const faults: string[] = [];
  let left: ReadonlySet<string> | null = null;
  const keep = (found: readonly string[]): void => {
    left = left === null ? new Set(found) : new Set([...left].filter((each) => found.includes(each)));
  };
  for (const known of world.cases) {
    const row = after.cases.find((each) => each.id === known.id);
    const ties = readers.map((who) => tieNow(world, after, who, known) ?? tieNow(world, before, who, known));
    const hidden = ties.some((tie) => tie === null);
    const own = [known.code, known.id, mark('Pseudonym', known.name), mark('Hold', known.name)];
    if (hidden) faults.push(...own.filter((each) => answer.includes(each) && !said.includes(each)));
    if (hidden || !row) continue;
    const people = ties.map((tie) => [...roleIds(known.plan.protocol, tie), '-']);
    // In a group of one the card is for everybody all the same.
    const eyes: Eyes = { name: readers.join(), people: action.group ? [...people, ...people] : people };
    const whole = aView(known.plan, row.state, '2026-03-10T09:00:00.000Z', { pseudonym: row.pseudonym, id: known.id });
    for (const kind of kindsOf(action).filter((each) => KINDS.includes(each)))
      keep(strays(answer, whole, eyes, kind).strays);
  }
  // Who stands to no case here can be shown no word of any, but for the agreements when they open one.
  if (left === null) keep([...marksIn(answer)]);
  const general = /^open/.test(action.verb ?? '') || /openen/.test(action.text ?? '');
  // Who can stand in, and who works for the organisation that one manages.
  const about = action.group === null && /^(people|person|away|mensen|afwezig)/.test(action.verb ?? action.text ?? '');
  const rest = [...(left ?? [])].filter(
    (each) => !typed.has(each) && !(general && isGeneral(each)) && !(about && /^QzName/.test(each)),
  );
  return [...faults, ...rest].map((what) => `${readers.join()} were shown: ${what}`);
}

// Opening a case shows routes, what is asked, and its first steps.
const isGeneral = (each: string): boolean => each === ROUTE || /^Qz(Route|Fact|Option|Step|Phase|Outcome)/.test(each);
