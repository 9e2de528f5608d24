/**
 * Checks the words of a protocol: no names of persons, and a translation for every text that people see; and says
 * where the source contradicts itself. Whether the parts fit together is for lint.ts.
 */
import { LANDLORD_FACTS } from '../landlordView.ts';
import { conditionsOf, factsOf } from './conditions.ts';
import type { FactId, Note, Protocol, Step } from './definition.ts';
import type { Finding } from './lint.ts';

// Roles belong in a protocol, people do not: a title or initials before a surname, and a mailbox with a full name.
// One letter and a full stop is no initial: sentences end with the letter of a route.
const PERSON = new RegExp(
  [
    String.raw`\b(?:dhr|mevr|mw|de heer|mevrouw|meneer|drs|mr|ing)\b\.?\s+(?:[A-Z]\.\s*)*(?:van |de |der |den )*[A-Z][a-z]+`,
    String.raw`\b(?:[A-Z]\.\s?){2,}(?:van |de |der |den )*[A-Z][a-z]+`,
    String.raw`\b[A-Z]\.\s?(?:van |de |der |den )+[A-Z][a-z]+`,
    String.raw`\b[a-z]+\.[a-z.-]+@`,
  ].join('|'),
);

/** Names of persons, readings of the source, and texts without a translation. */
export function lintWords(protocol: Protocol): readonly Finding[] {
  const findings: Finding[] = [...readingsIn(protocol)];
  const untranslated: string[] = [];
  for (const text of new Set(textsOf(protocol))) {
    if (PERSON.test(text)) {
      const message = `hier lijkt een naam van een persoon te staan: "${text}"; noem een functie`;
      findings.push({ level: 'error', path: [], message });
    }
    if (protocol.english[text] === undefined) untranslated.push(text);
  }
  for (const text of untranslated) {
    findings.push({ level: 'note', path: [], message: `geen Engelse tekst voor: "${text}"` });
  }
  return findings;
}

/** Facts that are asked and that nothing in the protocol reads: what is not needed should not be known. */
export function lintUnread(protocol: Protocol): readonly Finding[] {
  const read = new Set<string>([
    // Read by the landlord's view, whatever the protocol.
    ...Object.values(LANDLORD_FACTS),
    ...Object.values(protocol.routes).flatMap((route) => [
      ...(route.startsIf ? factsOf(route.startsIf) : []),
      ...route.steps.flatMap(factsReadBy),
    ]),
  ]);
  return Object.keys(protocol.facts)
    .filter((fact) => !read.has(fact))
    .map((fact) => ({
      level: 'note',
      path: ['gegevens', fact],
      message: `geen stap, termijn of voorwaarde leest gegeven "${fact}"; haal het weg als niemand het nodig heeft`,
    }));
}

/** The facts that a step reads, in its conditions, terms and consents. */
export function factsReadBy(step: Step): readonly FactId[] {
  const own = [step.applies, step.provided, step.until, ...step.tasks.map((task) => task.applies)];
  const conditions = [...own, ...conditionsOf(step.decision)];
  const offsets = [
    step.opens,
    step.closes,
    step.recurrence?.until,
    ...step.terms.flatMap((term) => [term.by, term.from]),
  ];
  return [
    ...conditions.flatMap((condition) => (condition ? factsOf(condition) : [])),
    ...offsets.flatMap((offset) => offset?.anchors ?? []),
    ...(step.recurrence?.from ?? []),
    ...step.sharing.flatMap((share) => share.consent ?? []),
    ...(step.records === null ? [] : [step.records]),
  ];
}

// A contradiction in the source is no fault of the file; its owner should see where we had to choose.
function readingsIn(protocol: Protocol): readonly Finding[] {
  const readings = (notes: readonly Note[], path: readonly string[]): readonly Finding[] =>
    notes
      .filter((note) => note.kind === 'reading')
      .map(({ text, rules }) => ({
        level: 'note',
        path: [...path, 'opmerkingen'],
        message: `de bron spreekt zich tegen of is onduidelijk${rules.length > 0 ? ` (${rules.join(', ')})` : ''}; onze lezing: ${text}`,
      }));
  return [
    ...readings(protocol.notes, []),
    ...Object.values(protocol.routes).flatMap((route) => [
      ...readings(route.notes, ['routes', route.id]),
      ...route.steps.flatMap((step) => readings(step.notes, ['routes', route.id, 'stappen', step.id])),
    ]),
  ];
}

/** Every text of the protocol that people get to see. */
function textsOf(protocol: Protocol): readonly string[] {
  const texts: string[] = [];
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (SHOWN.has(key)) texts.push(value);
    } else if (Array.isArray(value)) for (const item of value) collect(item, key);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) if (name !== 'english') collect(item, name);
    }
  };
  collect(protocol, '');
  return texts;
}

const SHOWN = new Set([
  'title',
  'question',
  'explanation',
  'forWhom',
  'scope',
  'why',
  'text',
  'note',
  'what',
  'after',
  'disclaimer',
  'weight',
  'opposite',
]);
