/**
 * The form for a pasted list of people: empty, with what is wrong in it, or with what it would do.
 */
import type { ImportPlan } from '../usecases/importPeople.ts';
import { button, LIST_INPUT, LONGEST_LIST } from './buttons.ts';
import { plainText, type CardData, type Notice, type Reader } from './card.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';

// So that the lines and what is said of them fit on one card.
const MOST_LINES = 20;

/** The list as it was pasted. `checked`: it was looked at and can be stored. */
export function importForm(text: string, checked: boolean, reader: Reader, notices: readonly Notice[] = []): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const lines = field({
    ...{ id: LIST_INPUT, label: p.importField, kind: 'text', value: text, multiline: true },
    ...{ required: true, error: p.importError, max: LONGEST_LIST },
  });
  return formCard(reader, {
    ...{ title: p.importTitle, intro: p.importIntro, notices, fields: [lines] },
    actions: [
      ...(checked ? [button(t.press.save, 'people_store', {}, { style: 'positive', inputs: true })] : []),
      button(p.press.look, 'people_look', {}, { inputs: true }),
      button(t.press.back, 'people', { f: 0 }),
    ],
  });
}

/** What the list would do. */
export function planNotices({ lines }: ImportPlan, reader: Reader): readonly Notice[] {
  const p = peopleWords(reader.lang);
  const count = (effect: ImportPlan['lines'][number]['effect']): number =>
    lines.filter((each) => each.effect === effect).length;
  const told = lines.map(({ effect, person, organisation, roles }) => {
    const who = person.displayName ?? person.objectId;
    return `${p.planEffect[effect]}: ${plainText([who, organisation.name, roles.join(' + ')].join(' · '))}`;
  });
  return [
    { text: p.importPlan(count('new_person'), count('new_task'), count('changed'), count('same')), style: 'emphasis' },
    { text: list(told, reader), style: 'emphasis' },
    { text: p.importNothing, style: 'warning' },
  ];
}

/** What is wrong with the list, line by line. */
export function faultNotices(faults: readonly string[], reader: Reader): readonly Notice[] {
  const p = peopleWords(reader.lang);
  return [
    { text: p.importFaults, style: 'attention' },
    {
      text: list(
        faults.map((each) => plainText(each.slice(0, 300))),
        reader,
      ),
      style: 'attention',
    },
  ];
}

function list(lines: readonly string[], reader: Reader): string {
  const more = lines.length - MOST_LINES;
  const shown = [...lines.slice(0, MOST_LINES), ...(more > 0 ? [peopleWords(reader.lang).importMore(more)] : [])];
  return shown.map((each) => `- ${each}`).join('\n');
}
