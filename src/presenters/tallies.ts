/**
 * What is counted by the year, on a card and as a form; and the reading back of that form.
 */
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Tally, TallyFigures } from '../domain/tallies.ts';
import type { YearTally } from '../usecases/tallies.ts';
import type { Lang } from '../shared/lang.ts';
import { button } from './buttons.ts';
import { plainHeader, type CardData, type Notice, type Reader } from './card.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { say } from './protocolText.ts';
import { words } from './wording.ts';
import { tallyWords } from './wordingTallies.ts';

/** How the year of a region stands. `maySet`: may fill in numbers. */
export function talliesCard(
  protocol: Protocol,
  year: number,
  tallies: readonly YearTally[],
  maySet: boolean,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = tallyWords(reader.lang);
  const header = plainHeader(say(protocol, protocol.title, reader.lang), t.countsSoFar, notices);
  const sections = tallies.map(({ tally }): Section => {
    const { rule } = tally;
    const lines = tallyLines(protocol, tally, reader.lang).map((text): Line => ({ text }));
    const edit = { r: protocol.id, y: year, t: rule.id };
    return {
      title: say(protocol, rule.title, reader.lang),
      lines: [
        ...lines,
        {
          text: say(protocol, rule.text, reader.lang),
          sub: t.source(rule.section, rule.rules.join(', ')),
          actions: maySet ? [button(t.press.edit, 'tally_edit', edit)] : [],
        },
      ],
    };
  });
  return linesUnder(header, reader, t.title(year), sections, [
    button(t.press.before(year - 1), 'tallies', { r: protocol.id, y: year - 1 }),
    button(words(reader.lang).press.cases, 'cases', {}),
  ]);
}

/** The same in words, for a card and for the command line. */
export function tallyLines(protocol: Protocol, tally: Tally, lang: Lang): readonly string[] {
  const t = tallyWords(lang);
  const { rule, agreed, counted, parts, unknown, opposite } = tally;
  const title = (option: string): string => optionTitle(protocol, rule.splitBy, option, lang);
  const share = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  return [
    ...(agreed
      ? [`${t.of(counted, agreed.number)}. ${t.left(agreed.number - counted)} ${agreed.stated ? t.stated : t.given}`]
      : [t.counted(counted), t.unknownAgreed]),
    ...parts.map((part) => {
      const own =
        part.share === null
          ? t.noShare(part.counted, say(protocol, rule.weight ?? '', lang))
          : t.share(part.counted, share.format(part.share));
      return `${title(part.option)}: ${own}`;
    }),
    ...(unknown > 0 ? [t.unknownPart(unknown)] : []),
    ...(opposite === null ? [] : [oppositeText(protocol, tally, opposite, lang)]),
  ];
}

function oppositeText(protocol: Protocol, { rule, counted }: Tally, opposite: number, lang: Lang): string {
  const t = tallyWords(lang);
  const more = counted - opposite;
  const balance = more === 0 ? t.balanced : more > 0 ? t.more(more) : t.fewer(-more);
  return `${t.opposite(say(protocol, rule.opposite ?? '', lang), opposite)}. ${balance}`;
}

const optionTitle = (protocol: Protocol, fact: string | null, option: string, lang: Lang): string =>
  say(protocol, protocol.facts[fact ?? '']?.options.find(({ id }) => id === option)?.title ?? option, lang);

/** Asks for the numbers of a year. */
export function tallyForm(
  protocol: Protocol,
  { tally, figures, version }: YearTally,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = tallyWords(reader.lang);
  const { rule, year } = tally;
  const ids = { r: protocol.id, y: year };
  const labels = labelsOf(protocol, tally, reader.lang);
  const fields = Object.entries(shownFigures(tally, figures)).map(([id, value]) =>
    field({ id, label: labels[id] ?? id, kind: 'text', value: typed[id] ?? value, error: t.wrong, max: 7 }),
  );
  return formCard(reader, {
    ...{ title: `${say(protocol, rule.title, reader.lang)} ${year}`, intro: t.editIntro, fields, notices },
    actions: [
      button(
        words(reader.lang).press.save,
        'tally_save',
        { ...ids, t: rule.id, v: version },
        {
          ...{ style: 'positive', inputs: true },
        },
      ),
      button(words(reader.lang).press.back, 'tallies', ids),
    ],
  });
}

function labelsOf(protocol: Protocol, { rule, parts }: Tally, lang: Lang): Readonly<Record<string, string>> {
  const t = tallyWords(lang);
  const weight = say(protocol, rule.weight ?? '', lang);
  const options = parts.flatMap(({ option }): readonly (readonly [string, string])[] => {
    const title = optionTitle(protocol, rule.splitBy, option, lang);
    return [
      [`weight.${option}`, t.weightOf(weight, title)],
      [`elsewhere.${option}`, t.elsewhereOf(title)],
    ];
  });
  const opposite = say(protocol, rule.opposite ?? '', lang);
  return { agreed: t.agreedField, elsewhere: t.elsewhere, opposite, ...Object.fromEntries(options) };
}

/** The numbers that can be given, as they are typed: in chat and on the command line by the same names. */
export function shownFigures({ rule, parts }: Tally, figures: TallyFigures): Readonly<Record<string, string>> {
  const options = parts.flatMap(({ option }): readonly (readonly [string, string])[] => [
    [`weight.${option}`, String(figures.weights[option] ?? '')],
    [`elsewhere.${option}`, String(figures.elsewhereOf[option] ?? 0)],
  ]);
  return {
    agreed: String(figures.agreed ?? ''),
    ...(rule.splitBy === null ? { elsewhere: String(figures.elsewhere) } : Object.fromEntries(options)),
    ...(rule.opposite === null ? {} : { opposite: String(figures.opposite) }),
  };
}

/** The numbers as typed; what was not typed stays. Otherwise the name of what is no number, or is not asked here. */
export function readFigures(
  { tally, figures }: Pick<YearTally, 'tally' | 'figures'>,
  typed: Typed,
): { readonly ok: true; readonly figures: TallyFigures } | { readonly ok: false; readonly name: string } {
  const shown = shownFigures(tally, figures);
  const all = { ...shown, ...typed };
  const wrong = Object.entries(all).find(
    ([name, text]) => !Object.hasOwn(shown, name) || !/^\d{0,6}$/.test(text.trim()),
  );
  if (wrong) return { ok: false, name: wrong[0] };
  const number = (name: string): number | null => ((all[name] ?? '').trim() === '' ? null : Number(all[name]));
  const by = (prefix: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      tally.parts.flatMap(({ option }) => {
        const value = number(`${prefix}.${option}`);
        return value === null ? [] : [[option, value]];
      }),
    );
  return {
    ok: true,
    figures: {
      ...{ agreed: number('agreed'), elsewhere: number('elsewhere') ?? 0, opposite: number('opposite') ?? 0 },
      ...{ weights: by('weight'), elsewhereOf: by('elsewhere') },
    },
  };
}
