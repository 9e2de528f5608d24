/**
 * The forms around a case: opening, facts, hold, closing and opening again.
 */
import { LANDLORD_FACTS } from '../domain/landlordView.ts';
import { factsOf } from '../domain/protocol/conditions.ts';
import type { Fact, Protocol, Route } from '../domain/protocol/definition.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { ReaderView } from '../domain/views.ts';
import { button, type Button } from './buttons.ts';
import { headerOf, type CardData, type Notice, type Reader } from './card.ts';
import { formCard, type Form } from './form.ts';
import { factField, field, type Field, type Typed } from './inputs.ts';
import { routeText, say } from './protocolText.ts';
import { words } from './wording.ts';

/** First half of opening a case: who the client is, and the organisation's own word for the client. */
export function openCard(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const several = protocols.size > 1;
  const choices = [...protocols.values()].flatMap((protocol) =>
    Object.values(protocol.routes).map((route) => ({
      title: `${several ? `${say(protocol, protocol.region, reader.lang)}: ` : ''}${say(protocol, route.forWhom, reader.lang)} (route ${route.id})`,
      value: `${protocol.id}/${route.id}`,
    })),
  );
  return formCard(reader, {
    notices,
    title: t.openTitle,
    intro: t.pseudonymNote,
    fields: [
      field({
        id: 'n',
        label: t.pseudonym,
        kind: 'text',
        value: typed['n'] ?? '',
        required: true,
        error: t.pseudonymError,
        placeholder: t.pseudonymHint,
        max: 30,
      }),
      field({
        id: 'route',
        label: t.openWho,
        kind: 'choice',
        value: typed['route'] ?? '',
        required: true,
        error: t.openWhoError,
        choices,
        style: several ? 'compact' : 'expanded',
      }),
    ],
    actions: [
      button(t.press.goOn, 'open_facts', {}, { style: 'positive', inputs: true }),
      button(t.press.cases, 'cases', {}),
    ],
  });
}

/** Second half of opening a case: the facts that the route asks for. */
export function openFactsCard(
  protocol: Protocol,
  route: Route,
  pseudonym: string,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const fields = asked(protocol, route.asks).map((fact) => factField(protocol, fact, undefined, typed, reader.lang));
  return formCard(reader, {
    notices,
    title: `${t.openTitle}: ${routeText({ protocol, route }, reader.lang)}`,
    intro: `${say(protocol, route.scope, reader.lang)} ${t.openFactsIntro}`,
    fields,
    actions: [
      button(
        t.press.openCase,
        'open_save',
        { p: protocol.id, r: route.id, n: pseudonym },
        { style: 'positive', inputs: true },
      ),
      button(t.press.back, 'open', {}),
    ],
  });
}

const asked = (protocol: Protocol, ids: readonly string[]): readonly Fact[] =>
  ids.flatMap((id) => protocol.facts[id] ?? []);

/** All facts that the route of this case reads, with what is known of them. */
export function factsCard(
  view: ReaderView,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const { protocol } = view.plan;
  const fields = asked(
    protocol,
    factsOfRoute(view.plan).filter((fact) => view.givable.has(fact)),
  ).map((fact) => factField(protocol, fact, view.evaluation.known.facts[fact.id], typed, reader.lang));
  return caseForm(view, reader, notices, {
    title: t.factsTitle,
    intro: t.factsIntro,
    fields,
    actions: [
      button(t.press.save, 'facts_save', { c: view.id, v: view.version }, { style: 'positive', inputs: true }),
      back(view, reader),
    ],
  });
}

// The facts that a route reads or asks for, in the order of the protocol.
function factsOfRoute(plan: Plan): readonly string[] {
  // What a landlord may know is read by no step, and is given here.
  const used = new Set<string>([...plan.route.asks, ...Object.values(LANDLORD_FACTS)]);
  for (const step of plan.route.steps) {
    const conditions = [step.applies, step.provided, step.until, ...step.tasks.map((task) => task.applies)];
    for (const condition of conditions) if (condition) for (const fact of factsOf(condition)) used.add(fact);
    const offsets = [
      step.opens,
      step.closes,
      step.recurrence?.until,
      ...step.terms.flatMap((term) => [term.by, term.from]),
    ];
    const anchors = offsets.flatMap((offset) => offset?.anchors ?? []);
    for (const anchor of [...anchors, ...(step.recurrence?.from ?? [])]) used.add(anchor);
  }
  return Object.keys(plan.protocol.facts).filter((fact) => used.has(fact));
}

function caseForm(view: ReaderView, reader: Reader, notices: readonly Notice[], content: Form): CardData {
  const header = headerOf(view, reader, notices);
  return formCard(reader, { ...content, code: `${header.code} · ${header.route}`, notices: header.notices });
}

const back = (view: ReaderView, reader: Reader): Button =>
  button(words(reader.lang).press.back, 'next', { c: view.id });

const reasonField = (reader: Reader, typed: Typed, required: boolean): Field => {
  const t = words(reader.lang);
  return field({
    id: 'reason',
    label: t.reason,
    kind: 'text',
    value: typed['reason'] ?? '',
    required,
    error: t.reasonError,
    placeholder: t.reasonHint,
    max: 500,
    multiline: true,
  });
};

/** Asks for the reason of a hold; says beforehand what a hold brings about. */
export function holdCard(
  view: ReaderView,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const effects = view.plan.route.hold.effects.map((effect) => say(view.plan.protocol, effect.text, reader.lang));
  return caseForm(view, reader, notices, {
    title: t.holdTitle,
    intro: effects.join(' '),
    fields: [reasonField(reader, typed, true)],
    actions: [button(t.press.hold, 'hold_save', { c: view.id, v: view.version }, { inputs: true }), back(view, reader)],
  });
}

/** Asks how the case ends; the ending that an outcome has led to is chosen beforehand. */
export function closeCard(
  view: ReaderView,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const { protocol } = view.plan;
  const endings = Object.values(protocol.endings).map((ending) => ({
    title: say(protocol, ending.title, reader.lang),
    value: ending.id,
  }));
  const ending = field({
    id: 'ending',
    label: t.ending,
    kind: 'choice',
    style: 'expanded',
    value: typed['ending'] ?? view.evaluation.ending ?? '',
    required: true,
    error: t.endingError,
    choices: endings,
  });
  return caseForm(view, reader, notices, {
    title: t.closeTitle,
    intro: '',
    fields: [ending, reasonField(reader, typed, false)],
    actions: [
      button(t.press.close, 'close_save', { c: view.id, v: view.version }, { style: 'destructive', inputs: true }),
      back(view, reader),
    ],
  });
}

/** Asks why a closed case is opened again. */
export function reopenCard(
  view: ReaderView,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  return caseForm(view, reader, notices, {
    title: t.reopenTitle,
    intro: '',
    fields: [reasonField(reader, typed, true)],
    actions: [
      button(t.press.reopen, 'reopen_save', { c: view.id, v: view.version }, { style: 'positive', inputs: true }),
      back(view, reader),
    ],
  });
}
