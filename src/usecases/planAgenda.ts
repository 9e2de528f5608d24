/**
 * What may come on the agenda of a table, and who may be invited to it. A case comes on an agenda only when it is on
 * record that the client knows, or why not. Stores nothing.
 */
import { CASE_POLICY } from '../domain/access.ts';
import { rolesIn } from '../domain/people.ts';
import type { StepId } from '../domain/protocol/definition.ts';
import { partsFor, tableOf, tablesOf, type CaseTable } from '../domain/tables/table.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, todayOf, type CaseView } from './readCase.ts';

/** A case for the agenda, with the step of its table. */
export interface WantedItem {
  readonly caseId: string;
  readonly step: StepId;
}

export type PlanRefusal =
  | {
      readonly kind:
        | 'no_case'
        | 'no_table'
        | 'several_regions'
        | 'nobody'
        | 'wrong_time'
        | 'no_place'
        | 'wrong_place'
        | 'wrong_link';
    }
  /** Not for this member to put on an agenda. */
  | { readonly kind: 'forbidden'; readonly code: string }
  /** It is not on record that the client knows. */
  | { readonly kind: 'not_informed'; readonly code: string }
  /** Does not sit at this table by the agreements, or is not there any more. */
  | { readonly kind: 'wrong_person' };

/** A case at hand that may be put on an agenda, with its table. */
export interface Agendable {
  readonly view: CaseView;
  readonly table: CaseTable;
}

/** The tables of these cases that are up or come next and that their reader may put on an agenda. */
export const agendable = (views: readonly CaseView[]): readonly Agendable[] =>
  views.flatMap((view) =>
    tablesOf(view.plan)
      .filter(({ step }) => {
        const status = view.evaluation.steps.find((each) => each.step.id === step.id)?.status;
        return status === 'open' || status === 'upcoming' || status === 'blocked';
      })
      .filter(({ step }) => CASE_POLICY.plan_table(view.who, step))
      .map((table) => ({ view, table })),
  );

/** The cases that are wanted on an agenda, or why they cannot be. */
export async function agendaFor(
  deps: Deps,
  by: Member,
  wanted: readonly WantedItem[],
): Promise<{ readonly kind: 'agenda'; readonly items: readonly Agendable[] } | PlanRefusal> {
  const items: Agendable[] = [];
  for (const { caseId, step } of wanted) {
    const view = await readCase(deps, caseId, by);
    if (!view) return { kind: 'no_case' };
    const table = tableOf(view.plan, step);
    if (!table) return { kind: 'no_table' };
    if (!CASE_POLICY.plan_table(view.who, table.step)) return { kind: 'forbidden', code: view.case.code };
    if (view.case.state.informed.length === 0) return { kind: 'not_informed', code: view.case.code };
    items.push({ view, table });
  }
  if (items.length === 0) return { kind: 'no_case' };
  if (new Set(items.map(({ view }) => view.plan.protocol.id)).size > 1) return { kind: 'several_regions' };
  return { kind: 'agenda', items };
}

/** Somebody who can be invited: works in the region, in a role that sits at one of the tables. */
export interface Guest {
  readonly member: Member;
  readonly organisationId: string;
  readonly organisation: string;
  readonly words: readonly string[];
  /** Comes for the last part alone. */
  readonly lastPartOnly: boolean;
  /** Takes part in one of the cases, or sits at this table by the name of their role: proposed beforehand. */
  readonly proposed: boolean;
}

/** Everybody who can be invited to these tables. */
export async function guestsFor(deps: Deps, items: readonly Agendable[]): Promise<readonly Guest[]> {
  const { members, cases } = deps.uow.stores;
  const takesPart = new Set<string>();
  for (const { view } of items) {
    for (const each of await cases.participants(view.case.id, todayOf(deps)))
      takesPart.add(`${each.memberId}/${each.organisation.id}`);
  }
  const [first] = items;
  if (!first) return [];
  const { protocol } = first.view.plan;
  return (await members.all()).flatMap((member) =>
    member.leftOn !== null
      ? []
      : member.memberships.flatMap(({ organisation, roles: words }): Guest[] => {
          if (organisation.region !== protocol.id) return [];
          const roles = rolesIn(protocol, words);
          const parts = new Set(items.flatMap(({ table }) => partsFor(table, roles)));
          if (parts.size === 0) return [];
          const named = items.some(({ table }) => table.step.responsible.some((role) => roles.has(role)));
          const proposed = named || takesPart.has(`${member.id}/${organisation.id}`);
          const of = { organisationId: organisation.id, organisation: organisation.name, words };
          return [{ member, ...of, lastPartOnly: !parts.has(1), proposed }];
        }),
  );
}
