/**
 * A protocol drawn as Mermaid, a route at a time, for the pages in docs/protocols. Draws what the engine walks.
 */
import type { Protocol, Route, Step } from '../domain/protocol/definition.ts';
import { planOf, type Plan } from '../domain/protocol/evaluate.ts';
import { conditionText, kindText, noteText, outcomeText, rolesText, stepTitle } from '../presenters/protocolText.ts';

/** The steps of a route and what they wait for. Dashed: only where the step belongs to the case. */
export function routeDiagram(protocol: Protocol, route: Route): string {
  const plan = planOf(protocol, route.id);
  const lines = ['flowchart TD'];
  for (const step of route.steps) lines.push(`  ${nodeId(step.id)}${shape(step, nodeText(plan, step))}`);
  for (const step of route.steps) lines.push(...arrows(plan, step));
  const conditional = route.steps.filter((step) => step.applies !== null).map((step) => nodeId(step.id));
  if (conditional.length > 0) {
    lines.push('  classDef conditional stroke-dasharray: 5 5', `  class ${conditional.join(',')} conditional`);
  }
  return `${lines.join('\n')}\n`;
}

/** The page of a protocol: its routes, each with a drawing and a table. */
export function protocolPage(protocol: Protocol): string {
  const routes = Object.values(protocol.routes).map((route) => routeSection(protocol, route));
  const notes = protocol.notes.map((note) => `- ${noteText(protocol, note, 'nl')}`).join('\n');
  return [
    `# ${protocol.title}`,
    `Gemaakt met \`npx opstap protocols diagram ${protocol.id} --out docs/protocols\` uit \`content/protocols/${protocol.id}.yaml\`; verander het daar. Bron: ${protocol.source.document}.`,
    'Een pijl betekent: eerst het ene, dan het andere. Een stippellijn betekent: alleen als de stap bij de casus hoort.',
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
      step.rules.join(', '),
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  });
  const notes = route.notes.map((note) => `- ${noteText(protocol, note, 'nl')}`).join('\n');
  return [
    `## Route ${route.id}: ${route.title}`,
    route.scope,
    `\`\`\`mermaid\n${routeDiagram(protocol, route)}\`\`\``,
    `| Stap | Verantwoordelijk | Termijn | Alleen als | Regels |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`,
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
  return step.after.flatMap((gate) => {
    const before = plan.steps.get(gate.step);
    if (!before) return [];
    const line = before.applies === null && step.applies === null ? '-->' : '-.->';
    const words = gate.outcomes?.map((outcome) => escaped(outcomeText(plan, gate.step, outcome, 'nl'))).join(' / ');
    return `  ${nodeId(gate.step)} ${line}${words ? `|"${words}"| ` : ' '}${nodeId(step.id)}`;
  });
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '#quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
