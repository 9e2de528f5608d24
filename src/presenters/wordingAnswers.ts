/**
 * The words about questions and answers, Dutch and English side by side. The answers themselves come from content.
 */
import type { Lang } from '../shared/lang.ts';

const nl = {
  label: (region: string) => `Antwoord · ${region}`,
  source: (region: string, place: string, date: string) => `Bron (${region}): ${place} · ${date}`,
  number: (number: string) => `nr. ${number}`,
  undated: 'zonder datum',
  dated: (day: string, years: number) => (years === 0 ? `van ${day}` : `van ${day}, ${years} jaar oud`),
  otherRegion: (region: string) => `Let op: dit antwoord is van ${region}, niet van uw regio.`,
  someRegion: (region: string) =>
    `Ik weet niet om welke regio het gaat. Dit is het antwoord van ${region}; elders kan het anders zijn.`,
  related: 'Mensen vragen ook',
  relatedError: 'Kies een vraag.',
  choicesTitle: 'Bedoelt u een van deze vragen?',
  choicesLabel: 'Kies wat u bedoelt',
  none: 'Geen van deze',
  noAnswerTitle: 'Daar staat niets over in de bronnen',
  noAnswer: 'Ik verzin geen antwoord.',
  nearest: 'Dit komt er het dichtst bij',
  askTitle: 'Een vraag over de regels',
  askIntro: 'Ik zoek het antwoord in de bronnen van de regio, en zeg erbij waar het staat.',
  askRegionIntro: 'Dit verschilt per regio. Kies om welke regio het gaat.',
  question: 'Uw vraag',
  questionHint: 'Zonder namen of andere gegevens van een cliënt',
  questionError: 'Schrijf uw vraag op.',
  region: 'Regio',
  regionError: 'Kies de regio.',
  choice: (question: string, region: string) => `${question} (${region})`,
  gone: 'Dit antwoord is er niet meer. Stel uw vraag gerust opnieuw.',
  whyTitle: 'Waarom dit antwoord',
  whyShort: (region: string) => `Dit staat zo in de bron van ${region}. Ik heb er niets bij bedacht.`,
  whyRules: (rules: string) => `Regels uit de lijst van de regio: ${rules}`,
  whyStep: (title: string) => `Het hoort bij de stap: ${title}`,
  whyHeading: (heading: string) => `Rubriek: ${heading}`,
  press: {
    ask: 'Vraag stellen',
    otherRegion: 'Andere regio',
    show: 'Toon antwoord',
    why: 'Waarom?',
    back: 'Terug naar het antwoord',
  },
};

type Words = typeof nl;

const en: Words = {
  label: (region) => `Answer · ${region}`,
  source: (region, place, date) => `Source (${region}): ${place} · ${date}`,
  number: (number) => `no. ${number}`,
  undated: 'without a date',
  dated: (day, years) => (years === 0 ? `of ${day}` : `of ${day}, ${years === 1 ? 'one year' : `${years} years`} old`),
  otherRegion: (region) => `Mind: this answer is of ${region}, not of your region.`,
  someRegion: (region) =>
    `I do not know which region it is about. This is the answer of ${region}; it may be different elsewhere.`,
  related: 'People also ask',
  relatedError: 'Choose a question.',
  choicesTitle: 'Do you mean one of these questions?',
  choicesLabel: 'Choose what you mean',
  none: 'None of these',
  noAnswerTitle: 'The sources say nothing about that',
  noAnswer: 'I do not make up an answer.',
  nearest: 'This comes nearest',
  askTitle: 'A question about the rules',
  askIntro: 'I look for the answer in the sources of the region, and say where it stands.',
  askRegionIntro: 'This differs by region. Choose which region it is about.',
  question: 'Your question',
  questionHint: 'Without names or other details of a client',
  questionError: 'Write down your question.',
  region: 'Region',
  regionError: 'Choose the region.',
  choice: (question, region) => `${question} (${region})`,
  gone: 'This answer is no longer there. Please ask your question again.',
  whyTitle: 'Why this answer',
  whyShort: (region) => `This is what the source of ${region} says. I added nothing to it.`,
  whyRules: (rules) => `Rules from the list of the region: ${rules}`,
  whyStep: (title) => `It belongs to the step: ${title}`,
  whyHeading: (heading) => `Heading: ${heading}`,
  press: {
    ask: 'Ask a question',
    otherRegion: 'Another region',
    show: 'Show the answer',
    why: 'Why?',
    back: 'Back to the answer',
  },
};

const ALL: Record<Lang, Words> = { nl, en };

/** The words of a language. */
export const answerWords = (lang: Lang): Words => ALL[lang];
