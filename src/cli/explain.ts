/**
 * `opstap explain CASE [STEP]`: why each step of a stored case is open, or what blocks it. Changes nothing.
 */
import { evaluate, type Evaluation, type StepStatus } from '../domain/protocol/evaluate.ts';
import { planOf } from '../domain/protocol/evaluate.ts';
import { explainStep } from '../domain/protocol/explain.ts';
import { metText, reasonText, sourceText, stepTitle } from '../presenters/protocolText.ts';
import type { Lang } from '../shared/lang.ts';
import { noteReading, readCaseByCode, seeCase } from '../usecases/readCase.ts';
import { onStoredAs } from './actor.ts';
import { CliError, readArgs, readLang, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { termText } from './simulateText.ts';

export async function explainCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    ...{ json: { type: 'boolean' }, lang: { type: 'string' }, as: { type: 'string' } },
  });
  const lang = readLang(values.lang);
  const [code, stepId, ...rest] = positionals;
  if (code === undefined || rest.length > 0) throw new CliError('usage', 'schrijf: opstap explain CASUS [STAP]');
  const known = code.toUpperCase();
  const evaluation = values.as === undefined ? await readCase(deps, known) : await readAs(deps, known, values.as);
  const chosen = evaluation.steps.filter((status) => stepId === undefined || status.step.id === stepId);
  if (chosen.length === 0) {
    const names = evaluation.steps.map((status) => status.step.id).join(', ');
    throw new CliError('unknown_step', `stap "${stepId}" bestaat niet in deze route; er is: ${names}`, 'step');
  }
  const steps = chosen.map((status) => explained(evaluation, status, lang));
  if (values.json) writeJson(io, { case: code.toUpperCase(), today: evaluation.today, steps });
  else for (const step of steps) io.stdout(stepText(step, lang));
  return 0;
}

async function readCase(deps: CliDeps, code: string): Promise<Evaluation> {
  const source = await deps.openCases();
  try {
    const found = await source.byCode(code);
    if (!found) throw new CliError('case_not_found', `casus "${code}" is er niet`, 'case', 1);
    return evaluate(planOf(found.protocol, found.case.route), found.case.state, deps.now().toISOString());
  } finally {
    await source.close();
  }
}

// What the person of `--as` may see of the case; a landlord has no view of the whole route.
async function readAs(deps: CliDeps, code: string, as: string): Promise<Evaluation> {
  return onStoredAs(deps, as, async (stored, by) => {
    const member = by.memberId === null ? null : await stored.uow.stores.members.byId(by.memberId);
    const view = member && (await readCaseByCode(stored, code, member));
    if (!view) throw new CliError('case_not_found', `casus "${code}" is er niet`, 'case', 1);
    const seen = await seeCase(stored, view);
    if (seen.kind === 'landlord') {
      throw new CliError('forbidden', 'een verhuurder ziet alleen de eigen stappen, in de chat', 'as', 1);
    }
    await noteReading(stored, member, stored.newId(), [view], 'reasons');
    return seen.evaluation;
  });
}

function explained(evaluation: Evaluation, status: StepStatus, lang: Lang) {
  const { plan } = evaluation;
  const explanation = explainStep(evaluation, status.step.id);
  return {
    step: status.step.id,
    number: status.step.number,
    route: plan.route.id,
    title: stepTitle(plan, status.step, lang),
    status: status.status,
    because: status.because.map((reason) => reasonText(plan, reason, lang)),
    met: (explanation?.met ?? []).map((met) => metText(plan, met, lang)),
    terms: status.terms.filter((term) => term.by !== null).map((term) => termText(plan, term, lang)),
    source: sourceText(plan.protocol, status.step, lang),
    rules: status.step.rules,
  };
}

const STATUS: Record<Lang, Record<StepStatus['status'], string>> = {
  nl: {
    open: 'open',
    upcoming: 'daarna',
    blocked: 'nog niet',
    done: 'klaar',
    ended: 'voorbij',
    not_applicable: 'hoort niet bij deze casus',
  },
  en: {
    open: 'open',
    upcoming: 'next',
    blocked: 'not yet',
    done: 'finished',
    ended: 'over',
    not_applicable: 'not part of this case',
  },
};

function stepText(step: ReturnType<typeof explained>, lang: Lang): string {
  const lines = [...step.because, ...step.met, ...step.terms, `${step.source} [${step.rules.join(', ')}]`];
  return `${step.title}: ${STATUS[lang][step.status]}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}
