/**
 * A small classifier: softmax regression over sparse features, learnt from examples when the program starts.
 * Knows neither language nor intents, and leaves nothing to chance: the same examples give the same answers.
 */

/** Features of one text: name to value. */
export type Features = ReadonlyMap<string, number>;

export interface Example {
  readonly label: string;
  readonly features: Features;
}

/** The labels with their chances, best first; together they are 1. */
export type Classify = (features: Features) => readonly { readonly label: string; readonly chance: number }[];

const ROUNDS = 6;
const STEP = 0.7;
// Pulls weights to zero, so that no rare word decides alone.
const DECAY = 3e-3;
// Keeps the first steps of a weight from being too large.
const FIRST_SQUARE = 1e-2;
// With a smaller error a label has next to nothing to learn from an example; skipping it halves the time.
const NEGLIGIBLE = 3e-3;

/** Features of one text by number, for who numbers them; `ids` and `values` belong together. */
export interface Row {
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

/** Learns from the examples. */
export function classifier(examples: readonly Example[]): Classify {
  const columns = new Map<string, number>();
  for (const { features } of examples) {
    for (const name of features.keys()) if (!columns.has(name)) columns.set(name, columns.size);
  }
  const classify = rowClassifier(
    examples.map(({ label, features }) => ({ label, row: rowOf(features, columns) })),
    columns.size,
  );
  return (features) => classify(rowOf(features, columns));
}

/** The same for features that have numbers below `columns` already; with many examples fewer rounds will do. */
export function rowClassifier(
  examples: readonly { readonly label: string; readonly row: Row }[],
  columns: number,
  rounds = ROUNDS,
): (row: Row) => ReturnType<Classify> {
  const labels = [...new Set(examples.map((each) => each.label))];
  const places = new Map(labels.map((label, n) => [label, n]));
  const weights = learn(
    examples.map(({ row }) => row),
    examples.map(({ label }) => places.get(label) ?? 0),
    labels.length,
    columns,
    rounds,
  );
  const chances = new Float64Array(labels.length);
  return (row) => {
    intoChances(row, weights, chances);
    return labels.map((label, n) => ({ label, chance: chances[n] ?? 0 })).sort((a, b) => b.chance - a.chance);
  };
}

// Features that no example has are left out.
function rowOf(features: Features, columns: ReadonlyMap<string, number>): Row {
  const ids: number[] = [];
  const values: number[] = [];
  for (const [name, value] of features) {
    const id = columns.get(name);
    if (id === undefined) continue;
    ids.push(id);
    values.push(value);
  }
  return { ids, values };
}

// Stochastic gradient descent with a step of its own for each weight (AdaGrad): rare words learn as fast as common ones.
function learn(
  rows: readonly Row[],
  targets: readonly number[],
  labels: number,
  columns: number,
  rounds: number,
): Float32Array {
  const weights = new Float32Array(labels * columns);
  const squares = new Float32Array(labels * columns).fill(FIRST_SQUARE);
  const errors = new Float64Array(labels);
  const order = mixed(rows.length);
  for (let round = 0; round < rounds; round++) {
    for (const at of order) {
      const row = rows[at] as Row;
      const target = targets[at] as number;
      intoChances(row, weights, errors);
      errors[target] = (errors[target] as number) - 1;
      correct(row, errors, weights, squares);
    }
  }
  return weights;
}

function correct(row: Row, errors: Float64Array, weights: Float32Array, squares: Float32Array): void {
  const labels = errors.length;
  for (let label = 0; label < labels; label++) {
    const error = errors[label] as number;
    if (Math.abs(error) < NEGLIGIBLE) continue;
    for (let n = 0; n < row.ids.length; n++) {
      const index = (row.ids[n] as number) * labels + label;
      const weight = weights[index] as number;
      const gradient = error * (row.values[n] as number) + DECAY * weight;
      const square = (squares[index] as number) + gradient * gradient;
      squares[index] = square;
      weights[index] = weight - (STEP * gradient) / Math.sqrt(square);
    }
  }
}

// An order that mixes the labels and is the same each time: strides by a number without a common divisor.
function mixed(length: number): readonly number[] {
  let stride = Math.max(1, Math.round(length * 0.618));
  while (divisor(stride, length) !== 1) stride++;
  return Array.from({ length }, (_, n) => (n * stride) % length);
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function intoChances({ ids, values }: Row, weights: Float32Array, chances: Float64Array): void {
  const labels = chances.length;
  chances.fill(0);
  // Most of the time of learning is spent here: two features in one go take two thirds of it.
  for (let n = 0; n < ids.length; n += 2) {
    const one = (ids[n] as number) * labels;
    const two = (ids[n + 1] ?? 0) * labels;
    const value = values[n] as number;
    const other = values[n + 1] ?? 0;
    for (let label = 0; label < labels; label++) {
      chances[label] =
        (chances[label] as number) +
        value * (weights[one + label] as number) +
        other * (weights[two + label] as number);
    }
  }
  let most = -Infinity;
  for (const chance of chances) if (chance > most) most = chance;
  let sum = 0;
  for (let label = 0; label < labels; label++) sum += chances[label] = Math.exp((chances[label] as number) - most);
  for (let label = 0; label < labels; label++) chances[label] = (chances[label] as number) / sum;
}
