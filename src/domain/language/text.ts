/**
 * Text as the analysis reads it: lower case, no accents, no marks, amounts as one number.
 * Knows letters only; what words mean is for analyse.ts.
 */

// Beyond this nobody reads a question either; it bounds the work that one message can cause.
const LONGEST = 600;

/** Lower case, no accents or punctuation, one space between words; `€ 20.000` and `20k` become `20000`. */
export function normalise(text: string): string {
  const short = text.slice(0, LONGEST);
  // Most texts have plain letters only, for which there is a shorter way.
  if (/^[ -~]*$/.test(short)) {
    return amounts(short.toLowerCase())
      .replaceAll(/([a-z])['`](?=[a-z])/g, '$1')
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  }
  return amounts(short.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase())
    .replaceAll(/(\p{L})['’`](?=\p{L})/gu, '$1')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
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
