/**
 * Addresses that only the bot can have made: what they are about is signed, and valid until a moment.
 * Knows nothing of what they are about, and never says why one is refused.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface LinkSettings {
  /** Where people reach the bot's server, without a slash at the end. */
  readonly url: string;
  readonly secret: string;
}

export interface SignedLinks {
  /** The address `url/path/token` for these ids. */
  make(ids: readonly string[], until: string): string;
  /** The ids in a token of this path; null: it was not made here for it, or is no longer valid. */
  read(token: string, now: string): readonly string[] | null;
}

const TOKEN = /^([\w-]{1,400})\.([\w-]{43})$/;

/** Makes and reads the addresses under one path with this secret. */
export function signedLinks({ url, secret }: LinkSettings, path: string): SignedLinks {
  const sign = (content: string): Buffer => createHmac('sha256', secret).update(`${path}\n${content}`).digest();
  return {
    make: (ids, until) => {
      const content = Buffer.from(JSON.stringify([until, ...ids])).toString('base64url');
      return `${url}/${path}/${content}.${sign(content).toString('base64url')}`;
    },
    read: (token, now) => {
      const [, content = '', signature = ''] = TOKEN.exec(token) ?? [];
      // As text, since two texts can hold the same bytes: an address has one form.
      const given = Buffer.from(signature);
      const own = Buffer.from(sign(content).toString('base64url'));
      // Compared in a time that does not tell how much of it was right.
      if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
      const [until = '', ...ids] = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as string[];
      return now <= until ? ids : null;
    },
  };
}
