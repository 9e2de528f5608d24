/**
 * Text as the analysis reads it: lower case, no accents, no marks, amounts as one number.
 * Knows letters only; what words mean is for analyse.ts.
 */

// Beyond this nobody reads a question either; it bounds the work that one message can cause.
const LONGEST = 600;

// Most texts have these letters only once their accents are gone, and for those there is a shorter way.
const SIMPLE = /^[ -~]*$/;

/** The words of a text, lower case, without accents or punctuation; `€ 20.000` and `20k` become `20000`. */
export function wordsOf(text: string): readonly string[] {
  const short = text.slice(0, LONGEST);
  const bare = SIMPLE.test(short) ? short : short.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const plain = amounts(bare.toLowerCase());
  const words = SIMPLE.test(plain)
    ? plain.replaceAll(/([a-z])['`](?=[a-z])/g, '$1').match(/[a-z0-9]+/g)
    : plain.replaceAll(/(\p{L})['’`](?=\p{L})/gu, '$1').match(/[\p{L}\p{N}]+/gu);
  return words ?? [];
}

/** The words of a text with one space between them. */
export const normalise = (text: string): string => wordsOf(text).join(' ');

function amounts(text: string): string {
  if (!/\d/.test(text)) return text;
  return text.replaceAll(/(\d)[.,\u00a0 ](?=\d{3}(?!\d))/g, '$1').replaceAll(/\b(\d+) ?k\b/g, '$1000');
}
