/**
 * What is wrong with a line about a person, in words that say how to mend it; for cards and for the command line.
 */
import type { Lang } from '../shared/lang.ts';
import type { LineFault } from '../usecases/importPeople.ts';
import type { PersonFault } from '../usecases/personLines.ts';
import { peopleWords } from './wordingPeople.ts';

/** The fault in words. Holds what was typed: make it plain before it goes on a card. */
export function personFaultText(fault: PersonFault, lang: Lang): string {
  const p = peopleWords(lang).personFault;
  return 'word' in fault ? p[fault.kind](fault.word, fault.known.join(', ')) : p[fault.kind];
}

/** All faults of a text, line by line: those of the columns and those of what is in them. */
export function faultLines(faults: readonly LineFault[], broken: readonly number[], lang: Lang): readonly string[] {
  const p = peopleWords(lang);
  const all = [
    ...faults.map(({ line, fault }) => ({ line, text: personFaultText(fault, lang) })),
    ...broken.map((line) => ({ line, text: p.personFault.columns })),
  ];
  return all.toSorted((a, b) => a.line - b.line).map(({ line, text }) => p.faultLine(line, text));
}
