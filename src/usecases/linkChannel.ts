/**
 * Links a conversation to a case, or to the signals of a region, and tells whom it lets in.
 */
import { CASE_POLICY, POLICY } from '../domain/access.ts';
import type { Deps, Member, TurnKey } from './ports.ts';
import { isAdministrator } from './people.ts';
import { readCaseByCode, todayOf, type CaseView, type Person } from './readCase.ts';

export type LinkResult =
  | {
      readonly kind: 'linked';
      readonly view: CaseView;
      /** Null: it could not be found out who reads along. */
      readonly readers: { readonly known: number; readonly strangers: number } | null;
    }
  | { readonly kind: 'no_case' }
  | { readonly kind: 'forbidden' };

/** The conversation is about this case from now on, for everybody in it. */
export async function linkCase(
  deps: Deps,
  input: {
    readonly code: string;
    readonly by: Member;
    readonly conversationId: string;
    readonly people: readonly Person[] | null;
  },
): Promise<LinkResult> {
  const view = await readCaseByCode(deps, input.code, input.by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.link_channel(view.who)) return { kind: 'forbidden' };
  const { conversationId, by } = input;
  await store(deps, by, { conversationId, caseId: view.case.id, region: null }, view.who.behalfOf);
  if (input.people === null) return { kind: 'linked', view, readers: null };
  const standings = await deps.uow.stores.cases.standingsOf(view.case.id, input.people, todayOf(deps));
  const known = standings.filter((each) => each.length > 0).length;
  return { kind: 'linked', view, readers: { known, strangers: standings.length - known } };
}

/** The conversation gets the signals of the region from now on. */
export async function linkRegion(
  deps: Deps,
  input: { readonly region: string; readonly by: Member; readonly conversationId: string },
): Promise<'linked' | 'forbidden'> {
  const actor = { administrator: isAdministrator(deps, input.by), memberships: input.by.memberships };
  if (!deps.protocols.current.has(input.region) || !POLICY.link_region(actor, input.region)) return 'forbidden';
  const { conversationId, region } = input;
  await store(deps, input.by, { conversationId, caseId: null, region }, null);
  return 'linked';
}

/** The conversation belongs to nothing any more. Whoever may link what it belongs to may do this. */
export async function unlink(
  deps: Deps,
  input: { readonly by: Member; readonly conversationId: string },
): Promise<'unlinked' | 'not_linked' | 'forbidden'> {
  const { turns, cases } = deps.uow.stores;
  const link = await turns.linkOf(input.conversationId);
  if (!link) return 'not_linked';
  const found = link.caseId === null ? null : await cases.byId(link.caseId);
  const view = found && (await readCaseByCode(deps, found.code, input.by));
  const actor = { administrator: isAdministrator(deps, input.by), memberships: input.by.memberships };
  const may = view
    ? CASE_POLICY.link_channel(view.who)
    : link.region !== null && POLICY.link_region(actor, link.region);
  if (!may) return 'forbidden';
  await store(deps, input.by, { conversationId: input.conversationId, caseId: null, region: null }, null, link.caseId);
  return 'unlinked';
}

async function store(
  deps: Deps,
  by: Member,
  link: TurnLink,
  behalfOf: string | null,
  before: string | null = null,
): Promise<void> {
  const at = deps.clock.now();
  const gone = link.caseId === null && link.region === null;
  await deps.uow.transaction(async ({ turns, audit }) => {
    if (gone) await turns.unlink(link.conversationId);
    else await turns.link(link, by.id, at);
    await audit.add([
      {
        ...{ id: deps.newId(), at, memberId: by.id, behalfOf, caseId: link.caseId ?? before },
        ...{ type: gone ? 'channel_unlinked' : 'channel_linked', effect: { ...link } },
      },
    ]);
  });
}

interface TurnLink extends Pick<TurnKey, 'conversationId'> {
  readonly caseId: string | null;
  readonly region: string | null;
}
