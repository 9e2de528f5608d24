/**
 * Text as the analysis reads it: lower case, no accents, no marks, amounts as one number.
 * Knows letters only; what words mean is for analyse.ts.
 */

// Beyond this nobody reads a question either; it bounds the work that one message can cause.
const LONGEST = 600;

/** Lower case, no accents or punctuation, one space between words; `€ 20.000` and `20k` become `20000`. */
export function normalise(text: string): string {
  const lower = amounts(withoutAccents(text.slice(0, LONGEST)).toLowerCase());
  return lower
    .replaceAll(/(\p{L})['’`](?=\p{L})/gu, '$1')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

// Most texts have none, and looking for them is what costs.
function withoutAccents(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function amounts(text: string): string {
  if (!/\d/.test(text)) return text;
  return text.replaceAll(/(\d)[.,\u00a0 ](?=\d{3}(?!\d))/g, '$1').replaceAll(/\b(\d+) ?k\b/g, '$1000');
}

/** The words of a text, normalised. */
export function wordsOf(text: string): readonly string[] {
  const plain = normalise(text);
  return plain === '' ? [] : plain.split(' ');
}
