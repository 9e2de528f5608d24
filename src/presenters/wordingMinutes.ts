/**
 * The words of the minutes of a meeting, Dutch and English side by side.
 */
import type { Lang } from '../shared/lang.ts';

interface Counted {
  readonly present: number;
  readonly needed: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly silent: number;
}

const nl = {
  title: 'Verslag',
  listTitle: 'Verslagen',
  listIntro: 'Tafels die voorbij zijn, en waarvan u het verslag mag lezen.',
  none: 'Er is nog geen tafel voorbij waar u bij hoorde.',
  gone: 'Dit verslag is er niet, of het is niet voor u.',
  ready: (when: string) => `Het verslag van de tafel van ${when} is klaar.`,
  people: 'Wie er waren',
  present: (names: string) => `Aanwezig: ${names === '' ? 'niemand' : names}.`,
  apologised: (names: string) => (names === '' ? '' : `Afgemeld: ${names}.`),
  left: (names: string) => (names === '' ? '' : `Eerder weggegaan: ${names}.`),
  unheard: (names: string) => (names === '' ? '' : `Niets van gehoord: ${names}.`),
  notNoted: 'niet vastgelegd',
  noSecretary: 'niet afgesproken',
  client: (how: string) => `De cliënt, of wie namens de cliënt komt: ${how}.`,
  vote: (c: Counted) =>
    `Stemming: ${c.present} aanwezig, nodig ${c.needed}. Voor ${c.for}, tegen ${c.against}, onthouding ${c.abstain}, niet gestemd ${c.silent}.`,
  voted: (name: string, choice: string, reason: string) =>
    `${name}: ${choice}${reason === '' ? '' : `, omdat: ${reason}`}`,
  nothing: 'Er is aan tafel geen besluit vastgelegd dat u mag zien.',
  rule: (rule: string) => `Hoe er wordt besloten: ${rule}`,
  subjects: 'Onderwerpen:',
  superseded: (number: number) => `Later vervangen door besluit ${number}.`,
  objection: (text: string) => `Klacht of bezwaar: ${text}`,
  carried: 'Doorgeschoven',
  carriedCodes: (codes: string) => `Naar een volgende keer: ${codes}.`,
  carriedNone: 'Niets.',
  made: 'Opstap maakte dit verslag van wat aan tafel is vastgelegd. Wat er is gezegd, staat er niet in.',
  perReader: 'Van elke casus staat hier alleen wat u ervan mag zien. Een ander leest soms meer of minder.',
  lastPart: 'Dit is het verslag van het laatste deel. Wat daarvoor is besproken, staat er niet in.',
  copy: 'Kopieer de tekst hieronder naar uw eigen stuk. Bewaar hem niet langer dan nodig.',
  more: 'Niet alles past op deze kaart. Kies "Als tekst" voor het hele verslag.',
  cut: '… Het verslag is langer dan op een kaart past. Uw beheerder kan het hele verslag maken: opstap tables minutes.',
  press: {
    minutes: { 0: 'Verslag', 1: 'Verslag van de tafel', 2: 'Verslag van het laatste deel' },
    text: 'Als tekst',
    list: 'Alle verslagen',
    back: 'Terug naar het verslag',
  },
};

type Words = typeof nl;

const en: Words = {
  title: 'Minutes',
  listTitle: 'Minutes',
  listIntro: 'Tables that are over, and of which you may read the minutes.',
  none: 'No table that you belonged to is over yet.',
  gone: 'These minutes do not exist, or are not for you.',
  ready: (when) => `The minutes of the table of ${when} are ready.`,
  people: 'Who were there',
  present: (names) => `Present: ${names === '' ? 'nobody' : names}.`,
  apologised: (names) => (names === '' ? '' : `Apologies: ${names}.`),
  left: (names) => (names === '' ? '' : `Left early: ${names}.`),
  unheard: (names) => (names === '' ? '' : `Nothing heard from: ${names}.`),
  notNoted: 'not recorded',
  noSecretary: 'not agreed',
  client: (how) => `The client, or who comes on their behalf: ${how}.`,
  vote: (c) =>
    `Vote: ${c.present} present, needed ${c.needed}. For ${c.for}, against ${c.against}, abstained ${c.abstain}, not voted ${c.silent}.`,
  voted: (name, choice, reason) => `${name}: ${choice}${reason === '' ? '' : `, because: ${reason}`}`,
  nothing: 'No decision that you may see was recorded at the table.',
  rule: (rule) => `How it is decided: ${rule}`,
  subjects: 'Subjects:',
  superseded: (number) => `Later replaced by decision ${number}.`,
  objection: (text) => `Complaint or objection: ${text}`,
  carried: 'Carried over',
  carriedCodes: (codes) => `To a next time: ${codes}.`,
  carriedNone: 'Nothing.',
  made: 'Opstap made these minutes of what was recorded at the table. What was said is not in them.',
  perReader: 'Of each case only what you may see of it stands here. Another may read more or less.',
  lastPart: 'These are the minutes of the last part. What was dealt with before it is not in them.',
  copy: 'Copy the text below into a document of your own. Keep it no longer than needed.',
  more: 'Not all of it fits on this card. Choose "As text" for the whole.',
  cut: '… The minutes are longer than fits on a card. Your administrator can make all of them: opstap tables minutes.',
  press: {
    minutes: { 0: 'Minutes', 1: 'Minutes of the table', 2: 'Minutes of the last part' },
    text: 'As text',
    list: 'All minutes',
    back: 'Back to the minutes',
  },
};

/** The words of minutes in one language. */
export const minutesWords = (lang: Lang): Words => (lang === 'en' ? en : nl);
