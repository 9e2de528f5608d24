/** A closed case with a canary in every field that can hold words or values, and the people around it. */
import { composeDeps } from '../../src/compose.ts';
import type { CaseState, Effect } from '../../src/domain/cases.ts';
import type { By, Deps, Member } from '../../src/usecases/ports.ts';
import type { TestDatabase } from './database.ts';
import { moved, raised } from './signals.ts';

/** Everybody who may carry out privacy rights, by tenant and object id. */
export const ADMIN = { tenantId: 'tenant-a', objectId: 'admin' };
const OPENED = '2026-03-10T09:00:00.000Z';
export const CLOSED = '2026-04-10T21:59:00.000Z';

/** What must be in an export, and nowhere once the case is erased. */
export const CANARIES = [
  ...['PSEUDO-7Q', '2031-07-13', 'FACT-8X', 'FACT-OLD-9Y', 'HOLD-1A', 'CLOSE-2B', 'REOPEN-3C', 'GROUND-4D'],
  ...['SHARE-5E', 'UNSHARE-6F', 'TOLD-7G', 'NOT-TOLD-8H', 'KEPT-9J', 'CHANNEL-1K', 'CHAT-2L', 'SIGNAL-1M', 'SIGNAL-2N'],
  ...['HAND-NO-6Q', 'PRF-REMIND-1P', 'CHAT-2Q'],
];

const informed = { by: 'colleague', on: '2026-03-11', how: 'exception', ground: 'GROUND-4D' } as const;

/** The state of the case; `closed` null while it still runs. */
export const canaryState = (closed: CaseState['closed']): CaseState => ({
  facts: { sleuteldatum: '2031-07-13', hoogRisico: true, groep: 'jong', notitie: 'FACT-8X' },
  done: [
    { step: 'woningnet', on: '2026-03-12', at: OPENED, outcome: null, tasks: ['criteria'] },
    { step: 'toetsing', on: '2026-03-13', at: OPENED, outcome: 'voldoet', tasks: [] },
  ],
  ticked: { woningnet: ['hulp'] },
  hold: { since: OPENED, reason: 'HOLD-1A' },
  closed,
  informed: [informed],
  handover: {
    ...{ id: 'OFFER-3M', by: null, to: { member: 'ASKED-4N', organisation: 'ORG-5P' } },
    ...{ start: '2031-08-14', until: null, offeredOn: '2026-03-12' },
  },
});

/** The deps on a database, with the clock at hand and one administrator. Protocol: proef.yaml. */
export async function privacyDeps(database: TestDatabase, now: () => string): Promise<Deps> {
  const deps = await composeDeps(database, { now }, 'test/support');
  return { ...deps, administrators: new Set([`${ADMIN.tenantId}/${ADMIN.objectId}`]) };
}

export interface People {
  readonly anna: Member;
  readonly cor: Member;
  readonly admin: Member;
  readonly care: string;
  readonly landlord: string;
}

/** A begeleider, a consulent and an administrator, each in an organisation. */
export async function privacyPeople(deps: Deps): Promise<People> {
  const { members, organisations } = deps.uow.stores;
  const care = await organisations.put({ name: 'De Zorg', kind: 'zorgaanbieder', region: 'proef' });
  const landlord = await organisations.put({ name: 'Woonfijn', kind: 'woningcorporatie', region: 'proef' });
  const put = async (objectId: string, displayName: string, organisationId: string, role: string): Promise<Member> => {
    const memberships = [{ organisationId, roles: [role], functions: [] }];
    const member = await members.put({ tenantId: 'tenant-a', objectId, displayName, memberships }, null);
    if (!member) throw new Error('made twice');
    return member;
  };
  return {
    ...{ care: care.id, landlord: landlord.id },
    anna: await put('anna', 'Anna Naam', care.id, 'begeleider'),
    cor: await put('cor', 'Cor Naam', landlord.id, 'corporatie'),
    admin: await put(ADMIN.objectId, 'Ada Beheer', care.id, 'gemeente'),
  };
}

/** A case full of canaries, closed or still open. Answers its id and code. */
export async function canaryCase(
  deps: Deps,
  people: People,
  id: string,
  parts: { readonly closed?: CaseState['closed'] } = {},
): Promise<{ readonly id: string; readonly code: string }> {
  const { anna, cor, care, landlord } = people;
  const { cases, turns, audit, signals, reminders, outbox } = deps.uow.stores;
  const closed = parts.closed === undefined ? { at: CLOSED, ending: 'eigen', reason: 'CLOSE-2B' } : parts.closed;
  const proef = deps.protocols.current.get('proef');
  const effects = effectsOf(id, people);
  const { code } = await cases.open({
    ...{ id, prefix: 'PRF', year: 2026, protocolId: 'proef', protocolVersion: proef?.version ?? '', route: 'A' },
    ...{ pseudonym: 'PSEUDO-7Q', openedAt: OPENED, openedBy: anna.id, state: canaryState(null), nextDue: null },
    log: [{ effect: effects.opened, at: OPENED, memberId: anna.id }],
  });
  await cases.join({ caseId: id, memberId: anna.id, organisationId: care, casushouder: true });
  await cases.join({ caseId: id, memberId: cor.id, organisationId: landlord, casushouder: false });
  const { opened: _, ...rest } = effects;
  const log = Object.values<Effect>(rest).map((effect) => ({ effect, at: CLOSED, memberId: anna.id }));
  await cases.save(id, 1, canaryState(closed), '2026-05-01', log);
  await turns.link({ conversationId: `CHANNEL-1K ${id}`, caseId: id, region: null }, anna.id, OPENED);
  await turns.setCurrent({ tenantId: 'tenant-a', objectId: 'x', conversationId: `CHAT-2L ${id}` }, id);
  const read = { at: CLOSED, memberId: cor.id, behalfOf: anna.id, caseId: id, type: 'read', effect: { what: 'next' } };
  await audit.add([{ id: `read:${id}`, ...read }]);
  const words = { seen: 'SIGNAL-1M', severity: 'ernstig' } as const;
  const state = moved(raised('overlast', { ...words, memberId: cor.id, organisationId: landlord }), { move: 'take' });
  const said = { dueAt: OPENED, markedAt: OPENED, via: 'message', messages: [`message of ${id}`] } as const;
  const subject = 'toetsing:PRF-REMIND-1P';
  await reminders.mark([{ id: `mark of ${id}`, caseId: id, region: 'proef', subject, day: '2029-08-17', ...said }]);
  const to = { kind: 'conversation', conversationId: `CHAT-2Q ${id}` } as const;
  await outbox.add([{ id: `message of ${id}`, kind: 'term', about: {}, to, dueAt: OPENED, caseId: id }]);
  const signal = { id: `signal of ${id}`, caseId: id, version: 1, raisedAt: OPENED };
  await signals.add({ ...signal, state: moved(state, { move: 'finish', words: 'SIGNAL-2N' }) }, null);
  return { id, code };
}

/** One line of each type, so that a new type of effect has to be thought of here. */
function effectsOf(id: string, { cor, landlord }: People): { [T in Effect['type']]: Extract<Effect, { type: T }> } {
  const step = 'woningnet';
  const member = cor.id;
  const organisation = landlord;
  const handover = { offer: 'o', member, organisation, start: '2026-03-20', until: '2026-06-20' };
  return {
    opened: { id: `${id}:1`, type: 'opened', route: 'A' },
    step_completed: { id: `${id}:2`, type: 'step_completed', step: 'toetsing', on: '2026-03-12', outcome: 'voldoet' },
    step_undone: { id: `${id}:3`, type: 'step_undone', step },
    tasks_ticked: { id: `${id}:4`, type: 'tasks_ticked', step, tasks: ['criteria'] },
    fact_changed: { id: `${id}:5`, type: 'fact_changed', fact: 'notitie', from: 'FACT-OLD-9Y', to: 'FACT-8X' },
    held: { id: `${id}:6`, type: 'held', reason: 'HOLD-1A' },
    resumed: { id: `${id}:7`, type: 'resumed' },
    closed: { id: `${id}:8`, type: 'closed', ending: 'eigen', reason: 'CLOSE-2B' },
    reopened: { id: `${id}:9`, type: 'reopened', reason: 'REOPEN-3C' },
    informed: { id: `${id}:10`, type: 'informed', ...informed },
    told: { id: `${id}:11`, type: 'told', step, with: ['gemeente'], what: 'TOLD-7G' },
    not_told: { id: `${id}:12`, type: 'not_told', step, with: ['woningcorporatie'], what: 'NOT-TOLD-8H' },
    shared: { id: `${id}:13`, type: 'shared', organisation, sees: ['woningcorporatie'], why: 'SHARE-5E' },
    unshared: { id: `${id}:14`, type: 'unshared', organisation, why: 'UNSHARE-6F' },
    joined: { id: `${id}:15`, type: 'joined', member, organisation, casushouder: false },
    left: { id: `${id}:16`, type: 'left', member, organisation, casushouder: true },
    words_kept: { id: `${id}:17`, type: 'words_kept', kinds: ['name'], why: 'KEPT-9J' },
    decided: {
      ...{ id: `${id}:21`, type: 'decided', decision: `${id}:b2`, number: 2, step: 'toetsing', outcome: 'voldoet' },
      ...{ supersedes: 1, witnesses: [member] },
    },
    handover_offered: { id: `${id}:21`, type: 'handover_offered', ...handover },
    handover_accepted: { id: `${id}:22`, type: 'handover_accepted', ...handover },
    handover_refused: { id: `${id}:23`, type: 'handover_refused', offer: 'o', member, reason: 'HAND-NO-6Q' },
    handover_withdrawn: { id: `${id}:24`, type: 'handover_withdrawn', offer: 'o', member },
    moved: { id: `${id}:20`, type: 'moved', from: 'v1', to: 'v2' },
    step_opened: { id: `${id}:18`, type: 'step_opened', step },
    term_moved: { id: `${id}:19`, type: 'term_moved', step, from: '2026-03-01', to: null },
  };
}

/** Who has the command line and database. */
export const OPERATOR: By = { memberId: null, administrator: true, memberships: [] };
export const asAdmin = ({ admin }: People): By => ({
  ...{ memberId: admin.id, administrator: true, memberships: admin.memberships },
});
/** Everybody who works on a case, and whoever manages people, is refused. */
export const asMember = (member: Member): By => ({
  ...{ memberId: member.id, administrator: false },
  memberships: member.memberships.map((each) => ({ ...each, functions: ['beheerder', 'coordinator'] })),
});

/** Everything in the database, table by table, as text. */
export async function everything(database: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const tables = await database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await database.pool.query<{ text: string }>(
      `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text AS text FROM "${name}" t`,
    );
    found[name] = rows[0]?.text ?? '';
  }
  return found;
}
