/**
 * Tells that a message did not arrive, to whoever can do something about it. Says nothing of what the message said.
 */
import { button } from '../presenters/buttons.ts';
import { plainText } from '../presenters/card.ts';
import { wordCard } from '../presenters/notices.ts';
import { outboxWords } from '../presenters/wordingOutbox.ts';
import { words } from '../presenters/wording.ts';
import { readCase } from '../usecases/readCase.ts';
import type { SayMessage } from './messages.ts';

export const sayUndelivered: SayMessage = async (deps, message, { reader, member }) => {
  if (!member) return null;
  const t = outboxWords(reader.lang);
  // The case is named to those only who see it.
  const view = message.caseId ? await readCase(deps, message.caseId, member) : null;
  const to = message.about['member'];
  const who = to === undefined ? null : await deps.uow.stores.members.byId(to);
  const said =
    to === undefined
      ? t.undeliveredIn(view?.case.code ?? null)
      : t.undeliveredTo(plainText(who?.displayName ?? t.someone));
  const on = view ? [button(words(reader.lang).press.next, 'next', { c: view.case.id })] : [];
  const card = wordCard([said, t.whatNow[to === undefined ? 'conversation' : 'member']], on);
  return { card: { ...card, summary: t.undeliveredSummary } };
};
