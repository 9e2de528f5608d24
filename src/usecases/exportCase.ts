/**
 * Hands out everything that is stored about one case, and notes in the log that it was handed out.
 * Only for who may carry out the rights of a client; in words it is made by presenters/caseExport.ts.
 */
import { POLICY } from '../domain/access.ts';
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import type { Case, Effect } from '../domain/cases.ts';
import type { Organisation } from '../domain/people.ts';
import { planOf, type Plan } from '../domain/protocol/evaluate.ts';
import type { Ballot, Vote } from '../domain/tables/ballot.ts';
import type { Meeting } from '../domain/tables/meeting.ts';
import type { Proposal } from '../domain/decisions/proposal.ts';
import type { StoredDecision } from '../domain/decisions/records.ts';
import type { Signal } from '../domain/signals/signal.ts';
import type {
  By,
  CaseSurroundings,
  Deps,
  Mark,
  Member,
  MessageTrace,
  Participant,
  StoredAuditEntry,
  Stores,
} from './ports.ts';

/** A line of the log; `changed` where it tells what was changed, null where it was only looked at or handed out. */
export interface ExportedLine extends StoredAuditEntry {
  readonly changed: Effect | null;
}

/** All that is stored about a case. */
export interface CaseRecord extends CaseSurroundings {
  readonly at: Instant;
  readonly case: Case;
  readonly plan: Plan;
  /** Those that take part now. */
  readonly organisations: readonly Organisation[];
  readonly participants: readonly Participant[];
  /** Votes of a table on it. */
  readonly ballots: readonly { readonly ballot: Ballot; readonly votes: readonly Vote[] }[];
  /** Meetings that have or had it on their agenda. */
  readonly meetings: readonly Meeting[];
  readonly signals: readonly Signal[];
  /** The register of its decisions, oldest first, those that were superseded included. */
  readonly decisions: readonly StoredDecision[];
  /** Decisions that were proposed to others, with what they said. */
  readonly proposals: readonly Proposal[];
  /** What was said of its terms, and what came of each message about it that is still known. */
  readonly reminders: readonly Mark[];
  readonly messages: readonly MessageTrace[];
  /** Every line, oldest first; the last one says that this was handed out. */
  readonly lines: readonly ExportedLine[];
  /** Members by id, to name those that the rest is about. */
  readonly people: ReadonlyMap<string, Member>;
  /** Organisations by id, also those that no longer take part. */
  readonly named: ReadonlyMap<string, Organisation>;
}

export type ExportResult =
  | { readonly kind: 'exported'; readonly record: CaseRecord }
  | { readonly kind: 'no_case' }
  | { readonly kind: 'forbidden' };

/** Everything about the case with this code. */
export async function exportCase(deps: Deps, code: string, by: By): Promise<ExportResult> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  const at = deps.clock.now();
  const found = await deps.uow.stores.cases.byCode(code);
  if (!found) return { kind: 'no_case' };
  const plan = planOf(await deps.protocols.ofCase(found), found.route);
  return deps.uow.transaction(async (stores): Promise<ExportResult> => {
    // From here on nobody changes the case, so that its parts are of one moment.
    const c = await stores.privacy.lockByCode(code);
    if (!c) return { kind: 'no_case' };
    const lines = (await stores.audit.ofCase(c.id)).length;
    await stores.audit.add([
      {
        ...{ id: deps.newId(), at, memberId: by.memberId, behalfOf: null, caseId: c.id },
        ...{ type: 'exported', effect: { lines } },
      },
    ]);
    return { kind: 'exported', record: await recordOf(stores, c, plan, at) };
  });
}

async function recordOf(stores: Stores, c: Case, plan: Plan, at: Instant): Promise<CaseRecord> {
  const changes = new Map((await stores.cases.log(c.id)).map(({ effect }) => [effect.id, effect]));
  const lines = (await stores.audit.ofCase(c.id)).map((line) => ({ ...line, changed: changes.get(line.id) ?? null }));
  const surroundings = await stores.privacy.surroundings(c.id);
  const members = new Map((await stores.members.all()).map((member) => [member.id, member]));
  return {
    ...surroundings,
    ...{ at, case: c, plan, lines },
    organisations: await stores.cases.organisations(c.id),
    participants: await stores.cases.participants(c.id, civilDateOf(at)),
    ballots: await stores.ballots.ofCase(c.id),
    meetings: await stores.meetings.ofCase(c.id),
    signals: await stores.signals.ofCase(c.id),
    decisions: await stores.decisions.ofCase(c.id),
    proposals: await stores.proposals.ofCase(c.id),
    reminders: await stores.reminders.ofCase(c.id),
    messages: await stores.outbox.ofCase(c.id),
    people: members,
    named: new Map((await stores.organisations.all()).map((each) => [each.id, each])),
  };
}
