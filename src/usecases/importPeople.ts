/**
 * Lets people in and changes what they do: one line a person and organisation, looked at first, then stored in one go
 * or not at all. The same lines twice change nothing. Who may do it is asked here; reading a file is not done here.
 */
import type { Organisation, OrganisationKind, PersonLine } from '../domain/people.ts';
import type { By, Deps, Member, Stores } from './ports.ts';
import { readLine, sameOrganisation, type PersonFault, type ReadLine } from './personLines.ts';

export interface LineFault {
  readonly line: number;
  readonly fault: PersonFault;
}

/** A line that can be carried out, with what it would do. */
export interface PlannedLine extends ReadLine {
  readonly effect: 'new_person' | 'new_task' | 'changed' | 'same';
}

export interface ImportPlan {
  readonly lines: readonly PlannedLine[];
  readonly faults: readonly LineFault[];
}

export type ImportResult =
  | { readonly kind: 'imported'; readonly plan: ImportPlan; readonly members: readonly Member[] }
  /** Nothing was stored. */
  | { readonly kind: 'faults'; readonly plan: ImportPlan }
  /** Somebody changed one of these people at the same moment. Nothing was stored; looking again helps. */
  | { readonly kind: 'stale' };

/** What importing these lines would do. Stores nothing. */
export async function planImport(deps: Deps, lines: readonly PersonLine[], by: By): Promise<ImportPlan> {
  return planOn(deps, deps.uow.stores, lines, by);
}

/**
 * Imports the lines, all or none. `seen`: the version of the one person that the lines are about, as whoever wrote them
 * saw it; 0 for nobody yet. Without it the lines go over whatever there is now.
 */
export async function importPeople(
  deps: Deps,
  lines: readonly PersonLine[],
  by: By,
  seen: number | null = null,
): Promise<ImportResult> {
  try {
    return await deps.uow.transaction(async (stores): Promise<ImportResult> => {
      const plan = await planOn(deps, stores, lines, by);
      if (plan.faults.length > 0) return { kind: 'faults', plan };
      const members: Member[] = [];
      for (const each of byPerson(plan.lines)) members.push(await storePerson(deps, stores, each, by, seen));
      return { kind: 'imported', plan, members };
    });
  } catch (error) {
    if (error instanceof SomebodyWasFirst) return { kind: 'stale' };
    throw error;
  }
}

// Ends the transaction, so that nothing is half done.
class SomebodyWasFirst extends Error {}

async function planOn(deps: Deps, stores: Stores, lines: readonly PersonLine[], by: By): Promise<ImportPlan> {
  const organisations = [...(await stores.organisations.all())];
  const known = new Map((await stores.members.all()).map((member) => [keyOf(member), member]));
  const found: ReadLine[] = [];
  const faults: LineFault[] = [];
  const seen = new Set<string>();
  // What a line says of an organisation holds for all lines about it, whatever their order.
  const kinds = new Map<string, OrganisationKind>();
  for (const line of lines) {
    const read = readLine(deps, organisations, line, by);
    if ('fault' in read) {
      faults.push({ line: line.line, fault: read.fault });
      continue;
    }
    const { organisation } = read;
    const place = placeOf(organisation);
    const key = `${keyOf(read.person)} ${place}`;
    const kind = kinds.get(place);
    const says = line.kind.trim() !== '';
    if (seen.has(key)) faults.push({ line: line.line, fault: { kind: 'twice' } });
    else if (says && kind !== undefined && kind !== organisation.kind) {
      faults.push({ line: line.line, fault: { kind: 'two_kinds' } });
    } else found.push(read);
    seen.add(key);
    if (says && kind === undefined) kinds.set(place, organisation.kind);
    // The first spelling of a new organisation is its name.
    if (!organisations.some((each) => sameOrganisation(each, organisation)))
      organisations.push({ ...organisation, id: '' });
  }
  const planned = found.map((read): PlannedLine => {
    const { organisation: each, person } = read;
    const line = { ...read, organisation: { ...each, kind: kinds.get(placeOf(each)) ?? each.kind } };
    return { ...line, effect: effectOf(line, known.get(keyOf(person))) };
  });
  return { lines: planned, faults };
}

const placeOf = ({ region, name }: Pick<Organisation, 'region' | 'name'>): string => `${region} ${name.toLowerCase()}`;

function effectOf(line: ReadLine, member: Member | undefined): PlannedLine['effect'] {
  if (!member) return 'new_person';
  const { displayName } = line.person;
  const before = member.memberships.find((each) => sameOrganisation(each.organisation, line.organisation));
  if (!before) return 'new_task';
  const same =
    before.roles.join() === line.roles.join() &&
    before.functions.join() === line.functions.join() &&
    before.organisation.kind === line.organisation.kind &&
    (displayName === null || displayName === member.displayName);
  return same ? 'same' : 'changed';
}

function byPerson(lines: readonly PlannedLine[]): readonly (readonly PlannedLine[])[] {
  const found = new Map<string, PlannedLine[]>();
  for (const line of lines) found.set(keyOf(line.person), [...(found.get(keyOf(line.person)) ?? []), line]);
  return [...found.values()];
}

// The lines of one person laid over what they do already: other organisations keep what they have.
async function storePerson(
  deps: Deps,
  stores: Stores,
  lines: readonly PlannedLine[],
  by: By,
  seen: number | null,
): Promise<Member> {
  const [{ person }] = lines as [PlannedLine];
  const before = await stores.members.find(person.tenantId, person.objectId);
  if (before && lines.every((line) => effectOf(line, before) === 'same')) return before;
  if (seen !== null && seen !== (before?.version ?? 0)) throw new SomebodyWasFirst();
  const tasks = new Map(before?.memberships.map((each) => [each.organisation.id, each]));
  for (const { organisation, roles, functions } of lines) {
    const stored = await stores.organisations.put(organisation);
    tasks.set(stored.id, { organisation: stored, roles, functions });
  }
  const named = lines.map((line) => line.person.displayName).findLast((name) => name !== null);
  const memberships = [...tasks.values()].map(({ organisation, roles, functions }) => ({
    ...{ organisationId: organisation.id, roles, functions },
  }));
  const displayName = named ?? before?.displayName ?? null;
  const member = await stores.members.put({ ...person, displayName, memberships }, before?.version ?? null);
  if (!member) throw new SomebodyWasFirst();
  await stores.audit.add([
    {
      ...{ id: deps.newId(), at: deps.clock.now(), memberId: by.memberId, behalfOf: null, caseId: null },
      ...{ type: 'person_changed', effect: { member: member.id, memberships } },
    },
  ]);
  return member;
}

const keyOf = ({ tenantId, objectId }: { readonly tenantId: string; readonly objectId: string }): string =>
  `${tenantId}/${objectId}`;
