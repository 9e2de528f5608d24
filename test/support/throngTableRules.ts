/** What changed between two moments at tables, in votes, decisions and proposals, and whether it was theirs to change. */
import type { Laid, TableWorld } from './tableWorld.ts';
import { standingOf } from './throngTables.ts';

interface MeetingRow {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly chair_id: string;
  readonly secretary_id: string | null;
  readonly planned_by: string;
  readonly items: readonly { readonly case_id: string; readonly step: string; readonly state: string }[];
  readonly seats: readonly { readonly organisation_id: string; readonly presence: string }[];
  readonly people: readonly { readonly member_id: string; readonly organisation_id: string }[];
}
interface BallotRow {
  readonly id: string;
  readonly case_id: string;
  readonly meeting_id: string;
  readonly state: string;
  readonly electorate: readonly string[];
}
interface VoteRow {
  readonly ballot_id: string;
  readonly organisation_id: string;
  readonly choice: string;
  readonly via: string;
  readonly member_id: string;
  readonly witness_id: string | null;
  readonly reason: string;
}
interface Said {
  readonly role: string;
  readonly memberId: string | null;
  readonly witnessId: string | null;
}
interface ProposalRow {
  readonly id: string;
  readonly case_id: string;
  readonly step: string;
  readonly state: string;
  readonly proposed_by: string;
  readonly content: { readonly answers: readonly Said[] };
}
interface DecisionRow {
  readonly id: string;
  readonly case_id: string;
  readonly step: string;
  readonly recorded_by: string;
  readonly meeting_id: string | null;
  readonly supersedes: string | null;
  readonly content: { readonly vote: object | null; readonly agreements: readonly Said[] };
}
export interface Rows {
  readonly meetings: readonly MeetingRow[];
  readonly ballots: readonly BallotRow[];
  readonly votes: readonly VoteRow[];
  readonly proposals: readonly ProposalRow[];
  readonly decisions: readonly DecisionRow[];
  readonly cases: readonly { readonly id: string; readonly version: number; readonly state: object }[];
}

interface Found {
  readonly faults: string[];
  readonly changed: string[];
}
interface Turn extends Found {
  readonly laid: readonly Laid[];
  readonly before: Rows;
  readonly after: Rows;
  readonly who: string;
  readonly id: string;
  /** Organisations that they work for. */
  readonly works: readonly string[];
  note(kind: string, may: boolean): void;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** What this person changed, and what of it was not theirs. */
export function tableFaults(world: TableWorld, laid: readonly Laid[], before: Rows, after: Rows, who: string): Found {
  const member = world.members.get(who);
  const found: Found = { faults: [], changed: [] };
  const turn: Turn = {
    ...{ ...found, laid, before, after, who, id: member?.id ?? '-' },
    works: member?.memberships.map(({ organisation }) => organisation.id) ?? [],
    note: (kind, may) => {
      found.changed.push(kind);
      if (!may) found.faults.push(`changed what is not theirs: ${kind}`);
    },
  };
  meetings(turn);
  ballots(turn);
  votes(turn);
  proposals(turn);
  decisions(turn);
  return found;
}

const leads = ({ id }: Turn, meeting: MeetingRow | undefined): boolean =>
  meeting !== undefined && (meeting.chair_id === id || meeting.secretary_id === id);
const setOf = ({ laid }: Turn, caseId: string): Laid => laid.find((each) => each.caseId === caseId) as Laid;

// Put on an agenda by who leads the case or sits at that table and takes part in it, and is no landlord.
function mayPlan(turn: Turn, { items }: MeetingRow): boolean {
  return items.every(({ case_id }) => {
    const { inCase, landlord } = standingOf(setOf(turn, case_id), turn.who);
    return inCase && !landlord;
  });
}

function meetings(turn: Turn): void {
  for (const meeting of turn.after.meetings) {
    const old = turn.before.meetings.find(({ id }) => id === meeting.id);
    if (!old) {
      turn.note('planned', mayPlan(turn, meeting));
      continue;
    }
    const { version: _a, items, seats, state, secretary_id: secretary, ...plan } = meeting;
    const { version: _b, items: items0, seats: seats0, state: state0, secretary_id: secretary0, ...plan0 } = old;
    const lead = leads(turn, old);
    const planner = lead || old.planned_by === turn.id;
    const rooms = state === 'running' && lead;
    if (differs(plan, plan0)) turn.note('plan', planner || rooms);
    if (state !== state0) turn.note(state, state === 'cancelled' ? planner : lead);
    if (differs(items, items0)) turn.note('items', lead);
    if (secretary !== secretary0) turn.note('secretary', state0 === 'planned' ? planner : lead);
    const marked = seats.filter((seat) => {
      const was = seats0.find((each) => each.organisation_id === seat.organisation_id);
      return was !== undefined && was.presence !== seat.presence;
    });
    for (const seat of marked) turn.note('presence', lead || turn.works.includes(seat.organisation_id));
  }
}

function ballots(turn: Turn): void {
  for (const ballot of turn.after.ballots) {
    const old = turn.before.ballots.find(({ id }) => id === ballot.id);
    const meeting = turn.before.meetings.find(({ id }) => id === ballot.meeting_id);
    if (ballot.state !== old?.state) turn.note(`ballot ${ballot.state}`, leads(turn, meeting));
    // Only apologies take a vote away; nobody is given one.
    const gone = old?.electorate.filter((each) => !ballot.electorate.includes(each)) ?? [];
    if (old && ballot.electorate.some((each) => !old.electorate.includes(each))) turn.note('electorate', false);
    for (const each of gone) turn.note('lost vote', leads(turn, meeting) || turn.works.includes(each));
  }
}

function votes(turn: Turn): void {
  for (const vote of turn.after.votes) {
    const of = (each: VoteRow): boolean =>
      each.ballot_id === vote.ballot_id && each.organisation_id === vote.organisation_id;
    const old = turn.before.votes.find(of);
    const ballot = turn.before.ballots.find(({ id }) => id === vote.ballot_id);
    const meeting = turn.before.meetings.find(({ id }) => id === ballot?.meeting_id);
    if (old && old.reason !== vote.reason && vote.reason !== '') turn.note('reason', vote.member_id === turn.id);
    if (old && !differs([old.choice, old.via, old.member_id], [vote.choice, vote.via, vote.member_id])) continue;
    const open = ballot?.state === 'open' && ballot.electorate.includes(vote.organisation_id);
    const first = old?.via !== 'pressed' || (vote.via === 'pressed' && old.member_id === turn.id);
    const invited = meeting?.people.map((each) => each.member_id) ?? [];
    const witnessed = vote.witness_id !== null && vote.witness_id !== turn.id && invited.includes(vote.witness_id);
    const own = vote.via === 'pressed' ? turn.works.includes(vote.organisation_id) : leads(turn, meeting) && witnessed;
    turn.note(`vote ${vote.via}`, open && first && own && vote.member_id === turn.id);
  }
}

// Who leads the case, whose step it is, or who decides by the agreements.
function mayDecide(turn: Turn, caseId: string, stepId: string): boolean {
  const set = setOf(turn, caseId);
  const { inCase, holds, landlord, ids } = standingOf(set, turn.who);
  const step = set.plan.steps.get(stepId);
  const theirs = [
    ...(step?.responsible ?? []),
    ...(step?.decision?.by ?? []),
    ...(step?.decision?.parties.flat() ?? []),
  ];
  return inCase && ((holds && !landlord) || ids.some((each) => theirs.includes(each)));
}

function proposals(turn: Turn): void {
  const added = turn.after.proposals.filter(({ id }) => !turn.before.proposals.some((each) => each.id === id));
  for (const each of added) {
    turn.note('proposed', each.proposed_by === turn.id && mayDecide(turn, each.case_id, each.step));
  }
  for (const each of turn.after.proposals) {
    const old = turn.before.proposals.find(({ id }) => id === each.id);
    if (!old) continue;
    const { ids, inCase } = standingOf(setOf(turn, each.case_id), turn.who);
    const said = each.content.answers.filter((answer) => !old.content.answers.some((b) => !differs(b, answer)));
    for (const answer of said) {
      turn.note('answered', inCase && old.state === 'open' && answer.memberId === turn.id && ids.includes(answer.role));
    }
    const replaced = added.some((other) => other.case_id === each.case_id && other.step === each.step);
    if (each.state !== old.state && each.state === 'withdrawn')
      turn.note('withdrawn', replaced || old.proposed_by === turn.id);
    if (each.state !== old.state && each.state === 'recorded') turn.note('agreed', said.length > 0);
  }
}

function decisions(turn: Turn): void {
  for (const each of turn.after.decisions) {
    if (turn.before.decisions.some(({ id }) => id === each.id)) continue;
    const meeting = turn.before.meetings.find(({ id }) => id === each.meeting_id);
    const agreed = turn.after.proposals.some(
      (proposal) =>
        proposal.case_id === each.case_id &&
        proposal.state === 'recorded' &&
        turn.before.proposals.some(({ id, state }) => id === proposal.id && state === 'open'),
    );
    const own = each.recorded_by === turn.id && mayDecide(turn, each.case_id, each.step);
    const may = each.supersedes !== null ? own : each.content.vote ? leads(turn, meeting) : agreed || own;
    turn.note(each.supersedes === null ? 'decided' : 'superseded', may);
    // Said at a table for somebody else: heard by a third who was invited there.
    const invited = meeting?.people.map((person) => person.member_id) ?? [];
    const unheard = each.content.agreements.some(
      ({ memberId, witnessId }) =>
        memberId === null && (witnessId === null || witnessId === each.recorded_by || !invited.includes(witnessId)),
    );
    if (meeting && !agreed && each.supersedes === null && unheard) turn.note('unheard', false);
  }
  // A case moves on by its decisions alone here.
  for (const c of turn.after.cases) {
    const old = turn.before.cases.find(({ id }) => id === c.id);
    const decided = turn.after.decisions.length > turn.before.decisions.length;
    if (old && differs(old.state, c.state)) turn.note('case', decided);
  }
}
