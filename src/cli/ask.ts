/**
 * `opstap ask "…"`: the answer that the bot would give, with its source, or why it gives none. Needs no database.
 */
import { civilDateOf } from '../domain/calendar.ts';
import type { EntryTextPair } from '../domain/answers/entries.ts';
import type { Lang } from '../shared/lang.ts';
import { answerQuestion, type Answer, type Reply } from '../usecases/answerQuestion.ts';
import { openAnswers } from './answerFiles.ts';
import { CliError, readArgs, readLang, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { protocolById } from './protocolFiles.ts';

export async function askCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    json: { type: 'boolean' },
    lang: { type: 'string' },
    protocol: { type: 'string' },
  });
  const text = positionals.join(' ').trim();
  if (text === '') throw new CliError('usage', 'schrijf: opstap ask "uw vraag" [--protocol PROTOCOL]');
  const index = openAnswers(deps);
  const protocol = values.protocol ?? null;
  // A region may have questions and answers before it has a protocol here.
  if (protocol !== null && !index.base.entries.some((entry) => entry.protocol === protocol)) {
    protocolById(deps, protocol);
  }
  const lang = values.lang === undefined ? null : readLang(values.lang);
  const reply = answerQuestion(index, { text, protocol, today: civilDateOf(deps.now().toISOString()), lang });
  if (values.json) writeJson(io, toJson(reply));
  else io.stdout(inWords(reply));
  return 0;
}

const round = (score: number): number => Math.round(score * 1000) / 1000;

function toJson({ kind, answer, score, candidates, askRegion, lang }: Reply): object {
  return {
    answer: answer && {
      id: answer.id,
      question: answer.question,
      short: answer.short,
      text: wholeText(answer),
      protocol: answer.protocol,
      region: answer.region,
      otherRegion: answer.otherRegion,
      step: answer.step,
      source: { ...answer.source, disclaimer: answer.source.disclaimer?.[lang] ?? null },
      banners: bannerTexts(answer, lang),
    },
    kind,
    score: round(score),
    candidates: candidates.map((each) => ({ ...each, score: round(each.score) })),
    askRegion,
    lang,
  };
}

const wholeText = ({ short, text }: Answer): string => (text === '' ? short : `${short}\n\n${text}`);

const bannerTexts = ({ banners }: Answer, lang: Lang): readonly string[] =>
  banners.map(({ text }: { readonly text: EntryTextPair }) => text[lang]);

const WORDS = {
  nl: {
    source: 'Bron',
    other: (region: string) => `Let op: dit antwoord is van ${region}, niet van uw regio.`,
    choices: 'Bedoelt u een van deze vragen?',
    none: 'Geen van deze? Vraag het de uitstroomcoördinator of de deskundige van uw regio.',
    refused: 'Daar staat niets over in de bronnen. Vraag het de deskundige van uw regio.',
    region: (regions: readonly string[]) =>
      `Dit verschilt per regio. Zeg erbij welke: --protocol ${regions.join(' | ')}`,
  },
  en: {
    source: 'Source',
    other: (region: string) => `Mind: this answer is of ${region}, not of your region.`,
    choices: 'Do you mean one of these questions?',
    none: 'None of these? Ask the uitstroomcoördinator or the expert of your region.',
    refused: 'The sources say nothing about that. Ask the expert of your region.',
    region: (regions: readonly string[]) => `This differs by region. Say which one: --protocol ${regions.join(' | ')}`,
  },
} as const;

function inWords(reply: Reply): string {
  const { answer, lang } = reply;
  const words = WORDS[lang];
  if (answer) return `${answerLines(answer, lang).join('\n\n')}\n`;
  if (reply.kind === 'refused') return `${words.refused}\n`;
  const questions = reply.candidates.map(({ question, region }) => `  · ${question} (${region})`);
  const region = reply.askRegion.length > 1 ? [words.region(reply.askRegion)] : [];
  return `${[words.choices, ...questions, words.none, ...region].join('\n')}\n`;
}

function answerLines(answer: Answer, lang: Lang): readonly string[] {
  const { document, section, number, date, disclaimer } = answer.source;
  const words = WORDS[lang];
  const place = [document, section, number, date].filter((part) => part !== null && part !== '').join(', ');
  return [
    answer.question,
    wholeText(answer),
    ...(answer.otherRegion ? [words.other(answer.region)] : []),
    ...bannerTexts(answer, lang),
    `${words.source} (${answer.region}): ${place}${disclaimer ? `\n${disclaimer[lang]}` : ''}`,
  ];
}
