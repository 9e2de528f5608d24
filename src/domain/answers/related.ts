/**
 * Which other questions of the region are about the same: by heading and concepts, never put together by hand.
 * Knows no language and shows nothing.
 */
import type { AnswerBase, Entry } from './entries.ts';

const SAME_HEADING = 0.5;
const MOST = 3;
// Less in common than this is chance: a concept that half of the entries speak of.
const LEAST = 1;

/** The entries of one region that are nearest to what is asked about, best first; at most three. */
export function relatedTo(
  { entries }: AnswerBase,
  about: Pick<Entry, 'id' | 'protocol' | 'concepts'> & { readonly section: string },
): readonly Entry[] {
  const region = entries.filter(({ protocol }) => protocol === about.protocol);
  const rarity = (concept: string): number =>
    Math.log(1 + region.length / region.filter(({ concepts }) => concepts.includes(concept)).length);
  return region
    .filter(({ id }) => id !== about.id)
    .map((entry) => {
      const shared = entry.concepts.filter((concept) => about.concepts.includes(concept));
      const heading = entry.source.section === about.section ? SAME_HEADING : 0;
      return { entry, near: shared.reduce((sum, concept) => sum + rarity(concept), heading) };
    })
    .filter(({ near }) => near >= LEAST)
    .sort((a, b) => b.near - a.near || a.entry.id.localeCompare(b.entry.id))
    .slice(0, MOST)
    .map(({ entry }) => entry);
}
