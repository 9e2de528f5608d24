/**
 * What may never be written down about a client. Pure checks on text; wording and storage are elsewhere.
 */

const LONGEST_PSEUDONYM = 30;

/** Why a text cannot be the pseudonym of a client; null if it can. */
export type PseudonymFault = 'empty' | 'too_long' | 'looks_like_identity' | 'odd_characters';

/**
 * Checks the care organisation's own word for a client: short, and nothing in it that tells who the client is,
 * as far as a pattern can see: e-mail, telephone or citizen service number, date of birth, postcode.
 */
export function pseudonymFault(text: string): PseudonymFault | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > LONGEST_PSEUDONYM) return 'too_long';
  if (!/^[\p{L}\p{N} ._/#-]+$/u.test(trimmed)) return 'odd_characters';
  const digits = trimmed.replaceAll(/[ ._/-]/g, '');
  const date = /\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d{2}\b/.test(trimmed);
  const postcode = /\b[1-9]\d{3} ?[a-z]{2}\b/i.test(trimmed);
  if (/\d{7,}/.test(digits) || date || postcode) return 'looks_like_identity';
  return null;
}
