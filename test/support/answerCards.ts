/** The cards about questions and answers for the samples: every entry, a passage, choices and refusals. */
import { readProtocolFolder } from '../../src/content/protocols.ts';
import { answerIndex } from '../../src/domain/answers/answerIndex.ts';
import { stemmers } from '../../src/content/words.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { answerCard, answerWhyCard, askCard, choicesCard } from '../../src/presenters/answers.ts';
import { answerById, answerQuestion } from '../../src/usecases/answerQuestion.ts';
import { answersRead, lexicon } from './answers.ts';

const protocols = readProtocolFolder('content/protocols').flatMap(({ read }) => (read.ok ? [read.protocol] : []));
const index = answerIndex(answersRead.base, protocols, lexicon, stemmers);
const TODAY = '2026-03-10';
const WARNING = [{ text: 'Let op', style: 'attention' as const }];

/** The longest passages of each kind, as they can be answers too. */
const passages = [...new Set(index.passages.map(({ kind }) => kind))].flatMap((kind) =>
  index.passages
    .filter((each) => each.kind === kind)
    .sort((a, b) => b.text.length - a.text.length)
    .slice(0, 3),
);

type Named = readonly [string, CardData];

/** Every answer there is, what may be meant, and what nobody knows. */
export function answerCards(reader: Reader, hostile: string): readonly Named[] {
  const { lang } = reader;
  const ids = [...index.base.entries, ...passages].map(({ id }) => id);
  const of = (id: string, protocol: string | null) => {
    const found = answerById(index, id, { protocol, today: TODAY, lang });
    if (!found) throw new Error(`${id} is no answer`);
    return found;
  };
  const reply = (text: string) => answerQuestion(index, { text, protocol: null, today: TODAY, lang });
  const regions = protocols.map(({ id, region }) => ({ id, name: region }));
  return [
    ...ids.flatMap((id): Named[] => [
      [`answer ${id}`, answerCard(of(id, null), { today: TODAY, region: null }, reader, WARNING)],
      [`answer-elsewhere ${id}`, answerCard(of(id, 'zutphen'), { today: TODAY, region: 'zutphen' }, reader)],
      [`answer-why ${id}`, answerWhyCard(of(id, null), { step: 'Stap', rules: ['WF-01'] }, TODAY, reader)],
    ]),
    ['choices', choicesCard(reply('woonmatch'), hostile, 'westfriesland', reader)],
    ['refused', choicesCard(reply('fiets'), hostile, null, reader)],
    ['refused-empty', choicesCard({ ...reply('fiets'), candidates: [] }, '', null, reader)],
    ['ask', askCard([], reader)],
    ['ask-region', askCard(regions, reader, { q: hostile }, WARNING)],
  ];
}
