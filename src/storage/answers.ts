/**
 * Questions that were handed to experts, and what people said of answers. Which state follows which is in
 * domain/answers/handedOver.ts.
 */
import { QUESTION_STATES, type HandedOver } from '../domain/answers/handedOver.ts';
import type { AnswerFeedback, QuestionStore } from '../usecases/ports.ts';
import type { Link, Statement } from './link.ts';

// Two who ask the same at once find one question; the first wording stays.
const ASK: Statement = {
  name: 'question_ask',
  text: `WITH asked AS (
    INSERT INTO questions (id, region, text, lang, key, asked_at) VALUES ($1, $2, $3, $4, $5, $6::timestamptz)
    ON CONFLICT (region, key) DO UPDATE SET key = excluded.key RETURNING id
  ), asker AS (
    INSERT INTO question_askers (question_id, member_id, asked_at) SELECT id, $7, $6::timestamptz FROM asked
    ON CONFLICT DO NOTHING
  )
  SELECT id FROM asked`,
};
const SAVE: Statement = {
  name: 'question_save',
  text: `UPDATE questions SET version = version + 1, text = $3, state = $4, short = $5, answer = $6, answered_by = $7,
    answered_at = $8::timestamptz, decided_by = $9, decided_at = $10::timestamptz
  WHERE id = $1 AND version = $2::int RETURNING id`,
};
const STAMP: Statement = {
  name: 'question_stamp',
  text: `SELECT coalesce(sum(version), 0)::text || '/' || count(*)::text AS stamp FROM questions
  WHERE state IN ('approved', 'declined')`,
};
const PURGE: Statement = {
  name: 'question_purge',
  text: `DELETE FROM questions WHERE state IN ('answered', 'declined')
    AND coalesce(decided_at, answered_at) < $1::timestamptz RETURNING id`,
};

const WITH = { _count: { select: { askers: true } } } as const;

/** The questions in the database behind the link. */
export function questionStore(link: Link): QuestionStore {
  const one = async (id: string): Promise<HandedOver | null> => {
    const row = await link.db.question.findUnique({ where: { id }, include: WITH });
    return row && questionOf(row);
  };
  return {
    ask: async ({ id, region, text, lang, key, askedAt, memberId }) => {
      const [row] = await link.rows<{ id: string }>(ASK, [id, region, text, lang, key, askedAt, memberId]);
      const stored = row && (await one(row.id));
      if (!stored) throw new Error('A question that was just stored is not there');
      return stored;
    },
    byId: one,
    inState: async (states) => {
      const rows = await link.db.question.findMany({
        where: { state: { in: [...states] } },
        include: WITH,
        orderBy: [{ askers: { _count: 'desc' } }, { askedAt: 'asc' }],
      });
      return rows.map(questionOf);
    },
    save: async (question, expectedVersion) => {
      const { id, text, state, answer, decided } = question;
      const rows = await link.rows(SAVE, [
        ...[id, expectedVersion, text, state, answer?.short ?? null, answer?.text ?? null, answer?.by ?? null],
        ...[answer?.at ?? null, decided?.by ?? null, decided?.at ?? null],
      ]);
      return rows.length > 0 ? one(id) : null;
    },
    askers: async (questionId) => {
      const rows = await link.db.questionAsker.findMany({ where: { questionId }, orderBy: { askedAt: 'asc' } });
      return rows.map(({ memberId }) => memberId);
    },
    stamp: async () => (await link.rows<{ stamp: string }>(STAMP, []))[0]?.stamp ?? '',
    rate: async ({ answerId, memberId, ...rest }) => {
      const data = { ...rest, at: new Date(rest.at) };
      await link.db.answerFeedback.upsert({
        where: { answerId_memberId: { answerId, memberId } },
        create: { answerId, memberId, ...data },
        update: data,
        select: { answerId: true },
      });
    },
    feedback: async () => summed(await link.db.answerFeedback.findMany({ orderBy: { at: 'desc' } })),
    purge: async (before) => (await link.rows(PURGE, [before])).length,
  };
}

interface QuestionRow {
  readonly id: string;
  readonly region: string;
  readonly text: string;
  readonly lang: string;
  readonly key: string;
  readonly state: string;
  readonly version: number;
  readonly askedAt: Date;
  readonly short: string | null;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly _count: { readonly askers: number };
}

function questionOf(row: QuestionRow): HandedOver {
  const { id, region, text, key, version, short, answer, answeredBy, answeredAt, decidedBy, decidedAt } = row;
  return {
    ...{ id, region, text, key, version },
    lang: row.lang === 'en' ? 'en' : 'nl',
    state: QUESTION_STATES.find((each) => each === row.state) ?? 'open',
    askedAt: row.askedAt.toISOString(),
    asked: row._count.askers,
    answer:
      short !== null && answeredBy !== null && answeredAt
        ? { short, text: answer ?? '', by: answeredBy, at: answeredAt.toISOString() }
        : null,
    decided: decidedBy !== null && decidedAt ? { by: decidedBy, at: decidedAt.toISOString() } : null,
  };
}

interface FeedbackRow {
  readonly answerId: string;
  readonly region: string;
  readonly helpful: boolean;
  readonly text: string | null;
  readonly at: Date;
}

// One line an answer; the rows come newest first.
function summed(rows: readonly FeedbackRow[]): readonly AnswerFeedback[] {
  return [...new Set(rows.map(({ answerId }) => answerId))]
    .map((answerId) => {
      const own = rows.filter((row) => row.answerId === answerId);
      return {
        ...{ answerId, region: own[0]?.region ?? '' },
        helped: own.filter(({ helpful }) => helpful).length,
        notRight: own.filter(({ helpful }) => !helpful).length,
        remarks: own.flatMap(({ text, at }) => (text === null ? [] : [{ text, at: at.toISOString() }])),
      };
    })
    .sort((a, b) => b.notRight - a.notRight || a.answerId.localeCompare(b.answerId));
}
