/**
 * CPU time per operation, in rounds that take turns, so that a noisy machine is unkind to all alike.
 */

export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** CPU µs per call of each function: `rounds` rounds, each function `calls` times a round, after one round to warm up. */
export function cpuPerCall(
  functions: Readonly<Record<string, () => void>>,
  calls: Readonly<Record<string, number>>,
  rounds: number,
): Readonly<Record<string, Figure>> {
  const samples = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries(functions)) {
      const count = calls[name] ?? 1;
      const before = process.cpuUsage();
      for (let call = 0; call < count; call++) work();
      const spent = process.cpuUsage(before);
      if (round > 0) samples.set(name, [...(samples.get(name) ?? []), (spent.user + spent.system) / count]);
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, figure(values)]));
}

/** Median, least and most of some values. */
export function figure(values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}

/** `12.3 (11.0–14.1)` */
export const figureText = ({ median, min, max }: Figure): string =>
  `${median.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)})`;

/** Rows as a text table with aligned columns. */
export function textTable(rows: readonly (readonly (string | number)[])[]): string {
  const text = rows.map((row) => row.map(String));
  const widths = (text[0] ?? []).map((_, column) => Math.max(...text.map((row) => row[column]?.length ?? 0)));
  return text
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
