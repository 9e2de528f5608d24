/**
 * A case that goes over to the present version of its agreements: shown first, then asked. In a personal chat only.
 */
import type { Press } from '../../presenters/buttons.ts';
import type { Notice } from '../../presenters/card.ts';
import { moveCard, moveRefusal, sentence } from '../../presenters/caseMove.ts';
import { statusCard } from '../../presenters/caseOverview.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { handoverWords } from '../../presenters/wordingHolder.ts';
import { moveCase, previewMoveCase } from '../../usecases/moveCase.ts';
import { readCase, type CaseView } from '../../usecases/readCase.ts';
import { forbidden, noCase, notice, show, type Answer, type Turn } from '../turn.ts';
import { caseCards } from './cards.ts';

const VERBS = new Set(['move', 'move_save'] as const);
type MovePress = Extract<Press, { verb: 'move' | 'move_save' }>;

/** Presses about moving a case: all of them for a personal chat. */
export const MOVE_VERBS: ReadonlySet<string> = VERBS;

/** True for such a press. */
export const isMovePress = (press: Press): press is MovePress => MOVE_VERBS.has(press.verb);

/** Answers such a press. */
export async function movePress(turn: Turn, press: MovePress): Promise<Answer> {
  const { deps, member, reader } = turn;
  const caseId = press.data.c;
  if (press.verb === 'move') return preview(turn, caseId);
  const t = handoverWords(reader.lang).move;
  const { v: seenVersion, w: toVersion } = press.data;
  const result = await moveCase(deps, { caseId, seenVersion, toVersion, member });
  switch (result.kind) {
    case 'moved':
      return overview(turn, result.view, notice(t.moved, 'good'));
    case 'stale':
      return preview(turn, caseId, notice(t.stale, 'warning'));
    case 'refused':
      return overview(turn, result.view, notice(sentence(moveRefusal(result.refusal, reader.lang)), 'warning'));
    case 'forbidden':
    case 'no_case':
      return notTheirs(turn, caseId);
  }
}

async function preview(turn: Turn, caseId: string, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, member, reader } = turn;
  const result = await previewMoveCase(deps, caseId, member);
  switch (result.kind) {
    case 'preview':
      return show(turn, result.view, {
        reader: (seen) => moveCard(seen, result.preview, result.protocol.version, reader, notices),
        // A landlord does not get here: the move is not theirs.
        landlord: () => wordCard([handoverWords(reader.lang).move.title], waysOn(reader)),
      });
    case 'refused':
      return overview(turn, result.view, notice(sentence(moveRefusal(result.refusal, reader.lang)), 'warning'));
    case 'forbidden':
    case 'no_case':
      return notTheirs(turn, caseId);
  }
}

async function notTheirs(turn: Turn, caseId: string): Promise<Answer> {
  const view = await readCase(turn.deps, caseId, turn.member);
  return view ? forbidden(turn, view) : noCase(turn);
}

const overview = (turn: Turn, view: CaseView, notices: readonly Notice[]): Promise<Answer> =>
  show(turn, view, caseCards((seen, reader) => statusCard(seen, reader, notices), notices)(turn.reader));
