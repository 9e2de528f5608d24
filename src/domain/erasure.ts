/**
 * What may be written down about an erasure: it outlives the case, so it may not lead back to the client. Pure.
 */

const LONGEST_REASON = 200;

/** Why a text cannot be the reason for erasing a case; null if it can. */
export type ReasonFault = 'empty' | 'too_long' | 'names_client';

/**
 * Checks the reason for erasing a case. It stays when the case is gone, so nothing in it may lead back to the client:
 * not their pseudonym, nor an e-mail address or a number as long as that of a citizen or a telephone.
 */
export function reasonFault(text: string, pseudonym: string): ReasonFault | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > LONGEST_REASON) return 'too_long';
  const long = /\d{9,}/.test(trimmed.replaceAll(/[ ./-]/g, ''));
  return long || trimmed.includes('@') || holdsWord(trimmed, pseudonym) ? 'names_client' : null;
}

// As a word of its own: a pseudonym can be a single letter.
function holdsWord(text: string, word: string): boolean {
  const plain = (part: string): string =>
    ` ${part
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return plain(text).includes(plain(word));
}
