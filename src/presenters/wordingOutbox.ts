/**
 * Words about messages themselves: that one may be there twice, and that one did not arrive.
 */
import type { Lang } from '../shared/lang.ts';

const nl = {
  mayBeTwice: 'Dit bericht kan er dubbel staan: de vorige keer kwam er geen antwoord van Teams.',
  mailSubject: 'Er wacht iets op u in Opstap',
  mailText:
    'Opstap kon u niet bereiken in Teams. Er wacht een bericht op u.\n\nOpen Teams en schrijf Opstap: mijn casussen.\nUit veiligheid staat hier niet waar het over gaat.',
  mailNotHere: 'Mailen staat hier niet aan. Vraag uw beheerder ernaar.',
  mailWrong: 'Dat lijkt geen mailadres. Schrijf het zo: mail mij op naam@voorbeeld.nl',
  mailOn: (address: string) =>
    `Lukt het in Teams niet, dan mailt Opstap naar ${address} dat er iets wacht. Nooit waar het over gaat. Uitnodigingen voor een tafel komen daar ook, voor in uw agenda: dag, tijd en plaats, geen casus. Stoppen: mail mij niet meer.`,
  mailOff: 'Opstap mailt u niet (meer). Uw mailadres is weggehaald.',
  undeliveredTo: (name: string) => `Een bericht aan ${name} kwam niet aan: Teams laat Opstap daar niet toe.`,
  undeliveredIn: (code: string | null) =>
    code === null
      ? 'Een kanaal dat meldingen krijgt, is niet meer bereikbaar voor Opstap.'
      : `Een kanaal van casus ${code} is niet meer bereikbaar voor Opstap.`,
  someone: 'een collega',
  whatNow: {
    member: 'Neem zelf contact op, of vraag uw collega om Opstap in Teams te openen en iets te schrijven.',
    conversation: 'Voeg Opstap weer toe aan het kanaal, of koppel een ander kanaal met: koppel en de casuscode.',
  },
  undeliveredSummary: 'Een bericht kwam niet aan',
};

export type OutboxWords = typeof nl;

const en: OutboxWords = {
  mayBeTwice: 'This message may be here twice: the last time Teams did not answer.',
  mailSubject: 'Something waits for you in Opstap',
  mailText:
    'Opstap could not reach you in Teams. A message waits for you.\n\nOpen Teams and write to Opstap: my cases.\nFor safety this mail does not say what it is about.',
  mailNotHere: 'Mail is not switched on here. Ask your administrator.',
  mailWrong: 'That does not look like an e-mail address. Write it like this: mail me at name@example.com',
  mailOn: (address) =>
    `If Teams does not work, Opstap mails ${address} that something waits. Never what it is about. Invitations to a table come there too, for your calendar: day, time and place, no case. To stop: do not mail me.`,
  mailOff: 'Opstap does not mail you (any more). Your address was removed.',
  undeliveredTo: (name) => `A message to ${name} did not arrive: Teams does not let Opstap in there.`,
  undeliveredIn: (code) =>
    code === null
      ? 'Opstap can no longer reach a channel that gets signals.'
      : `Opstap can no longer reach a channel of case ${code}.`,
  someone: 'a colleague',
  whatNow: {
    member: 'Contact them yourself, or ask your colleague to open Opstap in Teams and write something.',
    conversation: 'Add Opstap to the channel again, or link another one with: link and the case code.',
  },
  undeliveredSummary: 'A message did not arrive',
};

export const outboxWords = (lang: Lang): OutboxWords => (lang === 'en' ? en : nl);
