/**
 * The words about handing over the role of casushouder and moving a case to a new version, in both languages.
 * Only words: what stands where is for the presenters.
 */
import type { Lang } from '../shared/lang.ts';

const nl = {
  press: {
    handOver: 'Casus overdragen',
    ask: 'Vragen',
    accept: 'Ja, ik neem over',
    refuse: 'Nee',
    withdraw: 'Trek in',
  },
  title: 'Casushouder: overdragen',
  intro: 'De ander moet eerst ja zeggen. Tot die tijd blijft alles zoals het is.',
  noHolder:
    'Let op: volgens de bron is er op deze route geen casushouder. Overdragen kan als iemand anders het toch op zich neemt.',
  silent: 'Hoe een overdracht gaat, is niet geregeld in de bron. Of u een tijd samen casushouder bent, kiest u zelf.',
  rule: (text: string, source: string, rules: string) => `${text} Bron: ${source} (${rules}).`,
  who: 'Wie wordt casushouder?',
  whoError: 'Kies iemand.',
  nobody: 'Er is niemand die de casus kan overnemen. Laat eerst iemand meedoen, of vraag uw beheerder.',
  start: 'Vanaf welke dag?',
  until: 'Tot en met welke dag blijft u ook casushouder? (leeg: niet)',
  dayError: 'Kies een dag.',
  wrongDay: (text: string) => `"${text}" is geen dag die ik ken. Schrijf bijvoorbeeld 1-9-2026.`,
  refusal: {
    closed: 'Deze casus is afgesloten. Heropen hem eerst.',
    offer_open: 'Er is al iemand gevraagd. Wacht op het antwoord, of trek de vraag eerst in.',
    no_offer: 'Deze vraag is er niet meer. Iemand heeft haar beantwoord of ingetrokken, of zij is verlopen.',
    wrong_start: 'De eerste dag is voorbij, of ligt te ver weg. Kies vandaag of later.',
    wrong_until: 'De laatste dag ligt voor de eerste, of te ver weg.',
    reason_missing: 'Schrijf kort waarom niet.',
  },
  asked: (who: string) => `${who} krijgt de vraag. U hoort het antwoord van mij.`,
  waitingTitle: 'Er is iemand gevraagd',
  waiting: (who: string, start: string) => `${who} is gevraagd om casushouder te worden vanaf ${start}.`,
  lastDay: (day: string) => `De vraag blijft open tot en met ${day}.`,
  withdrawn: 'De vraag is ingetrokken.',
  offerTitle: (code: string) => `Wilt u casushouder worden van ${code}?`,
  offerFrom: (who: string, organisation: string) => `${who} vraagt dit, voor ${organisation}.`,
  offerFromNobody: (organisation: string) => `Dit wordt u gevraagd voor ${organisation}.`,
  offerFor: (who: string) => `De vraag is voor ${who}. U neemt waar.`,
  offerWhat: 'De casushouder is voor iedereen het aanspreekpunt en krijgt de signalen.',
  offerDays: (start: string) => `U begint op ${start}.`,
  overlap: (until: string) =>
    `Wie nu casushouder is, blijft dat ook tot en met ${until}. U krijgt dan allebei de signalen.`,
  noOverlap: 'Wie nu casushouder is, stopt daarmee op de dag dat u begint.',
  why: 'Waarom niet? (alleen als u nee zegt)',
  whyHint: 'Kort, zonder namen of gezondheid',
  accepted: (code: string, start: string) => `Afgesproken: casushouder van ${code} vanaf ${start}.`,
  refused: 'U hebt nee gezegd. Wie het vroeg, hoort het.',
  gone: 'Deze vraag is er niet meer, of is niet voor u.',
  none: 'Er wacht geen vraag op u.',
  toldYes: (code: string, who: string, start: string) => `${code}: ${who} is casushouder vanaf ${start}.`,
  toldUntil: (until: string) => `Tot en met ${until} blijft ook de vorige casushouder dat; signalen gaan naar allebei.`,
  toldNo: (code: string, who: string) => `${code}: ${who} wordt geen casushouder.`,
  toldWhy: (reason: string) => `Waarom: ${reason}`,
  toldNext: 'Zo blijft de casus zoals hij was. U kunt iemand anders vragen.',
  toldWithdrawn: (code: string) => `De vraag om casushouder van ${code} te worden, is ingetrokken.`,
  toldExpired: (code: string, who: string) =>
    `${code}: ${who} heeft niet geantwoord op de vraag om casushouder te worden. De vraag is verlopen.`,
  heldUntil: (day: string) => `casushouder tot en met ${day}`,
  heldFrom: (day: string) => `casushouder vanaf ${day}`,
  pick: 'Er wachten meer vragen op u. Welke bekijkt u?',
};

type Words = typeof nl;

const en: Words = {
  press: { handOver: 'Hand over', ask: 'Ask', accept: 'Yes, I take over', refuse: 'No', withdraw: 'Withdraw' },
  title: 'Casushouder: hand over',
  intro: 'The other one has to say yes first. Until then all stays as it is.',
  noHolder:
    'Mind: by the source there is no casushouder on this route. Handing over is possible if somebody else takes it on all the same.',
  silent:
    'How a handover goes is not stated in the source. Whether you are both casushouder for a while is yours to choose.',
  rule: (text, source, rules) => `${text} Source: ${source} (${rules}).`,
  who: 'Who will be casushouder?',
  whoError: 'Choose somebody.',
  nobody: 'There is nobody who can take over the case. Let somebody take part first, or ask your administrator.',
  start: 'From which day?',
  until: 'Until which day do you stay casushouder too? (empty: not)',
  dayError: 'Choose a day.',
  wrongDay: (text) => `"${text}" is no day that I know. Write for example 1-9-2026.`,
  refusal: {
    closed: 'This case is closed. Reopen it first.',
    offer_open: 'Somebody was asked already. Wait for the answer, or withdraw the question first.',
    no_offer: 'This question is no longer there. Somebody answered or withdrew it, or it lapsed.',
    wrong_start: 'The first day has passed, or is too far away. Choose today or later.',
    wrong_until: 'The last day is before the first one, or too far away.',
    reason_missing: 'Write briefly why not.',
  },
  asked: (who) => `${who} gets the question. I will tell you the answer.`,
  waitingTitle: 'Somebody was asked',
  waiting: (who, start) => `${who} was asked to be casushouder from ${start}.`,
  lastDay: (day) => `The question stays open until ${day}.`,
  withdrawn: 'The question was withdrawn.',
  offerTitle: (code) => `Will you be casushouder of ${code}?`,
  offerFrom: (who, organisation) => `${who} asks this, for ${organisation}.`,
  offerFromNobody: (organisation) => `You are asked this for ${organisation}.`,
  offerFor: (who) => `The question is for ${who}. You stand in.`,
  offerWhat: 'The casushouder is the one to whom everybody turns, and gets the signals.',
  offerDays: (start) => `You begin on ${start}.`,
  overlap: (until) => `Who is casushouder now stays so until ${until}. You both get the signals then.`,
  noOverlap: 'Who is casushouder now stops on the day that you begin.',
  why: 'Why not? (only if you say no)',
  whyHint: 'Short, without names or health',
  accepted: (code, start) => `Agreed: casushouder of ${code} from ${start}.`,
  refused: 'You said no. Whoever asked will hear it.',
  gone: 'This question is no longer there, or is not for you.',
  none: 'No question waits for you.',
  toldYes: (code, who, start) => `${code}: ${who} is casushouder from ${start}.`,
  toldUntil: (until) => `Until ${until} the former casushouder stays so too; signals go to both.`,
  toldNo: (code, who) => `${code}: ${who} will not be casushouder.`,
  toldWhy: (reason) => `Why: ${reason}`,
  toldNext: 'So the case stays as it was. You can ask somebody else.',
  toldWithdrawn: (code) => `The question to be casushouder of ${code} was withdrawn.`,
  toldExpired: (code, who) => `${code}: ${who} did not answer the question to be casushouder. The question has lapsed.`,
  heldUntil: (day) => `casushouder until ${day}`,
  heldFrom: (day) => `casushouder from ${day}`,
  pick: 'More than one question waits for you. Which one will you look at?',
};

const ALL: Record<Lang, Words> = { nl, en };

/** The words of a language. */
export const handoverWords = (lang: Lang): Words => ALL[lang];
