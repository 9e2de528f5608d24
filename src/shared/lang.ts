/** The two languages of the interface. Dutch is the first. */
export type Lang = 'nl' | 'en';

/** The language for a client's locale: English for `en…`, Dutch for everything else. */
export function langOf(locale: string | null): Lang {
  return locale?.toLowerCase().startsWith('en') ? 'en' : 'nl';
}
