/**
 * The words about what is counted by the year, in both languages. Only words.
 */
import type { Lang } from '../shared/lang.ts';

const nl = {
  press: { look: 'Stand van het jaar', edit: 'Aantallen invullen', before: (year: number) => `Stand van ${year}` },
  title: (year: number) => `Stand van ${year}`,
  of: (counted: number, agreed: number) => `${counted} van ${agreed}`,
  left: (left: number) =>
    left > 0 ? `Nog ${left} over.` : left === 0 ? 'Er is niets meer over.' : `Dat zijn er ${-left} te veel.`,
  counted: (counted: number) => `Geteld: ${counted}`,
  unknownAgreed: 'Hoeveel het er dit jaar zijn, is niet ingevuld. De bron noemt het niet.',
  stated: 'Het aantal komt uit de bron.',
  given: 'Het aantal is ingevuld door een coördinator.',
  share: (counted: number, share: string) => `${counted}; naar rato ongeveer ${share}`,
  noShare: (counted: number, of: string) =>
    `${counted}; het aandeel is nog niet te berekenen (niet alles is ingevuld: ${of})`,
  unknownPart: (count: number) => `Bij ${count} staat er niet bij welke het is.`,
  opposite: (title: string, count: number) => `${title}: ${count}`,
  balanced: 'Over en weer gelijk.',
  more: (count: number) => `Hierheen ${count} meer dan terug.`,
  fewer: (count: number) => `Terug ${count} meer dan hierheen.`,
  countsSoFar: 'Geteld wat in Opstap klaar is, plus wat een coördinator daarbuiten telde.',
  source: (section: string, rules: string) => `Bron: ${section} (${rules})`,
  none: 'In uw regio wordt niets per jaar geteld, of u mag het niet zien.',
  agreedField: 'Aantal voor dit jaar (leeg: niet bekend)',
  elsewhere: 'Geteld buiten Opstap',
  elsewhereOf: (title: string) => `Geteld buiten Opstap: ${title}`,
  weightOf: (weight: string, title: string) => `${weight}: ${title}`,
  wrong: 'Schrijf een heel getal, van 0 tot en met 999.999.',
  editIntro: 'Alleen aantallen; niets over een cliënt.',
  saved: 'Opgeslagen.',
  stale: 'Iemand anders vulde net iets in. Kijk opnieuw.',
};

type Words = typeof nl;

const en: Words = {
  press: { look: 'How the year stands', edit: 'Fill in numbers', before: (year) => `How ${year} stood` },
  title: (year) => `How ${year} stands`,
  of: (counted, agreed) => `${counted} of ${agreed}`,
  left: (left) => (left > 0 ? `${left} left.` : left === 0 ? 'None left.' : `That is ${-left} too many.`),
  counted: (counted) => `Counted: ${counted}`,
  unknownAgreed: 'How many there are this year was not filled in. The source does not state it.',
  stated: 'The number is from the source.',
  given: 'The number was filled in by a coordinator.',
  share: (counted, share) => `${counted}; pro rata about ${share}`,
  noShare: (counted, of) => `${counted}; the share cannot be reckoned yet (not all is filled in: ${of})`,
  unknownPart: (count) => `Of ${count} it is not stated which one it is.`,
  opposite: (title, count) => `${title}: ${count}`,
  balanced: 'Equal both ways.',
  more: (count) => `${count} more came than went.`,
  fewer: (count) => `${count} more went than came.`,
  countsSoFar: 'Counts what is finished in Opstap, and what a coordinator counted outside it.',
  source: (section, rules) => `Source: ${section} (${rules})`,
  none: 'In your region nothing is counted by the year, or it is not for you to see.',
  agreedField: 'Number for this year (empty: not known)',
  elsewhere: 'Counted outside Opstap',
  elsewhereOf: (title) => `Counted outside Opstap: ${title}`,
  weightOf: (weight, title) => `${weight}: ${title}`,
  wrong: 'Write a whole number, from 0 to 999,999.',
  editIntro: 'Numbers only; nothing about a client.',
  saved: 'Saved.',
  stale: 'Somebody else filled in something just now. Look again.',
};

const ALL: Record<Lang, Words> = { nl, en };

/** The words of a language. */
export const tallyWords = (lang: Lang): Words => ALL[lang];
