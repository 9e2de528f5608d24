/**
 * Rendering of every card: ours, against the library with the template built once and built at each turn. One more
 * card never changes, so that its figures can be compared over time; it is built by plain code too, which is the floor.
 */
import { Template } from 'adaptivecards-templating';
import { join } from 'node:path';
import { ROOT } from '../src/compose.ts';
import { compileTemplate, readTemplate } from '../src/presenters/template.ts';
import { cardSamples, type CardSample } from '../test/support/cardSamples.ts';
import { cpuPerCall, figureText, textTable, type Figure } from './measure.ts';

/** Card data, of which an even spread is measured; that ours equals the library's is checked on all of it. */
const MEASURED = 40;

interface Measured {
  readonly name: string;
  readonly samples: number;
  readonly identical: boolean;
  readonly ours: Figure;
  readonly expand: Figure;
  readonly construct: Figure;
  readonly plain?: Figure;
}

/** Measures and answers the table and the figures: CPU µs a card, the mean over all samples of our own cards. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const rounds = quick ? 3 : 7;
  const byTemplate = new Map<string, CardSample[]>();
  for (const sample of cardSamples()) {
    byTemplate.set(sample.card.template, [...(byTemplate.get(sample.card.template) ?? []), sample]);
  }
  const cards = [...byTemplate].map(([name, samples]) => {
    const data = samples.map((sample) => sample.card.data);
    return measure(name, readTemplate(join(ROOT, 'cards', `${name}.json`)), data, rounds);
  });
  const fixed = measure('(fixed card)', FIXED_TEMPLATE, numbers(12).map(fixedData), rounds, plainCard);
  const samples = cards.reduce((sum, card) => sum + card.samples, 0);
  const mean = (of: (card: Measured) => Figure): number =>
    cards.reduce((sum, card) => sum + of(card).median * card.samples, 0) / samples;
  const [ours, expand, construct] = [mean((c) => c.ours), mean((c) => c.expand), mean((c) => c.construct)];
  return {
    table: tableOf([...cards, fixed]),
    json: {
      cpuUs: rounded(ours),
      expandCpuUs: rounded(expand),
      constructExpandCpuUs: rounded(construct),
      ratio: rounded(construct / ours),
      lowestRatio: rounded(Math.min(...cards.map((card) => card.construct.median / card.ours.median))),
      expandRatio: rounded(expand / ours),
      identical: [...cards, fixed].every((card) => card.identical),
      cards: cards.length,
      samples,
      fixed: {
        cpuUs: rounded(fixed.ours.median),
        plainCpuUs: rounded(fixed.plain?.median ?? NaN),
        expandCpuUs: rounded(fixed.expand.median),
        constructExpandCpuUs: rounded(fixed.construct.median),
      },
    },
  };
}

const rounded = (value: number): number => Number(value.toFixed(2));

// One call is a pass over the same data for each, so that no one gets the easier cards.
function measure(
  name: string,
  template: object,
  data: readonly Data[],
  rounds: number,
  plain?: (data: Data) => object,
): Measured {
  const ours = compileTemplate(template);
  const once = new Template(template);
  const spread = data.filter((_, n) => n % Math.ceil(data.length / MEASURED) === 0);
  const pass = (render: (each: Data) => unknown) => (): void => spread.forEach((each) => void render(each));
  const spent = cpuPerCall(
    {
      ours: pass(ours),
      expand: pass(($root) => once.expand({ $root })),
      construct: pass(($root) => new Template(template).expand({ $root })),
      ...(plain && { plain: pass(plain) }),
    },
    { ours: 100, expand: 10, construct: 1, plain: 100 },
    rounds,
  );
  const figureOf = (which: string): Figure => scaled(spent[which], 1 / spread.length);
  return {
    name,
    samples: data.length,
    identical: data.every((each) => {
      const theirs = JSON.stringify(once.expand({ $root: each }));
      return theirs === JSON.stringify(ours(each)) && (!plain || theirs === JSON.stringify(plain(each)));
    }),
    ours: figureOf('ours'),
    expand: figureOf('expand'),
    construct: figureOf('construct'),
    ...(plain && { plain: figureOf('plain') }),
  };
}

const scaled = (figure: Figure | undefined, by: number): Figure => ({
  median: (figure?.median ?? NaN) * by,
  min: (figure?.min ?? NaN) * by,
  max: (figure?.max ?? NaN) * by,
});

function tableOf(cards: readonly Measured[]): string {
  const head = ['card', 'samples', 'plain code µs', 'ours µs', 'expand µs', 'construct + expand µs', 'ratio'];
  const rows = cards.map((card) => [
    card.name,
    card.samples,
    card.plain ? figureText(card.plain) : '',
    figureText(card.ours),
    figureText(card.expand),
    figureText(card.construct),
    (card.construct.median / card.ours.median).toFixed(0),
  ]);
  return textTable([head, ...rows]);
}

// The fixed card: 20 elements, 45 bindings, six conditions, one list of ten rows. Changing it ends the comparison.
type Data = Readonly<Record<string, unknown>>;

const text = (words: unknown, color: unknown) => ({
  type: 'TextBlock',
  text: words,
  color,
  size: 'Medium',
  wrap: true,
});
const note = (words: unknown, isSubtle: unknown) => ({ type: 'TextBlock', text: words, isSubtle, wrap: true });
const input = (id: unknown, label: unknown, value: unknown) => ({ type: 'Input.Text', id, label, value });
const row = (title: unknown, due: unknown, color: unknown) => ({
  type: 'Container',
  items: [
    { type: 'TextBlock', text: title, wrap: true },
    { type: 'TextBlock', text: due, color, size: 'Small', wrap: true },
  ],
});
const numbers = (length: number): number[] => Array.from({ length }, (_, n) => n);

const FIXED_TEMPLATE = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    ...numbers(8).map((n) => text(`\${t${n}}`, `\${c${n}}`)),
    ...numbers(6).map((n) => ({ $when: `\${w${n}}`, ...note(`\${u${n}}`, `\${s${n}}`) })),
    { $data: '${rows}', ...row('${title}', '${due}', '${color}') },
    ...numbers(4).map((n) => input(`\${i${n}}`, `\${l${n}}`, `\${v${n}}`)),
    { type: 'ActionSet', actions: '${actions}' },
  ],
};

/** The fixed card as somebody would write it for speed alone. */
function plainCard(d: Data): object {
  const body: object[] = [text(d['t0'], d['c0']), text(d['t1'], d['c1']), text(d['t2'], d['c2'])];
  body.push(text(d['t3'], d['c3']), text(d['t4'], d['c4']), text(d['t5'], d['c5']));
  body.push(text(d['t6'], d['c6']), text(d['t7'], d['c7']));
  if (d['w0'] === true) body.push(note(d['u0'], d['s0']));
  if (d['w1'] === true) body.push(note(d['u1'], d['s1']));
  if (d['w2'] === true) body.push(note(d['u2'], d['s2']));
  if (d['w3'] === true) body.push(note(d['u3'], d['s3']));
  if (d['w4'] === true) body.push(note(d['u4'], d['s4']));
  if (d['w5'] === true) body.push(note(d['u5'], d['s5']));
  for (const each of d['rows'] as Data[]) body.push(row(each['title'], each['due'], each['color']));
  body.push(input(d['i0'], d['l0'], d['v0']), input(d['i1'], d['l1'], d['v1']));
  body.push(input(d['i2'], d['l2'], d['v2']), input(d['i3'], d['l3'], d['v3']));
  body.push({ type: 'ActionSet', actions: d['actions'] });
  return { type: 'AdaptiveCard', version: '1.5', body };
}

function fixedData(seed: number): Data {
  const fields = (names: string, length: number, value: (n: number) => unknown) =>
    [...names].flatMap((name) => numbers(length).map((n) => [`${name}${n}`, value(n)] as const));
  return {
    ...Object.fromEntries([
      ...fields('tc', 8, (n) => `words ${seed} ${n}`),
      ...fields('w', 6, (n) => (n + seed) % 2 === 0),
      ...fields('us', 6, (n) => `note ${seed} ${n}`),
      ...fields('ilv', 4, (n) => `input ${seed} ${n}`),
    ]),
    rows: numbers(10).map((n) => ({ title: `row ${n}`, due: `day ${n + seed}`, color: 'accent' })),
    actions: [{ type: 'Action.Submit', title: 'Done', data: { verb: 'done' } }],
  };
}
