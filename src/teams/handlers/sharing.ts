/**
 * Who takes part in a case: letting somebody in (the client has to know), out again, and the sheet for the client.
 * In a personal chat only: names and reasons are not for a group.
 */
import { CASE_POLICY } from '../../domain/access.ts';
import type { ButtonData } from '../../presenters/buttons.ts';
import type { Notice } from '../../presenters/card.ts';
import { readInformed } from '../../presenters/informed.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { plainText } from '../../presenters/card.ts';
import { refusalText } from '../../presenters/notices.ts';
import { factTitle } from '../../presenters/protocolText.ts';
import { sheetCard, sheetPrintCard } from '../../presenters/shareSheet.ts';
import { shareForm, teamCard, type Candidate } from '../../presenters/sharing.ts';
import { words } from '../../presenters/wording.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { readCase, seeCase, todayOf, type CaseView } from '../../usecases/readCase.ts';
import { shareCase, unshareCase } from '../../usecases/shareCase.ts';
import { shareSheet } from '../../usecases/shareSheet.ts';
import { about, forbidden, noCase, notice, type Answer, type Turn } from '../turn.ts';
import { guardTyped } from './guard.ts';

/** Who takes part. Whoever leads the case can let others in. */
export async function teamAnswer(turn: Turn, caseId: string, notices: readonly Notice[] = []): Promise<Answer> {
  const view = await readCase(turn.deps, caseId, turn.member);
  if (!view) return noCase(turn);
  const seen = await seeCase(turn.deps, view);
  if (seen.kind === 'landlord') return forbidden(turn, view);
  const people = await turn.deps.uow.stores.cases.participants(view.case.id, todayOf(turn.deps));
  return about(view, teamCard(seen, people, CASE_POLICY.share_case(view.who), turn.reader, notices));
}

/** The form for letting somebody in. */
export async function shareStart(
  turn: Turn,
  caseId: string,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Promise<Answer> {
  const view = await readCase(turn.deps, caseId, turn.member);
  if (!view) return noCase(turn);
  const seen = await seeCase(turn.deps, view);
  if (seen.kind === 'landlord' || !CASE_POLICY.share_case(view.who)) return forbidden(turn, view);
  return about(view, shareForm(seen, await candidates(turn, view), turn.reader, notices, typed));
}

// Everybody of the region with a role in its agreements who does not take part yet.
async function candidates(turn: Turn, view: CaseView): Promise<readonly Candidate[]> {
  const { members, cases } = turn.deps.uow.stores;
  const people = await cases.participants(view.case.id, todayOf(turn.deps));
  return (await members.all()).flatMap((member) =>
    member.leftOn !== null
      ? []
      : member.memberships.flatMap(({ organisation, roles }) => {
          const there = people.some((each) => each.memberId === member.id && each.organisation.id === organisation.id);
          if (there || organisation.region !== view.plan.protocol.id || roles.length === 0) return [];
          const names = { name: member.displayName, organisation: organisation.name };
          return [{ memberId: member.id, organisationId: organisation.id, ...names, roles }];
        }),
  );
}

/** Lets somebody in, or says what is still missing, with what was filled in. */
export async function shareSave(turn: Turn, caseId: string, filled: Typed): Promise<Answer> {
  const guarded = guardTyped(turn, filled);
  if (!guarded.ok) {
    const answer = await shareStart(turn, caseId, [], guarded.typed);
    return { ...answer, card: guarded.ask(answer.card) };
  }
  const { typed, kept } = guarded;
  const { deps, member, reader } = turn;
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const again = (text: string): Promise<Answer> => shareStart(turn, caseId, notice(text, 'attention'), typed);
  const [memberId = '', organisationId = ''] = (typed['who'] ?? '').split('/');
  if (memberId === '') return again(p.shareWhoError);
  const informed = readInformed(typed, todayOf(deps));
  if (informed && 'wrongDate' in informed) return again(t.refusal.wrong_date(informed.wrongDate.slice(0, 40)));
  const who = { memberId, organisationId, why: typed['why'] ?? '', informed, kept };
  const result = await shareCase(deps, { caseId, by: member, ...who });
  switch (result.kind) {
    case 'shared':
      return teamAnswer(turn, caseId, notice(p.shared(plainText(result.member.displayName ?? p.noPerson)), 'good'));
    case 'already':
      return teamAnswer(
        turn,
        caseId,
        notice(p.sharedAlready(plainText(result.member.displayName ?? p.noPerson)), 'good'),
      );
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'stale':
      return again(t.staleInputs);
    case 'unknown_person':
      return again(p.shareWhoError);
    case 'reason_missing':
      return again(p.shareWhyError);
    case 'not_informed':
      return again(t.refusal.not_informed);
    case 'refused':
      return again(refusalText(result.view.plan, result.refusal, reader));
    case 'no_consent':
      return again(p.noConsent(factTitle(result.view.plan.protocol, result.fact, reader.lang)));
  }
}

/** Somebody no longer takes part. */
export async function unshare(turn: Turn, ids: ButtonData<'unshare'>): Promise<Answer> {
  const { deps, member, reader } = turn;
  const p = peopleWords(reader.lang);
  const result = await unshareCase(deps, { caseId: ids.c, by: member, memberId: ids.m, organisationId: ids.o });
  switch (result.kind) {
    case 'unshared': {
      const gone = await deps.uow.stores.members.byId(ids.m);
      return teamAnswer(turn, ids.c, notice(p.unshared(plainText(gone?.displayName ?? p.noPerson)), 'good'));
    }
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'stale':
      return teamAnswer(turn, ids.c, notice(words(reader.lang).stale, 'warning'));
    case 'last_holder':
      return teamAnswer(turn, ids.c, notice(p.lastHolder, 'attention'));
  }
}

/** The sheet for the client; `from` a line on: as text, to print. */
export async function sheetAnswer(turn: Turn, caseId: string, from: number | null = null): Promise<Answer> {
  const { deps, member, reader } = turn;
  const result = await shareSheet(deps, caseId, member);
  if (result.kind === 'no_case') return noCase(turn);
  const { view } = result;
  if (result.kind === 'forbidden' || view.who.landlord) return forbidden(turn, view);
  const card =
    from === null
      ? sheetCard(result.sheet, caseId, reader)
      : sheetPrintCard(result.sheet, caseId, todayOf(deps), from, reader);
  return about(view, card);
}
