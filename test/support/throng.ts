/**
 * Cases full of canaries and everybody who can come near them, on the real dispatch; and what each may do and see,
 * written from the sentences of the policy. Never calls the policy of src.
 */
import { join } from 'node:path';
import { cardRenderer, composeDeps, ROOT } from '../../src/compose.ts';
import type { CaseState, Effect } from '../../src/domain/cases.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import type { Plan } from '../../src/domain/protocol/evaluate.ts';
import type { Dispatch } from '../../src/teams/incoming.ts';
import { readInterpreter } from '../../src/content/intents.ts';
import { createDispatch } from '../../src/teams/routes.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { DAYS, mark, markedPlan, ROUTE, stages, WORDS } from './canaries.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { aMember } from './people.ts';
import { realProtocols } from './views.ts';

const interpret = readInterpreter(join(ROOT, 'content'));
export const TENANT = 'tenant-a';
const NOW = '2026-03-10T09:00:00.000Z';

/** How somebody stands to a case. */
export interface Tie {
  /** Words of roles. */
  readonly roles: readonly string[];
  /** Is the casushouder, or coordinates for an organisation that takes part, or stands in for who is. */
  readonly leads: boolean;
}
type CaseName = 'begun' | 'half' | 'held' | 'shut' | 'elsewhere';
interface Body {
  readonly roles: readonly string[];
  readonly region?: string;
  readonly organisation?: string;
  readonly functions?: readonly string[];
  /** Stored as a participant. */
  readonly joins?: Partial<Record<CaseName, 'holds' | 'joins'>>;
  /** What follows from the world as a whole, such as standing in for a colleague. */
  readonly ties?: Partial<Record<CaseName, Tie>>;
}
const tie = (role: string, leads = false): Tie => ({ roles: [role], leads });
const care = { roles: ['begeleider'], organisation: 'De Brug' };

/** Everybody. Who has no line about a case has nothing to do with it. */
export const BODIES: Readonly<Record<string, Body>> = {
  anna: { ...care, joins: { begun: 'holds', held: 'holds', shut: 'holds' } },
  bram: { ...care, joins: { half: 'holds', begun: 'joins' } },
  gemeente: { roles: ['gemeente'], organisation: 'Gemeente', joins: { begun: 'joins', half: 'joins' } },
  corporatie: { roles: ['woningcorporatie'], joins: { begun: 'joins', held: 'joins', shut: 'joins' } },
  wijkteam: { roles: ['wijkteam'], joins: { begun: 'joins', half: 'joins' } },
  uitstroomtafel: { roles: ['uitstroomtafel'], joins: { half: 'joins' } },
  reclassering: { roles: ['reclassering'], joins: { begun: 'joins', held: 'joins' } },
  bakker: { roles: ['bakker'], joins: { begun: 'joins' } },
  coordinator: {
    ...{ roles: ['gemeente'], organisation: 'Gemeente', functions: ['coordinator'] },
    ties: { begun: tie('gemeente', true), half: tie('gemeente', true) },
  },
  corporatieCoordinator: {
    ...{ roles: ['woningcorporatie'], organisation: 'woningcorporatie', functions: ['coordinator'] },
    ties: {
      begun: tie('woningcorporatie', true),
      held: tie('woningcorporatie', true),
      shut: tie('woningcorporatie', true),
    },
  },
  otherCoordinator: { roles: ['gemeente'], organisation: 'Elders', functions: ['coordinator'] },
  // Stands in for Anna these days.
  deputy: {
    ...care,
    ties: { begun: tie('begeleider', true), held: tie('begeleider', true), shut: tie('begeleider', true) },
  },
  // Stood in for Bram, until yesterday.
  lateDeputy: care,
  colleague: care,
  beheerder: { ...care, functions: ['beheerder'] },
  left: { ...care, joins: { begun: 'joins', half: 'joins' } },
  zutphen: { roles: ['begeleider'], region: 'zutphen', organisation: 'Zutphen Zorg', joins: { elsewhere: 'holds' } },
};
const STRANGER = 'stranger';
export const EVERYBODY = [...Object.keys(BODIES), STRANGER];

/** A case of the world. */
export interface Known {
  readonly name: CaseName;
  readonly id: string;
  readonly code: string;
  readonly plan: Plan;
}

export interface Throng {
  readonly database: TestDatabase;
  readonly deps: Deps;
  readonly dispatch: Dispatch;
  readonly cases: readonly Known[];
  readonly members: ReadonlyMap<string, Member>;
  readonly faults: unknown[];
  /** Moves the clock on, so that nobody is too fast. */
  tick(): void;
  /** As it was when it was made, but for the log. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** How somebody stands to a case; null: they have nothing to do with it. */
export function tieOf(who: string, name: CaseName): Tie | null {
  const body = BODIES[who];
  if (!body || who === 'left') return null;
  const joined = body.joins?.[name];
  return joined ? { roles: body.roles, leads: joined === 'holds' } : (body.ties?.[name] ?? null);
}

/** Makes the world. */
export async function throng(onFault?: (id: string, fault: unknown, where: string) => void): Promise<Throng> {
  const database = await testDatabase();
  let now = Date.parse(NOW);
  const real = await composeDeps(database, { now: () => new Date(now).toISOString() });
  const plans = new Map([...realProtocols().values()].map((each) => [each.id, markedPlan(each, firstRoute(each))]));
  const of = (id: string): Plan => plans.get(id) as Plan;
  const current = new Map([...plans].map(([id, plan]) => [id, plan.protocol]));
  const deps: Deps = {
    ...real,
    protocols: { ...real.protocols, current, ofCase: async (c) => of(c.protocolId).protocol },
  };
  const members = await people(deps);
  const cases = await openCases(deps, of, members);
  const { stores } = deps.uow;
  const idOf = (who: string): string => members.get(who)?.id ?? '';
  await stores.members.setAway(idOf('anna'), { from: '2026-03-01', until: '2026-03-20', deputyId: idOf('deputy') });
  await stores.members.setAway(idOf('bram'), { from: '2026-03-01', until: '2026-03-09', deputyId: idOf('lateDeputy') });
  await stores.members.leave(idOf('left'), '2026-03-09');
  const faults: unknown[] = [];
  const dispatch = createDispatch({
    ...{ deps, interpret, render: cardRenderer(), local: null, contact: null, mails: false },
    onFault: (id, fault, where) => {
      faults.push(fault);
      onFault?.(id, fault, where);
    },
  });
  const restore = await keep(database);
  return {
    database,
    deps,
    dispatch,
    cases,
    members,
    faults,
    tick: () => void (now += 2000),
    restore,
    close: () => database.close(),
  };
}

const firstRoute = (protocol: Protocol): string => Object.keys(protocol.routes)[0] ?? '';

async function people({ uow }: Deps): Promise<ReadonlyMap<string, Member>> {
  const members = new Map<string, Member>();
  for (const [objectId, body] of Object.entries(BODIES)) {
    const { region = 'haarlemmermeer', functions = [], organisation = body.roles[0] ?? '' } = body;
    const name = Object.values(body.joins ?? {}).includes('holds') ? WORDS.holder : WORDS.others;
    const person = { tenantId: TENANT, objectId, name };
    members.set(
      objectId,
      await aMember(uow.stores, person, body.roles, { organisation, regions: [region], functions }),
    );
  }
  return members;
}

const past = { yes: true, past: true };
const ahead = { yes: false, past: false };
// Region, which stage of it, how it is filled.
const CASES: Readonly<Record<CaseName, readonly [string, string, typeof past]>> = {
  begun: ['haarlemmermeer', 'begun', ahead],
  half: ['haarlemmermeer', 'along 0', past],
  held: ['haarlemmermeer', 'on hold', ahead],
  shut: ['haarlemmermeer', 'closed', past],
  elsewhere: ['zutphen', 'begun', past],
};

async function openCases(deps: Deps, of: (id: string) => Plan, members: ReadonlyMap<string, Member>) {
  const { cases } = deps.uow.stores;
  const made: Known[] = [];
  for (const [name, [region, stage, filling]] of Object.entries(CASES) as [CaseName, (typeof CASES)[CaseName]][]) {
    const plan = of(region);
    const found = stages(plan, filling, 1).find(([each]) => each === stage)?.[1];
    if (!found) throw new Error(`No stage ${stage}`);
    const state: CaseState = { ...found, hold: found.hold && { ...found.hold, reason: mark('Hold', name) } };
    const { code, id } = await cases.open({
      ...{ id: `id-of-${name}`, prefix: plan.protocol.casePrefix, year: 2026, protocolId: region },
      ...{ protocolVersion: realVersion(deps, region), route: ROUTE, pseudonym: mark('Pseudonym', name), state },
      ...{ openedAt: NOW, openedBy: members.get('anna')?.id ?? '', nextDue: null, log: logOf(name) },
    });
    made.push({ name, id, code, plan });
    for (const [who, { joins }] of Object.entries(BODIES)) {
      const member = members.get(who);
      const organisationId = member?.memberships[0]?.organisation.id ?? '';
      const part = joins?.[name];
      if (member && part)
        await cases.join({ caseId: id, memberId: member.id, organisationId, casushouder: part === 'holds' });
    }
  }
  return made;
}

const realVersion = ({ protocols }: Deps, region: string): string => protocols.current.get(region)?.version ?? '';

function logOf(name: string) {
  const informed = { by: 'colleague', on: DAYS.informed, how: 'exception', ground: WORDS.ground } as const;
  const effects: Effect[] = [
    { id: `${name}:1`, type: 'informed', ...informed },
    { id: `${name}:2`, type: 'shared', organisation: 'org', sees: [], why: WORDS.shareWhy },
  ];
  return effects.map((effect) => ({ effect, at: `${DAYS.told}T09:00:00.000Z`, memberId: null }));
}

// Puts back the rows of the cases and who takes part in them.
async function keep({ pool }: TestDatabase): Promise<() => Promise<void>> {
  const { rows } = await pool.query<{ cases: string; parts: string; organisations: string }>(
    `SELECT (SELECT jsonb_agg(c) FROM cases c)::text AS cases, (SELECT jsonb_agg(p) FROM participations p)::text AS parts,
       (SELECT jsonb_agg(o) FROM case_organisations o)::text AS organisations`,
  );
  const { cases = '', parts = '', organisations = '' } = rows[0] ?? {};
  return async () => {
    await pool.query('DELETE FROM channel_links');
    await pool.query('DELETE FROM participations');
    await pool.query('DELETE FROM case_organisations');
    await pool.query(`DELETE FROM cases WHERE id NOT LIKE 'id-of-%'`);
    await pool.query(
      `UPDATE cases c SET state = k.state, status = k.status FROM jsonb_populate_recordset(NULL::cases, $1::jsonb) k WHERE k.id = c.id`,
      [cases],
    );
    await pool.query(
      `INSERT INTO case_organisations SELECT * FROM jsonb_populate_recordset(NULL::case_organisations, $1::jsonb)`,
      [organisations],
    );
    await pool.query(
      `INSERT INTO participations SELECT * FROM jsonb_populate_recordset(NULL::participations, $1::jsonb)`,
      [parts],
    );
  };
}
