/**
 * Rendering of every card with every sample: ours, against the library with the template built once and at each turn.
 */
import { Template } from 'adaptivecards-templating';
import { join } from 'node:path';
import { ROOT } from '../src/compose.ts';
import { compileTemplate, readTemplate } from '../src/presenters/template.ts';
import { cardSamples, type CardSample } from '../test/support/cardSamples.ts';
import { cpuPerCall, figureText, textTable, type Figure } from './measure.ts';

/** Measures and answers the table and the figures. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const byTemplate = new Map<string, CardSample[]>();
  for (const sample of cardSamples()) {
    byTemplate.set(sample.card.template, [...(byTemplate.get(sample.card.template) ?? []), sample]);
  }
  const rows: (string | number)[][] = [['card', 'samples', 'ours µs', 'expand µs', 'construct + expand µs', 'ratio']];
  const sums = { ours: 0, expand: 0, construct: 0, samples: 0, ratios: [] as number[] };
  let identical = true;
  for (const [name, samples] of byTemplate) {
    const json = readTemplate(join(ROOT, 'cards', `${name}.json`));
    const data = samples.map((sample) => sample.card.data);
    identical &&= data.every((each) => same(json, each));
    const figures = measure(json, data, quick ? 3 : 7);
    const at = (which: string): Figure => figures[which] ?? { median: NaN, min: NaN, max: NaN };
    const [ours, expand, construct] = [at('ours'), at('expand'), at('construct')];
    rows.push([
      name,
      samples.length,
      figureText(ours),
      figureText(expand),
      figureText(construct),
      (construct.median / ours.median).toFixed(0),
    ]);
    sums.ours += ours.median * samples.length;
    sums.expand += expand.median * samples.length;
    sums.construct += construct.median * samples.length;
    sums.samples += samples.length;
    sums.ratios.push(construct.median / ours.median);
  }
  const mean = (sum: number): number => Number((sum / sums.samples).toFixed(2));
  return {
    table: textTable(rows),
    json: {
      cpuUs: mean(sums.ours),
      expandCpuUs: mean(sums.expand),
      constructExpandCpuUs: mean(sums.construct),
      ratio: Number((sums.construct / sums.ours).toFixed(1)),
      lowestRatio: Number(Math.min(...sums.ratios).toFixed(1)),
      expandRatio: Number((sums.expand / sums.ours).toFixed(1)),
      identical,
      cards: byTemplate.size,
      samples: sums.samples,
    },
  };
}

const same = (json: object, data: object): boolean =>
  JSON.stringify(compileTemplate(json)(data)) === JSON.stringify(new Template(json).expand({ $root: data }));

function measure(json: object, data: readonly object[], rounds: number): Readonly<Record<string, Figure>> {
  const ours = compileTemplate(json);
  const once = new Template(json);
  let next = 0;
  const each = (): object => data[next++ % data.length] ?? {};
  return cpuPerCall(
    {
      ours: () => void ours(each()),
      expand: () => void once.expand({ $root: each() }),
      construct: () => void new Template(json).expand({ $root: each() }),
    },
    { ours: 2000, expand: 40, construct: 10 },
    rounds,
  );
}
