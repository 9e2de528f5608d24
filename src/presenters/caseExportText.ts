/**
 * An export as a sheet in plain Dutch, to read or to print for the client.
 */
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import type { MessageState } from '../usecases/ports.ts';
import type { CaseExport, Named } from './caseExport.ts';
import { dateText } from './dates.ts';
import { signalLines } from './signalExport.ts';
import { decisionWords } from './wordingDecisions.ts';
import { tableWords } from './wordingTables.ts';

/** The sheet: what the export holds, under headings, with a line for each thing. */
export function caseExportText(data: CaseExport): string {
  const parts: readonly (readonly [heading: string, lines: readonly string[], none: string])[] = [
    ['De casus', caseLines(data), ''],
    ['Wat er is ingevuld', data.facts.map(({ title, text }) => `${capital(title)}: ${text}`), 'Er is niets ingevuld.'],
    ['Wat er is gedaan', doneLines(data), 'Er is nog geen stap klaar.'],
    ['Weet de cliënt dat er wordt gedeeld?', data.informed.map(({ text }) => `${capital(text)}.`), 'Dat is niet vastgelegd.'],
    ['Welke organisaties meedoen', data.organisations.map(({ name }) => name), 'Geen.'],
    ['Wie meedoet', participantLines(data), 'Niemand.'],
    ['Tafels waar de casus op de agenda stond', meetingLines(data), 'Geen.'],
    ['Besluiten', decisionLines(data), 'Er is geen besluit vastgelegd.'],
    ['Voorgestelde besluiten', proposalLines(data), 'Geen.'],
    ['Stemmingen aan tafel', voteLines(data), 'Er is niet gestemd.'],
    ['Waar de casus in Teams hangt', conversationLines(data), 'Nergens.'],
    ['Signalen', data.signals.flatMap(signalLines), 'Er is geen signaal gemeld.'],
    ['Herinneringen aan termijnen', reminderLines(data), 'Er is aan geen termijn herinnerd.'],
    ['Berichten die nog bekend zijn', messageLines(data), 'Geen.'],
    ['Wie wat heeft gedaan en wie heeft gekeken', logLines(data), 'Niemand.'],
    ['Wat niet in dit overzicht staat', data.notIncluded, ''],
  ]; // prettier-ignore
  const head = `Alles wat Opstap bewaart over casus ${data.case}\nGemaakt op ${momentText(data.exportedAt)}\n`;
  return [head, ...parts.map(([heading, lines, none]) => sectionText(heading, lines, none))].join('\n');
}

// What people typed and how they are called is shown as it is, but for what would steer a printer or a terminal.
const sectionText = (heading: string, lines: readonly string[], none: string): string =>
  `${heading}\n${lines.length === 0 ? `${none}\n` : lines.map((line) => `- ${line.replaceAll(/\p{Cc}+/gu, ' ')}\n`).join('')}`;

function caseLines(data: CaseExport): readonly string[] {
  const { hold, closed } = data;
  return [
    `Code: ${data.case}`,
    `Aanduiding van de cliënt: ${data.pseudonym} (alleen de zorgaanbieder weet wie dit is)`,
    `Afspraken: ${data.protocol.title}, ${data.protocol.region} (versie ${data.protocol.version})`,
    `Route ${data.route.id}: ${data.route.title}`,
    `Geopend op ${momentText(data.openedAt)} door ${personText(data.openedBy)}`,
    ...(hold ? [`Op pauze sinds ${momentText(hold.since)}, omdat: ${hold.reason}`] : []),
    ...(closed ? [`Afgesloten op ${momentText(closed.at)} met "${closed.title}", omdat: ${closed.reason}`] : []),
    ...(data.handover
      ? [
          `Gevraagd om casushouder te worden vanaf ${dateText(data.handover.start, 'nl')}: ${personText(data.handover.asked)}`,
        ]
      : []),
    ...(data.nextDue === null ? [] : [`Eerste termijn: ${dateText(data.nextDue, 'nl')}`]),
    `Aantal keren gewijzigd of geopend: ${data.changes}`,
  ];
}

function doneLines(data: CaseExport): readonly string[] {
  const done = data.done.map(({ title, on, recordedAt, outcomeText: outcome, tasks }) => {
    const how = [outcome === null ? null : `uitkomst: ${outcome}`, ...tasks].filter((part) => part !== null);
    const details = how.length === 0 ? '' : `: ${how.join('; ')}`;
    return `${title}, klaar op ${dateText(on, 'nl')}, vastgelegd op ${momentText(recordedAt)}${details}`;
  });
  const begun = data.ticked.map(({ title, tasks }) => `${title}, begonnen: ${tasks.join('; ')}`);
  return [...done, ...begun];
}

const participantLines = (data: CaseExport): readonly string[] =>
  data.participants.map((each) => {
    const roles = [...each.roles, ...(each.casushouder ? ['casushouder'] : [])].join(', ');
    return `${personText(each)}${roles === '' ? '' : `: ${roles}`}`;
  });

const heardBy = (witness: Named | null): string => (witness ? `, gehoord door ${personText(witness)}` : '');

const MEETING_STATE = { planned: 'gepland', running: 'bezig', ended: 'voorbij', cancelled: 'ging niet door' };

const meetingLines = (data: CaseExport): readonly string[] =>
  data.meetings.map(({ startsAt, state, place, chair, items, organisations }) => {
    const { itemState, presence, client } = tableWords('nl');
    const agenda = items.map((each) => `${each.title} (${itemState[each.state]}, cliënt: ${client[each.client]})`);
    const there = organisations.map((each) => `${each.organisation} (${presence[each.presence]})`);
    const where = place === '' ? '' : `, ${place}`;
    return `${momentText(startsAt)}${where}, ${MEETING_STATE[state]}, geleid door ${personText(chair)}. Op de agenda: ${agenda.join('; ')}. Aan tafel: ${there.join('; ')}`;
  });

const decisionLines = (data: CaseExport): readonly string[] =>
  data.decisions.map((each) => {
    const d = decisionWords('nl');
    const what = each.withdrawn ? d.withdrew(each.supersedes?.number ?? 0) : (each.outcomeText ?? d.done);
    const said = each.agreements.map(
      ({ role, agrees, witness }) => `${role} ${agrees ? 'akkoord' : 'niet akkoord'}${heardBy(witness)}`,
    );
    return [
      `Besluit ${each.number} van ${dateText(each.on, 'nl')}, ${each.title}: ${what}, omdat: ${each.reasons}`,
      ...(each.vote ? [d.byVote(each.vote).replace(/\.$/, '')] : said),
      `volgens: ${each.rule.text.replace(/\.$/, '')} (${each.rule.rules.join(', ')})`,
      `vastgelegd op ${momentText(each.recordedAt)} door ${personText(each.recordedByName)}`,
      ...(each.reviewOn === null ? [] : [`opnieuw te bekijken op ${dateText(each.reviewOn, 'nl')}`]),
      ...(each.supersedes
        ? [`komt in de plaats van besluit ${each.supersedes.number}, omdat: ${each.supersedes.why}`]
        : []),
      ...(each.supersededBy === null ? [] : [`vervangen door besluit ${each.supersededBy}`]),
    ].join('; ');
  });

const PROPOSAL_STATE = { open: 'loopt nog', recorded: 'vastgelegd', withdrawn: 'ingetrokken' };

const proposalLines = (data: CaseExport): readonly string[] =>
  data.proposals.map((each) => {
    const said = each.answers.map(({ role, agrees, by, witness, reason }) => {
      const how = by === null ? `gezegd in het gesprek${heardBy(witness)}` : `door ${personText(by)}`;
      return `${role} ${agrees ? 'akkoord' : 'niet akkoord'}, ${how}${reason === '' ? '' : `, omdat: ${reason}`}`;
    });
    const what = each.outcomeText === null ? '' : `: ${each.outcomeText}`;
    return `${each.title}${what}, voorgesteld op ${momentText(each.proposedAt)} door ${personText(each.proposedBy)}, ${PROPOSAL_STATE[each.state]}, omdat: ${each.reasons}. ${said.join('; ')}`;
  });

const CHOICE = { for: 'voor', against: 'tegen', abstain: 'onthouding' };
const VOTE_STATE = { open: 'loopt nog', closed: 'gesloten', withdrawn: 'ingetrokken' };

const voteLines = (data: CaseExport): readonly string[] =>
  data.votes.flatMap(({ title, openedAt, openedBy, state, result, votes }) => [
    `${title}, geopend op ${momentText(openedAt)} door ${personText(openedBy)}, ${VOTE_STATE[state]}${result ? `: ${result.for} voor en ${result.against} tegen van ${result.present}, nodig ${result.needed}` : ''}`,
    ...votes.map(({ organisation, choice, by, witness, reason, at }) => {
      const how = witness ? `, gezegd in de zaal${heardBy(witness)}` : '';
      const why = reason === '' ? '' : `, omdat: ${reason}`;
      return `${organisation} stemde ${CHOICE[choice]} op ${momentText(at)}, vastgelegd door ${personText(by)}${how}${why}`;
    }),
  ]);

const conversationLines = (data: CaseExport): readonly string[] => [
  ...data.conversations.map(
    ({ conversation, linkedBy, linkedAt }) =>
      `Gesprek ${conversation}, gekoppeld op ${momentText(linkedAt)} door ${personText(linkedBy)}`,
  ),
  ...data.lastDiscussed.map((place) =>
    'conversation' in place
      ? `Het laatst besproken in gesprek ${place.conversation}`
      : `Het laatst besproken door ${personText(place)}, in een eigen gesprek met Opstap`,
  ),
];

const VIA = { message: 'in een bericht', digest: 'in "Mijn dag"', audit: 'gevonden bij de controle' };

const reminderLines = (data: CaseExport): readonly string[] =>
  data.reminders.map(({ title, rule, day, saidAt, via }) => {
    const about = [title, rule].filter((part) => part !== '').join(', ');
    return `${about}${day === null ? '' : `, termijn ${dateText(day, 'nl')}`}: ${momentText(saidAt)}, ${VIA[via]}`;
  });

const MESSAGE_STATE: Readonly<Record<MessageState, string>> = {
  ...{ queued: 'wacht op verzending', claimed: 'wacht op verzending', sending: 'wordt verzonden' },
  ...{ sent: 'verzonden', ambiguous: 'misschien aangekomen', dropped: 'niet meer nodig', dead: 'niet aangekomen' },
};

const messageLines = (data: CaseExport): readonly string[] =>
  data.messages.map(({ kind, to, state, dueAt }) => {
    const whom = 'conversation' in to ? `gesprek ${to.conversation}` : personText(to);
    return `Bericht "${kind}" aan ${whom}, voor ${momentText(dueAt)}: ${MESSAGE_STATE[state]}`;
  });

const logLines = (data: CaseExport): readonly string[] =>
  data.log.map(({ at, by, onBehalfOf, text }) => {
    const who = by === null ? 'Opstap of de beheerder ervan' : capital(personText(by));
    return `${momentText(at)}: ${who}${onBehalfOf ? `, namens ${personText(onBehalfOf)}` : ''} ${text}`;
  });

const personText = ({ name, organisation }: Named): string =>
  `${name ?? 'iemand zonder bekende naam'}${organisation === null ? '' : ` (${organisation})`}`;

const CLOCK = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' });

const momentText = (moment: Instant): string =>
  `${dateText(civilDateOf(moment), 'nl')} om ${CLOCK.format(new Date(moment))} uur`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
