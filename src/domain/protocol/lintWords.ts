/**
 * Checks the words of a protocol: no names of persons, and a translation for every text that people see.
 * Whether the parts fit together is for lint.ts.
 */
import type { Protocol } from './definition.ts';
import type { Finding } from './lint.ts';

// Titles and titles with initials that stand before a surname: roles belong in a protocol, people do not.
const PERSON =
  /\b(?:dhr|mevr|mw|de heer|mevrouw|meneer|drs|mr|ing)\b\.?\s+(?:[A-Z]\.\s*)*(?:van |de |der |den )*[A-Z][a-z]+/;

/** Names of persons, and texts without a translation. */
export function lintWords(protocol: Protocol): readonly Finding[] {
  const findings: Finding[] = [];
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
]);
