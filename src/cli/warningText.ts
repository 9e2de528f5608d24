/**
 * The warnings of a simulation as sentences, in both languages.
 */
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { DatedTerm } from '../domain/protocol/terms.ts';
import { dateText } from '../presenters/dates.ts';
import { conditionText, factTitle, noteText, outcomeText, say, titleOf } from '../presenters/protocolText.ts';
import type { Lang } from '../shared/lang.ts';
import type { Warning } from '../usecases/simulate.ts';

/** One sentence for a warning. */
export function warningText(plan: Plan, warning: Warning, lang: Lang): string {
  const nl = lang === 'nl';
  const { protocol } = plan;
  switch (warning.kind) {
    case 'overdue':
    case 'target_passed':
    case 'effort_passed':
      return passedText(plan, warning.kind, warning.step, warning.term, lang);
    case 'anchor_assumed': {
      const [title, used] = [titleOf(plan, warning.step, lang), anchorText(plan, warning.term.anchor, lang)];
      const wanted = anchorText(plan, warning.term.waitsFor, lang);
      return nl
        ? `${title}: geteld vanaf ${used}, omdat ${wanted} niet bekend is.`
        : `${title}: counted from ${used}, since ${wanted} is not known.`;
    }
    case 'outcome_assumed': {
      const [title, outcome] = [
        titleOf(plan, warning.step, lang),
        outcomeText(plan, warning.step, warning.outcome, lang),
      ];
      return nl
        ? `${title}: geen uitkomst gegeven; gerekend met "${outcome}".`
        : `${title}: no outcome given; "${outcome}" was taken.`;
    }
    case 'hold':
      if (warning.effect) return noteText(protocol, warning.effect, lang);
      return nl ? 'De casus staat op pauze.' : 'The case is on hold.';
    case 'ending': {
      const ending = say(protocol, protocol.endings[warning.ending]?.title ?? warning.ending, lang);
      return nl ? `De casus kan worden afgesloten: ${ending}.` : `The case can be closed: ${ending}.`;
    }
    case 'future': {
      const [title, date] = [titleOf(plan, warning.step, lang), dateText(warning.on, lang)];
      return nl
        ? `${title} is klaar gemeld op ${date}; dat is nog niet geweest.`
        : `${title} is given as finished on ${date}, which is still to come.`;
    }
    case 'not_startable': {
      const words = conditionText(plan, warning.condition, lang);
      return nl ? `Deze route begint alleen als ${words}.` : `This route begins only when ${words}.`;
    }
  }
}

function anchorText(plan: Plan, anchor: string | null, lang: Lang): string {
  if (anchor === null) return lang === 'nl' ? 'iets anders' : 'something else';
  return plan.steps.has(anchor) ? titleOf(plan, anchor, lang) : factTitle(plan.protocol, anchor, lang);
}

const PASSED = {
  nl: { overdue: 'Te laat', target_passed: 'Streefdatum voorbij', effort_passed: 'Inspanningstermijn voorbij' },
  en: { overdue: 'Late', target_passed: 'Target passed', effort_passed: 'Effort term passed' },
} as const;

function passedText(plan: Plan, kind: keyof (typeof PASSED)['nl'], step: string, term: DatedTerm, lang: Lang): string {
  const what = say(plan.protocol, term.text, lang);
  return `${PASSED[lang][kind]}: ${titleOf(plan, step, lang)}, ${dateText(term.by ?? '', lang)} (${what}).`;
}
