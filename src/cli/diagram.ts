/**
 * A protocol drawn as Mermaid, a route at a time, for the pages in docs/protocols. Draws what the engine walks.
 */
import { stepsOf } from '../domain/protocol/conditions.ts';
import type { Protocol, Route, Step } from '../domain/protocol/definition.ts';
import { planOf, type Plan } from '../domain/protocol/evaluate.ts';
import { conditionText, kindText, noteText, outcomeText, rolesText, stepTitle } from '../presenters/protocolText.ts';

/**
 * The steps of a route by phase, what they wait for, and where outcomes end the case. Dashed: only where the step
 * belongs to the case, or where something must hold before it opens.
 */
export function routeDiagram(protocol: Protocol, route: Route): string {
  const plan = planOf(protocol, route.id);
  const conditional = route.steps.filter((step) => step.applies !== null).map((step) => nodeId(step.id));
  const decided = route.steps.filter((step) => step.decision !== null).map((step) => nodeId(step.id));
  const lines = [
    'flowchart TD',
    ...phases(plan),
    ...endings(plan),
    ...route.steps.flatMap((step) => arrows(plan, step)),
    ...(conditional.length > 0
      ? ['  classDef conditional stroke-dasharray: 5 5', `  class ${conditional.join(',')} conditional`]
      : []),
    ...(decided.length > 0 ? ['  classDef decided stroke-width: 4px', `  class ${decided.join(',')} decided`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

// The steps in the order of the source; those of one phase that follow each other stand in its frame.
function phases(plan: Plan): readonly string[] {
  const lines: string[] = [];
  let current: string | null = null;
  let frames = 0;
  for (const step of plan.route.steps) {
    if (step.phase !== current) {
      if (current !== null) lines.push('  end');
      current = step.phase;
      const title = plan.protocol.phases.find((phase) => phase.id === current)?.title ?? '';
      if (current !== null) lines.push(`  subgraph f_${frames++}["${escaped(title)}"]`);
    }
    lines.push(`${current === null ? '  ' : '    '}${nodeId(step.id)}${shape(step, nodeText(plan, step))}`);
  }
  return current === null ? lines : [...lines, '  end'];
}

// Where outcomes end the case: one node for each ending that this route can come to.
function endings(plan: Plan): readonly string[] {
  const ends = plan.route.steps.flatMap((step) =>
    step.outcomes.flatMap(({ title, ends }) => (ends === null ? [] : [{ step: step.id, title, ends }])),
  );
  return [
    ...[...new Set(ends.map((each) => each.ends))].map(
      (ending) => `  e_${ending}(["${escaped(plan.protocol.endings[ending]?.title ?? ending)}"])`,
    ),
    ...ends.map(({ step, title, ends: ending }) => `  ${nodeId(step)} ==>|"${escaped(title)}"| e_${ending}`),
  ];
}

const LEGEND = [
  'Zo leest u de tekeningen:',
  '',
  '- Een pijl: eerst het ene, dan het andere. Staat er tekst bij, dan alleen met die uitkomst.',
  '- Een stippellijn: alleen als de stap bij de casus hoort, of als eerst nog iets moet kloppen.',
  '- Een dikke pijl: met die uitkomst eindigt de casus. Een dikke rand: hier valt een besluit.',
  '- Rechthoek: een keer doen. Rond: loopt door. Zeshoek: komt terug. Vlag: als het nodig is.',
].join('\n');

/** The page of a protocol: its routes, each with a drawing and a table. */
export function protocolPage(protocol: Protocol): string {
  const routes = Object.values(protocol.routes).map((route) => routeSection(protocol, route));
  const notes = protocol.notes.map((note) => `- ${noteText(protocol, note, 'nl')}`).join('\n');
  return [
    `# ${protocol.title}`,
    `Gemaakt met \`npm run diagrams\` uit \`content/protocols/${protocol.id}.yaml\`; verander het daar. Bron: ${protocol.source.document}.`,
    LEGEND,
    ...(notes === '' ? [] : [notes]),
    ...routes,
  ].join('\n\n');
}

function routeSection(protocol: Protocol, route: Route): string {
  const plan = planOf(protocol, route.id);
  const rows = route.steps.map((step) => {
    const terms = [...step.terms, ...(step.recurrence ? [step.recurrence] : [])];
    const cells = [
      stepTitle(plan, step, 'nl'),
      rolesText(protocol, step.responsible, 'nl'),
      terms.map((term) => `${term.text} (${kindText(term.kind, 'nl')}, ${term.rule})`).join('; '),
      step.applies === null ? '' : conditionText(plan, step.applies, 'nl'),
      step.section,
      step.rules.join(', '),
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  });
  const notes = route.notes.map((note) => `- ${noteText(protocol, note, 'nl')}`).join('\n');
  return [
    `## Route ${route.id}: ${route.title}`,
    route.scope,
    `\`\`\`mermaid\n${routeDiagram(protocol, route)}\`\`\``,
    `| Stap | Verantwoordelijk | Termijn | Alleen als | Bron | Regels |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}`,
    ...(notes === '' ? [] : [notes]),
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

// "end" and the like are words of Mermaid, so no id stands on its own.
const nodeId = (stepId: string): string => `s_${stepId}`;

function nodeText(plan: Plan, step: Step): string {
  return `"${escaped(stepTitle(plan, step, 'nl'))}<br/><small>${escaped(rolesText(plan.protocol, step.responsible, 'nl'))}</small>"`;
}

function shape(step: Step, text: string): string {
  switch (step.mode) {
    case 'once':
      return `[${text}]`;
    case 'ongoing':
      return `([${text}])`;
    case 'recurring':
      return `{{${text}}}`;
    case 'on_demand':
      return `>${text}]`;
  }
}

function arrows(plan: Plan, step: Step): readonly string[] {
  const gates = step.after.flatMap((gate) => {
    const before = plan.steps.get(gate.step);
    if (!before) return [];
    const line = before.applies === null && step.applies === null ? '-->' : '-.->';
    const words = gate.outcomes?.map((outcome) => escaped(outcomeText(plan, gate.step, outcome, 'nl'))).join(' / ');
    return `  ${nodeId(gate.step)} ${line}${words ? `|"${words}"| ` : ' '}${nodeId(step.id)}`;
  });
  const drawn = new Set(step.after.map((gate) => gate.step));
  const conditions = [step.applies, step.provided].flatMap((condition) => (condition ? stepsOf(condition) : []));
  const others = [...new Set(conditions)].filter((id) => plan.steps.has(id) && !drawn.has(id) && id !== step.id);
  return [...gates, ...others.map((id) => `  ${nodeId(id)} -.-> ${nodeId(step.id)}`)];
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '#quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
