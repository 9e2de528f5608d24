/**
 * Writes approved answers of experts as files for content/answers, so that an editor can take them into the sources of a
 * region. Makes text only; where it goes is for the caller.
 */
import { stringify } from 'yaml';
import type { Entry } from '../domain/answers/entries.ts';

export interface AnswerFile {
  readonly name: string;
  readonly text: string;
}

const HEAD = `# Antwoorden van de deskundige van de regio, goedgekeurd door een redacteur. Uit Opstap gehaald; zet dit bestand met het
# bestand .gevraagd.yaml in content/answers. Vertaal wat onder en staat, en vul de regels aan waar een regel dit zegt.
`;

/** The two files of a region with these answers; `conceptsIn` finds what a text is about. Empty without answers. */
export function answerFilesOf(
  region: string,
  entries: readonly Entry[],
  conceptsIn: (text: string) => readonly string[],
): readonly AnswerFile[] {
  const own = entries.filter(({ protocol, expert }) => protocol === region && expert !== undefined);
  const [first] = own;
  if (!first) return [];
  const dates = own.flatMap(({ expert }) => expert ?? []).sort();
  const base = {
    id: `${region.replaceAll(/[^a-z0-9]/g, '')}vragen`,
    ...{ protocol: region, regio: first.region },
    bron: {
      document: first.source.document,
      datum: dates.at(-1),
      voorbehoud: 'Dit staat niet in een bron; het is een antwoord van de deskundige van de regio.',
      voorbehoud_en: 'This stands in no source; it is an answer of the expert of the region.',
    },
    rubrieken: { vragen: 'Vragen van collega’s' },
    antwoorden: Object.fromEntries(own.map((entry, at) => [`v${at + 1}`, answerOf(entry, at, conceptsIn)])),
  };
  const asked = {
    zo_gevraagd: Object.fromEntries(own.map(({ nl }, at) => [`v${at + 1}`, [nl.question]])),
    niet_in_de_bron: [],
  };
  const options = { lineWidth: 118 };
  return [
    { name: `${region}-vragen.yaml`, text: `${HEAD}\n${stringify(base, options)}` },
    { name: `${region}-vragen.gevraagd.yaml`, text: stringify(asked, options) },
  ];
}

function answerOf({ nl, en }: Entry, at: number, conceptsIn: (text: string) => readonly string[]): object {
  return {
    ...{ rubriek: 'vragen', nummer: String(at + 1), vraag: nl.question, kort: nl.short, tekst: nl.text },
    en: { vraag: en.question, kort: en.short, tekst: en.text },
    ...{ begrippen: [...conceptsIn(`${nl.question} ${nl.short} ${nl.text}`)], regels: [] },
  };
}
