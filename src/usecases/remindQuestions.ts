/**
 * Reminds of questions that were handed over and that nobody answered: first those who answer in the region, later its
 * coordinators. Each stage of a question is said once; what is said is worked out when it is sent.
 */
import { POLICY } from '../domain/access.ts';
import { laterBy } from '../domain/calendar.ts';
import { coordinatesIn, isAwayOn } from '../domain/people.ts';
import { quietOf } from '../domain/settings.ts';
import { afterQuiet } from '../domain/workingTime.ts';
import { administratorsOf, expertsOf } from './experts.ts';
import { dueQuestions } from './handOver.ts';
import type { Deps, Mark, Member, Message } from './ports.ts';
import { todayOf } from './readCase.ts';

const DAY_MS = 24 * 3_600_000;
// No source states a term for this; these are ours. A question of Friday is not late on Monday.
const STAGES = [
  { stage: 'experts', afterMs: 4 * DAY_MS },
  { stage: 'coordinators', afterMs: 9 * DAY_MS },
] as const;

/** Queues what has become due. Twice at once or again is the same as once. Answers how many stages were new. */
export async function remindQuestions(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  let reminded = 0;
  for (const { stage, afterMs } of STAGES) {
    for (const question of await dueQuestions(deps, laterBy(now, -afterMs))) {
      const { id, region, askedAt } = question;
      const to = await receiversOf(deps, region, stage);
      // With nobody to turn to nothing is said, and it is tried again tomorrow.
      if (to.length === 0) continue;
      const { settings } = await deps.uow.stores.settings.ofRegion(region);
      const dueAt = afterQuiet(now, quietOf(settings));
      const messages = to.map((member): Message => ({
        ...{ id: `question_waits:${id}:${stage}:${member.id}`, kind: 'question_waits', about: { question: id } },
        ...{ to: { kind: 'member', memberId: member.id }, dueAt },
      }));
      const mark: Mark = {
        ...{ id: `question:${id}:${stage}`, caseId: null, region, subject: `question ${stage}`, day: null },
        ...{ dueAt: laterBy(askedAt, afterMs), markedAt: now, via: 'message', messages: messages.map((m) => m.id) },
      };
      const fresh = await deps.uow.transaction(async (tx) => {
        const marked = await tx.reminders.mark([mark]);
        if (marked.has(mark.id)) await tx.outbox.add(messages);
        return marked.size;
      });
      reminded += fresh;
    }
  }
  return reminded;
}

async function receiversOf(
  deps: Deps,
  region: string,
  stage: (typeof STAGES)[number]['stage'],
): Promise<readonly Member[]> {
  const found =
    stage === 'experts'
      ? (await expertsOf(deps, region)).map(({ member }) => member)
      : await coordinators(deps, region);
  return found.length > 0 ? found : administratorsOf(deps);
}

// Those who are there and who may read and answer the question.
async function coordinators(deps: Deps, region: string): Promise<readonly Member[]> {
  const today = todayOf(deps);
  return (await deps.uow.stores.members.all()).filter(
    ({ leftOn, away, memberships }) =>
      leftOn === null &&
      !isAwayOn(away, today) &&
      coordinatesIn(memberships, region) &&
      POLICY.answer_question({ administrator: false, memberships }, region),
  );
}
