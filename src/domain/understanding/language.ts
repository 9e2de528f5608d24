/**
 * In which language somebody wrote, told by the words that commands are made of.
 * Answers null rather than guess: a choice of language is remembered.
 */

const DUTCH = new Set(
  'wat is de het een mijn welke wie voor deze ik moet nu volgende stap stappen casus casussen termijnen hoe staat er aan zet openen nieuwe pauze hallo hoi overzicht gegevens afsluiten cliënt bij waar wanneer niet en of kan kun je open signaal signalen melden'.split(
    ' ',
  ),
);
const ENGLISH = new Set(
  "what what's whats the my which who who's for this i should do now next step steps case cases deadlines how stands up open new hold hello overview facts close client at where when not and or can you signal signals report".split(
    ' ',
  ),
);

/** The language that a text is clearly written in; null where its words do not tell. */
export function languageOf(text: string): 'nl' | 'en' | null {
  let balance = 0;
  for (const word of text.toLowerCase().match(/[\p{L}']+/gu) ?? []) {
    if (DUTCH.has(word)) balance++;
    if (ENGLISH.has(word)) balance--;
  }
  return balance > 0 ? 'nl' : balance < 0 ? 'en' : null;
}

const MENTIONS: readonly (readonly ['nl' | 'en', RegExp])[] = [
  ['nl', /\b(?:nederlands|dutch)/],
  ['en', /\b(?:engels|english)/],
];
// "I speak no Dutch", "why in English": the other one is wanted. "Kan het niet in het Engels" is a request.
const COMPLAINT =
  /\b(?:geen|waarom|why|no|cannot|can ?['’]?t|don ?['’]?t|do not|not (?:very|so) good|niet (?:zo |erg |heel )?goed)\b|\b(?:snap|begrijp|versta|spreek|lees)\b.*\bniet\b/;

/** The language that somebody asks for; null where they name none. Of several the last one counts. */
export function languageWanted(text: string): 'nl' | 'en' | null {
  let wanted: 'nl' | 'en' | null = null;
  for (const clause of text.toLowerCase().split(/[,.;:!?]/)) {
    for (const [lang, mention] of MENTIONS) {
      if (!mention.test(clause)) continue;
      wanted = COMPLAINT.test(clause) ? (lang === 'nl' ? 'en' : 'nl') : lang;
    }
  }
  return wanted;
}
