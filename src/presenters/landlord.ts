/**
 * The cards of a woningcorporatie. Made from a LandlordView and the agreements alone; nothing else of the case comes
 * here, so nothing else can stand on a card, in a list or in a summary.
 */
import type { LandlordStep, LandlordView } from '../domain/landlordView.ts';
import { LANDLORD_FACTS } from '../domain/landlordView.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { leadingLandlordStep } from '../domain/urgency.ts';
import { button, type Button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { plainHeader, plainText, termText, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { stepForm } from './caseStep.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { decisionPart, type DecisionPart } from './decisionForm.ts';
import { factField, type Typed } from './inputs.ts';
import { lineTitle, noteText, rolesText, say, sourceText, stepTitle } from './protocolText.ts';
import { signalWords } from './wordingSignals.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';

/** The case as the landlord may know it. `plan`: the agreements, without a route. */
export function landlordCard(
  view: LandlordView,
  plan: Plan,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const of = (...statuses: readonly LandlordStep['status'][]): readonly LandlordStep[] =>
    view.steps.filter((each) => statuses.includes(each.status) && each.step.mode !== 'on_demand');
  const line = (each: LandlordStep): Line => stepLine(view, plan, each, reader);
  // Involved is not responsible: what others do at a table of hers is not up to her.
  const own = (each: LandlordStep): boolean => each.step.responsible.some((id) => plan.protocol.roles[id]?.landlord);
  const [open, others] = [of('open').filter(own), of('open').filter((each) => !own(each))];
  const sections: Section[] = [
    { title: t.forMe, lines: open.length > 0 ? open.map(line) : [{ text: t.notForMe }] },
    { title: t.others, lines: others.map(line) },
    { title: t.soon, lines: of('upcoming', 'blocked').map(line) },
    {
      title: t.onDemand,
      lines: view.steps.filter((each) => each.step.mode === 'on_demand' && each.status === 'open').map(line),
    },
    { title: p.whatYouMayKnow, lines: knownLines(view, plan, reader) },
    { title: p.done, lines: of('done').map(line) },
  ];
  const ids = { c: view.id };
  const dates = view.dates.length > 0 && view.status !== 'closed' ? [button(t.press.facts, 'facts', ids)] : [];
  return linesUnder(headerFor(view, plan, reader, notices), reader, t.overviewTitle, sections, [
    button(t.press.next, 'next', ids),
    ...(view.status === 'closed' ? [] : [button(signalWords(reader.lang).press.report, 'signal_new', ids)]),
    ...dates,
    button(t.press.cases, 'cases', {}),
  ]);
}

function headerFor(view: LandlordView, plan: Plan, reader: Reader, notices: readonly Notice[]): Header {
  const p = peopleWords(reader.lang);
  const standing: Notice[] =
    view.status === 'running' ? [] : [{ text: view.status === 'closed' ? p.isClosed : p.isOnHold, style: 'warning' }];
  return plainHeader(view.code, say(plan.protocol, plan.protocol.title, reader.lang), [...notices, ...standing]);
}

function stepLine(view: LandlordView, plan: Plan, each: LandlordStep, reader: Reader): Line {
  const t = words(reader.lang);
  const { lang } = reader;
  const due = dueFor(plan, each, reader);
  const parts = [
    each.doneOn === null ? t.stepStatus[each.status] : t.doneOn(dateText(each.doneOn, lang)),
    rolesText(plan.protocol, each.step.responsible, lang),
    ...(due.text === '' ? [] : [due.text]),
  ];
  const ids = { c: view.id, s: each.id };
  const doable = each.doable && view.status === 'running';
  return {
    text: lineTitle(plan, each.step, lang),
    sub: parts.join(' · '),
    color: due.color,
    actions: [...(doable ? [button(t.press.doNow, 'step', ids)] : []), button(t.press.why, 'why', ids)],
  };
}

function dueFor(plan: Plan, each: LandlordStep, reader: Reader): { text: string; color: string } {
  if (!each.term || each.status === 'done') return { text: '', color: 'default' };
  return termText(plan, { ...each.term, anchor: null, waitsFor: null }, reader.lang);
}

// Only what ZUT-105 lists; what is not known is said to be not known.
function knownLines(view: LandlordView, plan: Plan, reader: Reader): readonly Line[] {
  const p = peopleWords(reader.lang);
  const t = words(reader.lang);
  const yesNo = (value: boolean | null): string => (value === null ? p.unknown : value ? t.yes : t.no);
  const contact = view.contact
    ? [view.contact.name ?? '', view.contact.organisation].filter((part) => part !== '').join(', ')
    : p.unknown;
  const list = plan.protocol.facts[LANDLORD_FACTS.factors]?.options ?? [];
  const factors = list
    .filter(({ id }) => view.factors.includes(id))
    .map(({ title }) => say(plan.protocol, title, reader.lang));
  const who = view.bewindvoerder === null ? '' : ` (${plainText(view.bewindvoerder)})`;
  return [
    { text: `${p.support}: ${yesNo(view.support)}` },
    { text: `${p.contact}: ${plainText(contact)}` },
    { text: `${p.bewindvoering}: ${yesNo(view.bewindvoering)}${who}` },
    { text: `${p.factors}: ${factors.length > 0 ? factors.join(', ') : p.unknown}` },
  ];
}

/** The card on which the landlord does a step of its own. */
export function landlordStepCard(
  view: LandlordView,
  plan: Plan,
  each: LandlordStep,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  return stepForm(
    {
      header: headerFor(view, plan, reader, notices),
      summary: `${t.botName}: ${view.code}`,
      ...{ caseId: view.id, version: view.version, today: view.today, plan, step: each.step },
      ...{ due: each.term ? dueFor(plan, each, reader) : { text: t.noTerm, color: 'default' } },
      ...{ tasks: each.tasks, needs: each.asks },
      known: Object.fromEntries(view.dates.flatMap(({ fact, value }) => (value === null ? [] : [[fact, value]]))),
      // Whether the client knows is recorded by who leads the case.
      asksInformed: false,
      decision: decisionFor(plan, each, reader, typed),
    },
    reader,
    typed,
  );
}

// The landlord decides by what the agreements say; of the case it knows nothing that weighs in it.
function decisionFor(plan: Plan, { step }: LandlordStep, reader: Reader, typed: Typed): DecisionPart | null {
  const nothing = { facts: {}, done: new Map(), finished: new Map() };
  const own = Object.values(plan.protocol.roles).flatMap((role) => (role.landlord ? [role.id] : []));
  const part = decisionPart(plan, step, nothing, new Set(own), typed, reader.lang);
  return part && { ...part, asks: [] };
}

/** Why a step is there, in the words of the agreements. */
export function landlordWhyCard(view: LandlordView, plan: Plan, each: LandlordStep, reader: Reader): CardData {
  const t = words(reader.lang);
  const { step } = each;
  const due = dueFor(plan, each, reader);
  const sections: Section[] = [
    { title: t.stepStatus[each.status], lines: [{ text: say(plan.protocol, step.why, reader.lang) }] },
    {
      title: t.termsTitle,
      lines: each.term
        ? [{ text: due.text, sub: `${say(plan.protocol, each.term.text, reader.lang)} (${each.term.rule})` }]
        : [],
    },
    {
      title: '',
      lines: step.notes.map((note) => ({
        text: noteText(plan.protocol, note, reader.lang),
        sub: note.rules.join(', '),
      })),
    },
    { title: '', lines: [{ text: t.source(sourceText(plan.protocol, step, reader.lang), step.rules.join(', ')) }] },
  ];
  const ids = { c: view.id, s: each.id };
  const own: Button[] = each.doable ? [button(t.press.doNow, 'step', ids, { style: 'positive' })] : [];
  const title = t.whyTitle(stepTitle(plan, step, reader.lang));
  return linesUnder(headerFor(view, plan, reader, []), reader, title, sections, [
    ...own,
    button(t.press.next, 'next', { c: view.id }),
  ]);
}

/** The landlord's own dates. */
export function landlordDatesCard(
  view: LandlordView,
  plan: Plan,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const header = headerFor(view, plan, reader, notices);
  const fields = view.dates.flatMap(({ fact, value }) => {
    const known = plan.protocol.facts[fact];
    return known ? [factField(plan.protocol, known, value ?? undefined, typed, reader.lang)] : [];
  });
  return formCard(reader, {
    ...{ code: `${view.code} · ${header.route}`, about: view.code, notices: header.notices },
    ...{ title: t.factsTitle, intro: t.factsIntro, fields },
    actions: [
      button(t.press.save, 'facts_save', { c: view.id, v: view.version }, { style: 'positive', inputs: true }),
      button(t.press.back, 'next', { c: view.id }),
    ],
  });
}

/** The landlord's line in the list of cases. */
export function landlordRow(view: LandlordView, plan: Plan, reader: Reader) {
  const t = words(reader.lang);
  const first = leadingLandlordStep(view.steps);
  const due = first ? dueFor(plan, first, reader) : { text: '', color: 'default' };
  return {
    code: view.code,
    route: say(plan.protocol, plan.protocol.title, reader.lang),
    next: first ? lineTitle(plan, first.step, reader.lang) : t.notForMe,
    ...{ due: due.text, dueColor: due.color, hasDue: due.text !== '' },
    actions: [button(t.press.openThis, 'next', { c: view.id })],
  };
}
