/**
 * The regions side by side on one subject, in words that people wrote beside their sources.
 * Only arranges and checks; nothing is derived from the protocols themselves.
 */
import type { Protocol, RuleId } from './definition.ts';
import type { Catalogue } from './rules.ts';

/** One text in both languages. */
export interface Bilingual {
  readonly nl: string;
  readonly en: string;
}

/** What a region says on a subject. */
export interface Cell {
  readonly text: Bilingual;
  /** Where in the source. */
  readonly section: string;
  readonly rules: readonly RuleId[];
}

export interface Subject {
  readonly id: string;
  readonly title: Bilingual;
  /** The words by which people name it, its titles among them. */
  readonly terms: readonly string[];
  /** What holds for all regions and stands in none of the sources; null: nothing. */
  readonly remark: Bilingual | null;
  /** By protocol; null where the source says nothing on it. */
  readonly cells: ReadonlyMap<string, Cell | null>;
}

/** A row to show: a region with its source and what it says. */
export interface ComparedRegion {
  readonly protocolId: string;
  readonly region: string;
  readonly document: string;
  /** As printed in the document; null where it carries no date. */
  readonly date: string | null;
  /** Null where the source says nothing on it. */
  readonly cell: Cell | null;
}

/** The regions that the subject speaks of, in the order of its file, with where each stands in its source. */
export function compareOn(subject: Subject, protocols: ReadonlyMap<string, Protocol>): readonly ComparedRegion[] {
  return [...subject.cells].flatMap(([protocolId, cell]) => {
    const protocol = protocols.get(protocolId);
    if (!protocol) return [];
    const { document, date } = protocol.source;
    return [{ protocolId, region: protocol.region, document, date, cell }];
  });
}

/** What is wrong with the subjects, in Dutch: a region left out or unknown, a rule that is not of the region. */
export function compareFaults(
  subjects: readonly Subject[],
  catalogues: ReadonlyMap<string, Catalogue>,
): readonly string[] {
  return subjects.flatMap(({ id, cells }) => [
    ...[...catalogues.keys()].filter((region) => !cells.has(region)).map((region) => `${id}: ${region} ontbreekt`),
    ...[...cells].flatMap(([region, cell]) => {
      const rules = catalogues.get(region)?.rules;
      if (!rules) return [`${id}: ${region} heeft geen regels in content/rules`];
      const strange = cell?.rules.filter((rule) => !rules.has(rule)) ?? [];
      return strange.map((rule) => `${id}: ${rule} is geen regel van ${region}`);
    }),
  ]);
}
