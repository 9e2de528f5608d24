/**
 * The list of a person's cases, most urgent first; also the question which case is meant.
 */
import { leadingStep } from '../domain/urgency.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { ReaderView, SeenCase } from '../domain/views.ts';
import { landlordRow } from './landlord.ts';
import { button } from './buttons.ts';
import { dueOf, plainText, type CardData, type Notice, type Reader } from './card.ts';
import { lineTitle, rolesText, routeText } from './protocolText.ts';
import { words } from './wording.ts';

/** The verbs that show something of a case. */
export type CaseVerb =
  'next' | 'status' | 'turn' | 'terms' | 'facts' | 'hold' | 'close' | 'reopen' | 'signal_new' | 'holder' | 'sheet';

/** A case as the reader may see it, with the agreements that its words come from. */
export interface Shown {
  readonly view: SeenCase;
  readonly plan: Plan;
}

/** How many cases one card shows. */
export const MOST_CASES = 10;

/**
 * The list. `asking`: the reader asked something about "this client" and has to say which one;
 * `verb` is what they asked for, and each case's button gives it.
 */
export function casesCard(
  views: readonly Shown[],
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
      rows: views
        .slice(0, MOST_CASES)
        .map(({ view, plan }) =>
          view.kind === 'landlord' ? landlordRow(view, plan, reader) : row(view, reader, look.verb ?? 'next'),
        ),
      more: t.casesMore(MOST_CASES),
      hasMore: views.length > MOST_CASES,
      actions: [button(t.press.openCase, 'open', {}), button(t.press.help, 'help', {})],
    },
  };
}

function row(view: ReaderView, reader: Reader, verb: CaseVerb) {
  const t = words(reader.lang);
  const { plan } = view;
  const first = leadingStep(view.evaluation.steps, view.roles);
  const due = first && first.terms.length > 0 ? dueOf(plan, first, reader.lang) : { text: '', color: 'default' };
  const who = first ? rolesText(plan.protocol, first.step.responsible, reader.lang) : '';
  const name = view.pseudonym === null ? '' : ` · ${plainText(view.pseudonym)}`;
  return {
    code: `${view.code}${name}`,
    route: routeText(plan, reader.lang),
    next: view.hold ? t.heldNow : first ? `${lineTitle(plan, first.step, reader.lang)} (${who})` : t.noNext,
    due: due.text,
    dueColor: due.color,
    hasDue: due.text !== '',
    actions: [button(t.press.openThis, verb, { c: view.id })],
  };
}
