/**
 * One's own absence: the form with its days and deputy, and what holds now. Only for a personal chat.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { Absence } from '../domain/people.ts';
import type { Member } from '../usecases/ports.ts';
import { button } from './buttons.ts';
import type { CardData, Notice, Reader } from './card.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { waysOn, wordCard } from './notices.ts';
import { MOST_CHOICES, nameOf } from './people.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';

/** Asks for the days and who stands in. */
export function awayForm(
  colleagues: readonly Member[],
  today: CivilDate,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  if (colleagues.length === 0) return wordCard([p.awayNobody], waysOn(reader));
  const day = { kind: 'date', required: true, error: t.finishOnError } as const;
  const fields = [
    field({ ...day, id: 'from', label: p.awayFrom, value: typed['from'] ?? today }),
    field({ ...day, id: 'until', label: p.awayUntil, value: typed['until'] ?? '' }),
    field({
      ...{ id: 'deputy', label: p.awayDeputy, kind: 'choice', value: typed['deputy'] ?? '' },
      ...{ required: true, error: p.awayDeputyError },
      choices: colleagues.slice(0, MOST_CHOICES).map((each) => ({ title: nameOf(each), value: each.id })),
    }),
  ];
  return formCard(reader, {
    title: p.awayTitle,
    intro: p.awayIntro,
    notices,
    fields,
    actions: [
      button(t.press.save, 'away_save', {}, { style: 'positive', inputs: true }),
      button(t.press.help, 'help', {}),
    ],
  });
}

/** The absence that holds, and the way back. `saved`: it was recorded just now. */
export function awayCard(away: Absence, deputy: Member | null, saved: boolean, reader: Reader): CardData {
  const p = peopleWords(reader.lang);
  const who = deputy ? nameOf(deputy) : '?';
  const until = dateText(away.until, reader.lang);
  const text = saved ? p.awaySaved(who, until) : p.awayNow(who, until);
  return wordCard([text, p.awayIntro], [button(p.press.backAgain, 'away_end', {}), ...waysOn(reader)]);
}
