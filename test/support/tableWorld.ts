/**
 * Tables with everybody around them, on the real dispatch: who leads, who sits there, who comes for the last part, who
 * takes part in a case and not in its table, and strangers. Made straight in the stores, as often as a test wants.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { cardRenderer, composeDeps, ROOT } from '../../src/compose.ts';
import { readInterpreter } from '../../src/content/intents.ts';
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import { evaluate, planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';
import { tableOf } from '../../src/domain/tables/table.ts';
import { createDispatch } from '../../src/teams/routes.ts';
import { openBallot } from '../../src/usecases/openBallot.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { mark } from './canaries.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { aMember } from './people.ts';
import { TENANT, type Throng } from './throng.ts';
import { allFacts, played } from './views.ts';

const NOW = '2026-03-10T09:00:00.000Z';

interface Body {
  readonly role: string;
  readonly organisation: string;
  readonly region: string;
  /** Takes part in the case of the region; holds: is casushouder. */
  readonly inCase?: 'joins' | 'holds';
  /** Is invited to its table; leads: is its chair. */
  readonly atTable?: 'sits' | 'leads';
}
const [HLM, NOP, WF] = ['haarlemmermeer', 'noordoostpolder', 'westfriesland'] as const;

/** Everybody. */
export const GUESTS: Readonly<Record<string, Body>> = {
  gerda: { role: 'gemeente', organisation: 'Gemeente', region: HLM, inCase: 'joins', atTable: 'leads' },
  bram: { role: 'begeleider', organisation: 'De Brug', region: HLM, inCase: 'holds', atTable: 'sits' },
  // Works for an organisation at the table and was not asked herself.
  bea: { role: 'begeleider', organisation: 'De Brug', region: HLM },
  karin: { role: 'begeleider', organisation: 'Kans', region: HLM, atTable: 'sits' },
  wim: { role: 'woningcorporatie', organisation: 'Woonrijk', region: HLM, inCase: 'joins', atTable: 'sits' },
  // Takes part in the case and sits at no table of it.
  wijk: { role: 'wijkteam', organisation: 'Wijkteam', region: HLM, inCase: 'joins' },
  elders: { role: 'begeleider', organisation: 'Elders', region: HLM },
  nora: { role: 'begeleider', organisation: 'Polderzorg', region: NOP, inCase: 'holds', atTable: 'leads' },
  kees: { role: 'klantmanager wmo', organisation: 'Gemeente NOP', region: NOP, inCase: 'joins', atTable: 'sits' },
  // Comes for the last part alone.
  mees: { role: 'mercatus', organisation: 'Mercatus', region: NOP, inCase: 'joins', atTable: 'sits' },
  // No table at all: they decide together.
  anna: { role: 'begeleider', organisation: 'West Zorg', region: WF, inCase: 'holds' },
  bo: { role: 'uitstroomcoordinator', organisation: 'West', region: WF, inCase: 'joins' },
  // Takes part in the case and decides nothing.
  cor: { role: 'woningcorporatie', organisation: 'West Wonen', region: WF, inCase: 'joins' },
};
export const ALL_GUESTS = [...Object.keys(GUESTS), 'stranger'];

/** A case with its table, if any. */
export interface Laid {
  readonly region: string;
  readonly caseId: string;
  readonly code: string;
  readonly plan: Plan;
  /** The step that is decided. */
  readonly step: string;
  readonly meetingId: string | null;
  readonly ballotId: string | null;
}

export interface TableWorld extends Pick<Throng, 'tick' | 'dispatch'> {
  readonly database: TestDatabase;
  readonly deps: Deps;
  readonly members: ReadonlyMap<string, Member>;
  readonly faults: unknown[];
  /** Fresh cases and meetings, one of each region. */
  lay(): Promise<readonly Laid[]>;
  close(): Promise<void>;
}

const STEPS: Readonly<Record<string, readonly [route: string, step: string]>> = {
  [HLM]: ['C', 'uitstroomtafel'],
  [NOP]: ['standaard', 'uitstroomtafel_2'],
  [WF]: ['standaard', 'contractvorm'],
};

/** Makes the world. */
export async function tableWorld(): Promise<TableWorld> {
  const database = await testDatabase();
  let now = Date.parse(NOW);
  const deps = await composeDeps(database, { now: () => new Date(now).toISOString() });
  const members = new Map<string, Member>();
  for (const [objectId, { role, organisation, region }] of Object.entries(GUESTS)) {
    const person = { tenantId: TENANT, objectId, name: `Naam ${objectId}` };
    members.set(objectId, await aMember(deps.uow.stores, person, [role], { organisation, regions: [region] }));
  }
  const faults: unknown[] = [];
  const dispatch = createDispatch({
    ...{ deps, interpret: readInterpreter(join(ROOT, 'content')), render: cardRenderer(), local: null, contact: null },
    ...{ mails: false, onFault: (_id: string, fault: unknown) => void faults.push(fault) },
  });
  const states = new Map(Object.keys(STEPS).map((region) => [region, stateAt(deps, region)]));
  return {
    ...{ database, deps, members, faults, dispatch },
    tick: () => void (now += 2000),
    lay: async () => {
      const sets: Laid[] = [];
      for (const [region, state] of states) sets.push(await aSet(deps, members, region, state));
      return sets;
    },
    close: () => database.close(),
  };
}

// Where its decision is up.
function stateAt({ protocols }: Deps, region: string): CaseState {
  const protocol = protocols.current.get(region);
  const [route, step] = STEPS[region] ?? ['', ''];
  if (!protocol) throw new Error(`No agreements of ${region}`);
  const informed = [{ by: 'recorder', on: '2026-03-01', how: 'conversation', ground: null }] as const;
  const facts = { ...allFacts(protocol), ...(region === NOP ? { wensAndersDanUitstroom: false } : {}) };
  const found = played(protocol, route, 60, { ...newCaseState, informed: [...informed], facts }).find((each) =>
    evaluate(planOf(protocol, route), each, NOW).steps.some((s) => s.step.id === step && s.status === 'open'),
  );
  if (!found) throw new Error(`${step} never opens`);
  return found;
}

async function aSet(deps: Deps, members: ReadonlyMap<string, Member>, region: string, state: CaseState): Promise<Laid> {
  const { stores } = deps.uow;
  const protocol = deps.protocols.current.get(region);
  const [route, step] = STEPS[region] ?? ['', ''];
  if (!protocol) throw new Error(`No agreements of ${region}`);
  const plan = planOf(protocol, route);
  const of = (each: keyof Body) => Object.entries(GUESTS).filter(([, body]) => body.region === region && body[each]);
  const idsOf = (who: string) => {
    const member = members.get(who);
    return { memberId: member?.id ?? '', organisationId: member?.memberships[0]?.organisation.id ?? '' };
  };
  const { id: caseId, code } = await stores.cases.open({
    ...{ id: randomUUID(), prefix: protocol.casePrefix, year: 2026, protocolId: region, route, state },
    ...{ protocolVersion: protocol.version, pseudonym: mark('Pseudonym', region), openedAt: NOW },
    ...{ openedBy: idsOf(of('inCase')[0]?.[0] ?? '').memberId, nextDue: null, log: [] },
  });
  for (const [who, { inCase }] of of('inCase'))
    await stores.cases.join({ caseId, ...idsOf(who), casushouder: inCase === 'holds' });
  const people = of('atTable').map(([who]) => idsOf(who));
  const chairId = idsOf(of('atTable').find(([, body]) => body.atTable === 'leads')?.[0] ?? '').memberId;
  const table = tableOf(plan, step);
  if (!table) return { region, caseId, code, plan, step, meetingId: null, ballotId: null };
  const meetingId = randomUUID();
  // One that runs, and one that is to come.
  for (const [id, state] of [
    [meetingId, 'running'],
    [randomUUID(), 'planned'],
  ] as const) {
    const runs = state === 'running';
    await stores.meetings.add({
      ...{ id, region, startsAt: NOW, minutes: 60, lastPartAt: null, place: 'Raadhuis', link: '', people },
      ...{ chairId, plannedBy: chairId, secretaryId: null, hidden: false, state, sequence: 0, version: 1 },
      rooms: { 1: runs ? `19:${region}` : null, 2: null },
      items: table.parts.map((part) => ({
        ...{ id: randomUUID(), caseId, step: part.step.id, part: part.number, client: 'present', carriedFrom: null },
        state: runs && part.number === 1 ? 'open' : 'waiting',
      })),
      seats: [...new Set(people.map((each) => each.organisationId))].map((organisationId) => ({
        ...{ organisationId, presence: runs ? 'present' : 'expected' },
      })),
    });
  }
  const chair = [...members.values()].find(({ id }) => id === chairId);
  const opened = chair && (await openBallot(deps, { meetingId, by: chair }));
  const ballotId = opened?.kind === 'opened' ? opened.ballot.id : null;
  return { region, caseId, code, plan, step, meetingId, ballotId };
}
