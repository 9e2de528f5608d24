/**
 * The card that asks: a title, a few words, fields and buttons. What is asked and where it goes is for who makes it.
 */
import type { Button } from './buttons.ts';
import type { CardData, Notice, Reader } from './card.ts';
import { drawn, type Field } from './inputs.ts';
import { words } from './wording.ts';

export interface Form {
  readonly title: string;
  readonly intro: string;
  readonly fields: readonly Field[];
  readonly actions: readonly Button[];
  readonly notices?: readonly Notice[];
  /** The case that the form is about, as it stands above the title. */
  readonly code?: string;
  /** What a notification names in place of the title. */
  readonly about?: string;
}

/** The form as a card. */
export function formCard(
  reader: Reader,
  { title, intro, fields, actions, notices = [], code = '', about }: Form,
): CardData {
  return {
    template: 'form',
    summary: `${words(reader.lang).botName}: ${about ?? title}`,
    data: {
      ...{ code, hasCode: code !== '', notices, title, intro, hasIntro: intro !== '' },
      ...{ fields: fields.map(drawn), actions },
    },
  };
}
