/**
 * Everything that is stored about a case as one JSON object, with Dutch words beside each id.
 * Leaves nothing out: it is the client's right. Never on a card.
 */
import type { Meeting } from '../domain/tables/meeting.ts';
import type { Member } from '../usecases/ports.ts';
import type { CaseRecord, ExportedLine } from '../usecases/exportCase.ts';
import type { LookedAt } from '../usecases/readCase.ts';
import { changeText, endingText, informedText, taskTexts, type Names } from './caseLog.ts';
import { factTitle, outcomeText, titleOf, valueText } from './protocolText.ts';
import { SIGNAL_LOG, signalExport } from './signalExport.ts';

// What is about the client and is not in Opstap's database, so not in an export.
const NOT_INCLUDED: readonly string[] = [
  'Berichten en kaarten die in Teams staan. Die bewaart Microsoft Teams, onder de regels van de organisatie waar de chat of het kanaal van is.',
  'Het dossier van de zorgaanbieder zelf, en wat andere organisaties zelf bewaren.',
  'Wie de cliënt is. Dat weet alleen de zorgaanbieder, aan de hand van de aanduiding.',
  'Back-ups van de database. Daarin staat een eerdere stand van dezelfde gegevens.',
];

/** Somebody as an export names them. */
export interface Named {
  readonly name: string | null;
  readonly organisation: string | null;
}

/** The export as one object: a contract (docs/cli.md). */
export function caseExport(record: CaseRecord) {
  const { case: c, plan } = record;
  const { protocol } = plan;
  return {
    ...{ case: c.code, exportedAt: record.at, pseudonym: c.pseudonym },
    protocol: { id: protocol.id, version: c.protocolVersion, title: protocol.title, region: protocol.region },
    route: { id: plan.route.id, title: plan.route.title },
    ...{ openedAt: c.openedAt, openedBy: namedOf(record, record.openedBy), changes: c.version },
    nextDue: record.nextDue,
    ...stateOf(record),
    organisations: record.organisations.map(({ name, kind, region }) => ({ name, kind, region })),
    participants: record.participants.map(({ displayName: name, organisation, roles, casushouder }) => ({
      ...{ name, organisation: organisation.name, roles, casushouder },
    })),
    conversations: record.channels.map(({ conversationId, linkedBy, linkedAt }) => ({
      ...{ conversation: conversationId, linkedBy: namedOf(record, linkedBy), linkedAt },
    })),
    meetings: record.meetings.map((meeting) => meetingOf(record, meeting)),
    votes: record.ballots.map((each) => votesOf(record, each)),
    lastDiscussed: record.atHand.map((key) => placeOf(record, key)),
    signals: record.signals.map((signal) => signalExport(signal, namesIn(record).member)),
    decisions: record.decisions.map((each) => ({
      ...each,
      title: titleOf(plan, each.step, 'nl'),
      outcomeText: each.outcome === null ? null : outcomeText(plan, each.step, each.outcome, 'nl'),
      recordedByName: namedOf(record, each.recordedBy),
      agreements: each.agreements.map((said) => ({ ...said, witness: witnessOf(record, said.witnessId) })),
    })),
    proposals: record.proposals.map(({ step, state, proposedAt, proposedBy, decision, answers }) => ({
      ...{ step, title: titleOf(plan, step, 'nl'), state, proposedAt, proposedBy: namedOf(record, proposedBy) },
      ...decision,
      outcomeText: decision.outcome === null ? null : outcomeText(plan, step, decision.outcome, 'nl'),
      answers: answers.map(({ memberId, witnessId, ...said }) => ({
        ...{ ...said, witness: witnessOf(record, witnessId) },
        by: memberId === null ? null : namedOf(record, memberId),
      })),
    })),
    reminders: record.reminders.map(({ subject, day, dueAt, markedAt, via }) => {
      const [step = '', rule = ''] = subject.split(':');
      return { step, title: titleOf(plan, step, 'nl'), rule, day, dueAt, saidAt: markedAt, via };
    }),
    messages: record.messages.map(({ kind, to, state, dueAt, settledAt }) => ({
      ...{ kind, state, dueAt, settledAt },
      to: 'memberId' in to ? namedOf(record, to.memberId) : { conversation: to.conversationId },
    })),
    log: record.lines.map((line) => lineOf(record, line)),
    notIncluded: NOT_INCLUDED,
  };
}

const witnessOf = (record: CaseRecord, id: string | null): Named | null => (id === null ? null : namedOf(record, id));

export type CaseExport = ReturnType<typeof caseExport>;

function stateOf(record: CaseRecord) {
  const {
    case: { state },
    plan,
  } = record;
  const { protocol } = plan;
  // In the order of the protocol; the database keeps none.
  const order = Object.keys(protocol.facts);
  const facts = Object.entries(state.facts).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return {
    facts: facts.map(([fact, value]) => ({
      ...{ fact, title: factTitle(protocol, fact, 'nl'), value, text: valueText(protocol, fact, value, 'nl') },
    })),
    done: state.done.map(({ step, on, at, outcome, tasks }) => ({
      ...{ step, title: titleOf(plan, step, 'nl'), on, recordedAt: at, outcome },
      outcomeText: outcome === null ? null : outcomeText(plan, step, outcome, 'nl'),
      tasks: taskTexts(plan, step, tasks),
    })),
    ticked: Object.entries(state.ticked).map(([step, tasks]) => ({
      ...{ step, title: titleOf(plan, step, 'nl'), tasks: taskTexts(plan, step, tasks) },
    })),
    hold: state.hold,
    closed: state.closed && { ...state.closed, title: endingText(plan, state.closed.ending) },
    informed: state.informed.map((each) => ({ ...each, text: informedText(each) })),
    handover: state.handover && {
      ...{ asked: namedOf(record, state.handover.to.member), start: state.handover.start },
      ...{ until: state.handover.until, offeredOn: state.handover.offeredOn },
    },
  };
}

// Of the agenda only the items of this case: the others are about somebody else.
function meetingOf(record: CaseRecord, meeting: Meeting) {
  const { startsAt, minutes, place, state, chairId, secretaryId, plannedBy, items, seats, people } = meeting;
  return {
    ...{ startsAt, minutes, place, state, chair: namedOf(record, chairId), plannedBy: namedOf(record, plannedBy) },
    secretary: secretaryId === null ? null : namedOf(record, secretaryId),
    items: items
      .filter(({ caseId }) => caseId === record.case.id)
      .map(({ step, part, state: how, client }) => ({
        ...{ step, title: titleOf(record.plan, step, 'nl'), part, state: how, client },
      })),
    organisations: seats.map(({ organisationId, presence }) => ({
      ...{ organisation: namesIn(record).organisation(organisationId), presence },
    })),
    invited: people.map(({ memberId }) => namedOf(record, memberId)),
  };
}

function votesOf(record: CaseRecord, { ballot, votes }: CaseRecord['ballots'][number]) {
  const { step, state, openedAt, openedBy, closedAt, result } = ballot;
  const organisation = (id: string): string => namesIn(record).organisation(id);
  return {
    ...{ step, title: titleOf(record.plan, step, 'nl'), state, openedAt, openedBy: namedOf(record, openedBy) },
    ...{ closedAt, result, electorate: ballot.electorate.map(organisation) },
    votes: votes.map(({ organisationId, choice, via, by, witnessId, reason, at }) => ({
      ...{ organisation: organisation(organisationId), choice, via, by: namedOf(record, by), reason, at },
      witness: witnessOf(record, witnessId),
    })),
  };
}

function lineOf(record: CaseRecord, line: ExportedLine) {
  const { seq, at, type, effect, memberId, behalfOf } = line;
  return {
    ...{ seq, at, type },
    by: memberId === null ? null : namedOf(record, memberId),
    onBehalfOf: behalfOf === null ? null : namedOf(record, behalfOf),
    ...{ text: lineText(record, line), effect },
  };
}

function lineText(record: CaseRecord, { changed, type, effect }: ExportedLine): string {
  if (changed) return changeText(record.plan, changed, namesIn(record));
  if (type === 'read') return `bekeek de casus${readText(effect)}`;
  if (type === 'notified') return 'kreeg een bericht van Opstap over de casus';
  if (type === 'sheet_made') return 'maakte voor de cliënt het overzicht van wat met wie is gedeeld';
  return type === 'exported'
    ? 'maakte een overzicht van alles wat Opstap over de casus bewaart'
    : (TABLE[type] ?? SIGNAL_LOG[type] ?? type);
}

const READ: Readonly<Record<LookedAt, string>> = {
  ...{ next: 'de volgende stap', step: 'een stap', lines: 'een overzicht', list: 'een regel in een lijst' },
  ...{ form: 'een formulier', notice: 'een mededeling', answer: 'een antwoord', search: 'een zoekresultaat' },
  ...{ day: 'het bericht van de dag', minutes: 'een verslag', reasons: 'waarom stappen open staan' },
  decisions: 'de besluiten',
};

// What was looked at; lines from before it was noted do not say.
const readText = (effect: unknown): string => {
  const what = Object.entries(READ).find(([id]) => id === (effect as { what?: unknown } | null)?.what);
  return what ? `: ${what[1]}` : '';
};

// What happened at a table, in words to stand after the name of who did it.
const TABLE: Readonly<Record<string, string>> = {
  meeting_planned: 'zette de casus op de agenda van een tafel',
  meeting_changed: 'veranderde de tafel waar de casus op de agenda staat',
  meeting_cancelled: 'liet de tafel niet doorgaan waar de casus op de agenda stond',
  meeting_begun: 'begon de tafel',
  meeting_ended: 'sloot de tafel',
  item_opened: 'ging aan tafel naar een volgende casus',
  presence_marked: 'legde vast wie er aan tafel zit',
  secretary_named: 'legde vast wie secretaris is van de tafel',
  client_marked: 'legde vast of de cliënt aan tafel zit',
  ballot_opened: 'opende een stemming',
  ballot_withdrawn: 'trok een stemming in',
  ballot_closed: 'sloot een stemming',
  vote_cast: 'stemde, of legde een stem uit de zaal vast',
  vote_explained: 'schreef op waarom er tegen is gestemd',
  decision_proposed: 'stelde een besluit voor',
  proposal_agreed: 'was akkoord met een voorgesteld besluit',
  proposal_refused: 'was niet akkoord met een voorgesteld besluit',
  proposal_withdrawn: 'trok een voorgesteld besluit in',
  decisions_exported: 'maakte een overzicht van de besluiten',
};

const namesIn = (record: CaseRecord): Names => ({
  member: (id) => record.people.get(id)?.displayName ?? 'iemand zonder bekende naam',
  organisation: (id) => record.named.get(id)?.name ?? 'een organisatie die er niet meer is',
});

/** Who a member is, and for whom they work or worked on this case. */
function namedOf(record: CaseRecord, memberId: string): Named {
  const member = record.people.get(memberId);
  return { name: member?.displayName ?? null, organisation: organisationOf(record, memberId, member) };
}

// For which organisation somebody takes or took part here; else where they work in the region.
function organisationOf(record: CaseRecord, memberId: string, member: Member | undefined): string | null {
  const now = record.participants.find((each) => each.memberId === memberId);
  if (now) return now.organisation.name;
  const before = record.lines.flatMap(({ changed }) =>
    (changed?.type === 'joined' || changed?.type === 'left') && changed.member === memberId ? changed.organisation : [],
  );
  const named = record.named.get(before.at(-1) ?? '');
  const works = member?.memberships.find(({ organisation }) => organisation.region === record.case.protocolId);
  return named?.name ?? works?.organisation.name ?? null;
}

// A person's own chat by their name, another conversation by its id.
function placeOf(record: CaseRecord, key: string): Named | { readonly conversation: string } {
  if (!key.startsWith('p:')) return { conversation: key.slice(2) };
  const [tenantId, objectId] = key.slice(2).split(':');
  const member = [...record.people.values()].find((each) => each.tenantId === tenantId && each.objectId === objectId);
  return member ? namedOf(record, member.id) : { name: null, organisation: null };
}
