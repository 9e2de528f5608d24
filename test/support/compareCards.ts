/** The cards that set the regions side by side for the samples: each subject, for all regions and for one. */
import { readSubjects } from '../../src/content/compare.ts';
import { compareOn } from '../../src/domain/protocol/compare.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { comparedCard, subjectsCard } from '../../src/presenters/comparing.ts';

const subjects = readSubjects(new URL('../../content/compare.yaml', import.meta.url).pathname);

/** Cards of every subject in content. */
export function compareCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
): readonly (readonly [string, CardData])[] {
  const all = { protocols, own: 'zutphen', regions: [] };
  const one = { protocols, own: null, regions: ['westfriesland'] };
  return [
    ['compare', subjectsCard(subjects, all, reader)],
    ['compare-one', subjectsCard(subjects, { ...one, own: 'zutphen' }, reader)],
    ...subjects.flatMap((subject): (readonly [string, CardData])[] => [
      [`compare ${subject.id}`, comparedCard(subject, compareOn(subject, protocols), all, reader)],
      [`compare-one ${subject.id}`, comparedCard(subject, compareOn(subject, protocols), one, reader)],
    ]),
  ];
}
