/** The cards about questions and answers for the samples: every entry, a passage, choices and refusals. */
import { readProtocolFolder } from '../../src/content/protocols.ts';
import { answerIndex } from '../../src/domain/answers/answerIndex.ts';
import { stemmers } from '../../src/content/words.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { answerCard, answerWhyCard, askCard, choicesCard } from '../../src/presenters/answers.ts';
import * as handedOver from '../../src/presenters/answersHandedOver.ts';
import type { HandedOver } from '../../src/domain/answers/handedOver.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { entryOf } from '../../src/domain/answers/handedOver.ts';
import { withWritten } from '../../src/domain/answers/written.ts';
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
    ...handedOverCards(reader, hostile, regions),
    ['ask', askCard([], reader)],
    ['ask-region', askCard(regions, reader, { question: hostile }, WARNING)],
  ];
}

// Questions that were handed over, as long and as odd as people can make them.
function handedOverCards(
  reader: Reader,
  hostile: string,
  regions: readonly { id: string; name: string }[],
): readonly Named[] {
  const words = (length: number): string => `${hostile} `.repeat(20).slice(0, length).trim();
  const answer = { short: words(300), text: words(2000), by: 'm', at: '2026-03-09T09:00:00.000Z' };
  const open: HandedOver = {
    ...{ id: 'q1', region: 'zutphen', text: words(500), lang: 'nl', key: 'k', state: 'open', version: 1 },
    ...{ askedAt: '2026-03-01T09:00:00.000Z', asked: 3, answer: null, decided: null },
  };
  const given: HandedOver = { ...open, state: 'answered', answer };
  const approved: HandedOver = { ...given, state: 'approved' };
  const entry = entryOf(approved, 'Zutphen');
  const written = answerById(withWritten(index, entry ? [entry] : []), 'vraag.q1', {
    ...{ protocol: 'haarlemmermeer', today: TODAY, lang: reader.lang },
  });
  if (!written) throw new Error('An approved answer is not found');
  const member = { displayName: hostile } as Member;
  const feedback = { answerId: 'wf.o1', region: 'zutphen', helped: 1, notRight: 9 };
  const remarks = Array.from({ length: 9 }, () => ({ text: words(500), at: answer.at }));
  const many = Array.from({ length: 12 }, () => open);
  const names = { region: () => 'Zutphen', answer: () => hostile };
  const place = { region: 'Zutphen', contact: hostile };
  const list = { open: [], answered: [], proposed: null, feedback: [] };
  return [
    ['answer-written', answerCard(written, { today: TODAY, region: 'haarlemmermeer' }, reader)],
    ['answer-written-why', answerWhyCard(written, { step: null, rules: [] }, TODAY, reader)],
    ['handover', handedOver.handOverForm(regions, reader)],
    ['handover-again', handedOver.handOverForm(regions, reader, { question: hostile, region: 'zutphen' }, WARNING)],
    ['handed-over', handedOver.handedOverCard(open, [{ member, standsInFor: member }], place, reader)],
    ['handed-over-nobody', handedOver.handedOverCard({ ...open, asked: 1 }, [], place, reader)],
    ['new-answer', handedOver.newAnswerCard(given, 'Zutphen', reader)],
    [
      'question',
      handedOver.questionCard(open, { region: 'Zutphen', by: hostile, standsInFor: hostile }, reader, {}, WARNING),
    ],
    ['question-state-answered', handedOver.questionStateCard(given, WARNING, reader)],
    ['question-state-approved', handedOver.questionStateCard(approved, [], reader)],
    ['question-proposal', handedOver.proposalCard({ ...given, state: 'proposed' }, 'Zutphen', reader, {}, WARNING)],
    ['answer-wrong', handedOver.wrongForm('wf.o1', reader, { text: hostile }, WARNING)],
    ['questions-none', handedOver.questionsCard({ ...list, open: null }, names, reader)],
    ['questions-empty', handedOver.questionsCard(list, names, reader)],
    [
      'questions-many',
      handedOver.questionsCard(
        { open: many, answered: many, proposed: many, feedback: many.map(() => ({ ...feedback, remarks })) },
        ...([names, reader] as const),
      ),
    ],
  ];
}
