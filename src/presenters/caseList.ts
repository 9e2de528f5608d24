/**
 * The list of a person's cases, most urgent first; also the question which case is meant.
 */
import type { CaseView } from '../usecases/changeCase.ts';
import { button } from './buttons.ts';
import { dueOf, isMine, plainText, seenBy, type CardData, type Notice, type Reader } from './card.ts';
import { byUrgency } from './caseNext.ts';
import { rolesText, say, stepTitle } from './protocolText.ts';
import { words } from './wording.ts';

/** The verbs that show something of a case. */
type CaseVerb = 'next' | 'status' | 'turn' | 'terms' | 'facts' | 'hold' | 'close' | 'reopen';

/** How many cases one card shows. */
export const MOST_CASES = 10;

/**
 * The list. `asking`: the reader asked something about "this client" and has to say which one;
 * `verb` is what they asked for, and each case's button gives it.
 */
export function casesCard(
  views: readonly CaseView[],
  reader: Reader,
  look: { readonly asking: boolean; readonly notices?: readonly Notice[]; readonly verb?: CaseVerb },
): CardData {
  const t = words(reader.lang);
  const title = look.asking && views.length > 0 ? t.pickTitle : t.casesTitle;
  const intro = views.length === 0 ? t.casesEmpty : look.asking ? '' : t.casesIntro;
  return {
    template: 'case-list',
    summary: `${t.botName}: ${title}`,
    data: {
      title,
      intro,
      hasIntro: intro !== '',
      notices: look.notices ?? [],
      rows: views.slice(0, MOST_CASES).map((view) => row(view, reader, look.verb ?? 'next')),
      more: t.casesMore(MOST_CASES),
      hasMore: views.length > MOST_CASES,
      actions: [button(t.press.openCase, 'open', {}), button(t.press.help, 'help', {})],
    },
  };
}

// The most urgent open step speaks for the case; the reader's own goes before those of others.
function row(whole: CaseView, reader: Reader, verb: CaseVerb) {
  const view = seenBy(whole, reader);
  const t = words(reader.lang);
  const { plan, case: c } = view;
  const open = view.evaluation.steps
    .filter((status) => status.status === 'open' && status.step.mode !== 'on_demand')
    .toSorted(byUrgency);
  const first = open.find((status) => isMine(plan, status, reader)) ?? open[0];
  const due = first && first.terms.length > 0 ? dueOf(plan, first, reader.lang) : { text: '', color: 'default' };
  const who = first ? rolesText(plan.protocol, first.step.responsible, reader.lang) : '';
  const name = reader.shared ? '' : ` · ${plainText(c.pseudonym)}`;
  return {
    code: `${c.code}${name}`,
    route: t.protocolRoute(say(plan.protocol, plan.protocol.title, reader.lang), plan.route.id),
    next: c.state.hold ? t.heldNow : first ? `${stepTitle(plan, first.step, reader.lang)} (${who})` : t.noNext,
    due: due.text,
    dueColor: due.color,
    hasDue: due.text !== '',
    actions: [button(t.press.openThis, verb, { c: c.id })],
  };
}
