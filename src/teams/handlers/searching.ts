/**
 * The search of Teams, from any chat: answers about the rules and codes of one's own cases, while somebody types. What is
 * found is put in a message by the person; who reads that is not known here.
 */
import { checkText, isRefused } from '../../domain/freeText.ts';
import { answerHit, caseHit, type Hit } from '../../presenters/answersSearch.ts';
import { wordCard } from '../../presenters/notices.ts';
import { answerWords } from '../../presenters/wordingAnswers.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { answerById, answerQuestion } from '../../usecases/answerQuestion.ts';
import { listCases } from '../../usecases/listCases.ts';
import { todayOf } from '../../usecases/readCase.ts';
import type { Answer, Turn } from '../turn.ts';
import { regionName, regionOf } from './regions.ts';

const MOST_CASES = 5;
const MOST_ANSWERS = 8;
const MOST_SEARCHED = 200;

/** What is found for these words; before anything is typed one's own cases, and answers of the region. */
export async function searchAnswer(turn: Turn, text: string): Promise<Answer> {
  const { deps, reader } = turn;
  const a = answerWords(reader.lang);
  if (isRefused(checkText(text, todayOf(deps)))) return { card: wordCard([peopleWords(reader.lang).messageBsn], []) };
  const found = [...(await casesFor(turn, text)), ...(await answersFor(turn, text))];
  return { card: wordCard([a.nothingFound], []), found };
}

async function casesFor(turn: Turn, text: string): Promise<readonly Hit[]> {
  const { deps, member, reader } = turn;
  const wanted = plain(text);
  const cases = await listCases(deps, member, MOST_SEARCHED);
  return cases
    .filter(({ case: { code } }) => plain(code).includes(wanted))
    .slice(0, MOST_CASES)
    .map(({ case: { code, protocolId } }) => caseHit(code, regionName(turn, protocolId), reader));
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

// What a whole question finds first, then questions that hold what was typed so far.
async function answersFor(turn: Turn, text: string): Promise<readonly Hit[]> {
  const { deps, reader } = turn;
  const index = await deps.answers.index();
  const region = await regionOf(turn, null);
  const asker = { protocol: region, today: todayOf(deps), lang: reader.lang };
  const typed = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const near = text === '' ? null : answerQuestion(index, { ...asker, text });
  const sure = near?.kind === 'refused' ? [] : (near?.candidates ?? []).map(({ id }) => id);
  const holding = index.base.entries
    .filter((entry) => text !== '' || entry.protocol === region)
    .filter((entry) => typed.every((word) => entry[reader.lang].question.toLowerCase().includes(word)))
    .map(({ id }) => id);
  return [...new Set([...sure, ...holding])].slice(0, MOST_ANSWERS).flatMap((id) => {
    const answer = answerById(index, id, asker);
    return answer ? answerHit(answer, asker.today, reader) : [];
  });
}
