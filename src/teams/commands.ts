/**
 * The commands that Teams lists in its menu, in both languages. The app package is tested against this list, and each
 * title is a phrase that the bot understands. Not the place to route anything.
 */

export interface Command {
  /** The intent that the title asks for, as in content/intents.yaml. */
  readonly id: string;
  readonly nl: { readonly title: string; readonly description: string };
  readonly en: { readonly title: string; readonly description: string };
}

/** At most twelve: Teams shows no more. */
export const commands: readonly Command[] = [
  {
    id: 'next_step',
    nl: { title: 'volgende stap', description: 'Wat er nu aan u is, voor wanneer en waarom' },
    en: { title: 'next step', description: 'What is up for you now, by when and why' },
  },
  {
    id: 'my_cases',
    nl: { title: 'mijn casussen', description: 'Uw casussen, wat het eerst moet bovenaan' },
    en: { title: 'my cases', description: 'Your cases, most urgent first' },
  },
  {
    id: 'open_case',
    nl: { title: 'casus openen', description: 'Een nieuwe casus beginnen' },
    en: { title: 'open a case', description: 'Begin a new case' },
  },
  {
    id: 'case_status',
    nl: { title: 'status', description: 'Alle stappen van de casus en hoe ver ze zijn' },
    en: { title: 'status', description: 'All steps of the case and how far they are' },
  },
  {
    id: 'who_is_responsible',
    nl: { title: 'wie is er aan zet', description: 'Wie nu wat moet doen' },
    en: { title: 'who is up', description: 'Who has to do what now' },
  },
  {
    id: 'deadlines',
    nl: { title: 'termijnen', description: 'De termijnen die lopen, met de bron' },
    en: { title: 'deadlines', description: 'The terms that run, with their source' },
  },
  {
    id: 'set_fact',
    nl: { title: 'gegevens', description: 'Datums en gegevens invullen of verbeteren' },
    en: { title: 'facts', description: 'Fill in or correct dates and facts' },
  },
  {
    id: 'put_on_hold',
    nl: { title: 'pauzeren', description: 'De casus op pauze zetten' },
    en: { title: 'put on hold', description: 'Put the case on hold' },
  },
  {
    id: 'close_case',
    nl: { title: 'afsluiten', description: 'De casus afsluiten' },
    en: { title: 'close', description: 'Close the case' },
  },
  {
    id: 'switch_language',
    nl: { title: 'taal', description: 'Van Nederlands naar Engels, of terug' },
    en: { title: 'language', description: 'From English to Dutch, or back' },
  },
  {
    id: 'help',
    nl: { title: 'help', description: 'Wat u kunt vragen' },
    en: { title: 'help', description: 'What you can ask' },
  },
  {
    id: 'set_absence',
    nl: { title: 'afwezig', description: 'Wanneer u weg bent, en wie er voor u waarneemt' },
    en: { title: 'absent', description: 'When you are away, and who stands in for you' },
  },
];
