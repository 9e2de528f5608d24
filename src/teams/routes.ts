/**
 * The whole bot behind the seam: who speaks, in which language, about what, and the answer.
 * Never rejects: a fault is logged without client data and answered with a friendly card.
 */
import type { Interpret } from '../domain/understanding/interpret.ts';
import { languageOf } from '../domain/understanding/language.ts';
import type { CardData, Reader, TemplateName } from '../presenters/card.ts';
import { faultCard, strangerCard, wordCard } from '../presenters/notices.ts';
import { peopleWords } from '../presenters/wordingPeople.ts';
import { langOf } from '../shared/lang.ts';
import { welcomeAdministrator } from '../usecases/administrators.ts';
import { chooseLanguage, welcomeLocalMember } from '../usecases/people.ts';
import { noteReading, todayOf, type LookedAt } from '../usecases/readCase.ts';
import type { Deps, Member, TurnContext } from '../usecases/ports.ts';
import { helpAnswer } from './handlers/help.ts';
import { answerMessage } from './handlers/messages.ts';
import { answerPress } from './handlers/presses.ts';
import { searchAnswer } from './handlers/searching.ts';
import type { Card, Dispatch, Incoming, Post, Reply } from './incoming.ts';
import { createPace } from './pace.ts';
import type { Answer, Travel, Turn } from './turn.ts';

/** What the bot is made of. */
export interface Bot {
  readonly deps: Deps;
  readonly interpret: Interpret;
  readonly render: (card: CardData) => Card;
  /** The local trial version: whoever speaks is let in, into these cases. Null in production. */
  readonly local: { readonly demoCodes: readonly string[]; readonly travel?: Travel } | null;
  /** Whom a stranger should ask to be let in, in the words of the configuration; null: nobody is named. */
  readonly contact: string | null;
  /** True where a mail server is configured. */
  readonly mails: boolean;
  /** Called with an id that the person is shown, and the fault. Must not log what the person wrote. */
  readonly onFault: (id: string, fault: unknown, where: string) => void;
}

/** Puts the bot together. */
export function createDispatch(bot: Bot): Dispatch {
  const remember = rememberPlaces(bot.deps);
  const pace = createPace();
  const recall = recallAnswers();
  return async (incoming, people) => {
    const stranger = readerOf(bot, incoming, null);
    try {
      const { tenantId, objectId, channelUserId } = incoming.from;
      const pacing = incoming.kind === 'search' ? 'search' : 'turn';
      const now = Date.parse(bot.deps.clock.now());
      // In the trial version one person is a whole table.
      if (!bot.local && !pace(`${pacing} ${tenantId}/${objectId || channelUserId}`, now)) {
        return reply(bot, incoming, { card: wordCard([peopleWords(stranger.lang).tooFast], []), private: true });
      }
      if (incoming.kind === 'removed') {
        await remember.forget(incoming);
        return { replace: null, posts: [] };
      }
      // Where somebody searches from, Opstap may not be: it is no place to speak in later.
      if (incoming.kind !== 'search') await remember.keep(incoming);
      const context = await contextOf(bot, incoming);
      const member = context.member && (await inTheirLanguage(bot, incoming, context.member));
      const reader = readerOf(bot, incoming, member);
      if (!member) return reply(bot, incoming, { card: strangerCard(reader, bot.contact), private: true });
      const turn: Turn = {
        deps: bot.deps,
        incoming,
        member,
        reader,
        current: context.current,
        interpret: bot.interpret,
        answered: recall.get(incoming),
        contact: bot.contact,
        mails: bot.mails,
        travel: bot.local?.travel ?? null,
        people,
      };
      const answer = await answerOf(turn);
      if (answer === null) return { replace: null, posts: [] };
      if (incoming.kind !== 'search') recall.set(incoming, answer.answered ?? null);
      const { about } = answer;
      if (about && about.case.id !== context.current?.case.id) {
        await bot.deps.uow.stores.turns.setCurrent(keyOf(incoming), about.case.id);
      }
      const shows = [...(about ? [about] : []), ...(answer.shows ?? [])];
      if (shows.length > 0) {
        const what = incoming.kind === 'search' ? 'search' : SHOWN[answer.card.template];
        await noteReading(bot.deps, member, incoming.id, shows, what);
      }
      return reply(bot, incoming, answer);
    } catch (fault) {
      const id = bot.deps.newId().slice(0, 8);
      bot.onFault(id, fault, incoming.kind === 'press' ? incoming.verb.slice(0, 40) : incoming.kind);
      return reply(bot, incoming, { card: faultCard(id, stranger), private: true });
    }
  };
}

// What the log says that somebody looked at.
const SHOWN: Readonly<Record<TemplateName, LookedAt>> = {
  ...{ 'case-next': 'next', 'case-step': 'step', 'case-lines': 'lines', 'case-list': 'list' },
  ...{ form: 'form', notice: 'notice', 'answers-answer': 'answer' },
};

const keyOf = (incoming: Incoming) => ({
  tenantId: incoming.from.tenantId,
  objectId: incoming.from.objectId,
  conversationId: incoming.place.conversationId,
});

async function contextOf(bot: Bot, incoming: Incoming): Promise<TurnContext> {
  // Without an object id there is nobody to look up: never a member.
  if (incoming.from.objectId === '') return { member: null, current: null };
  const context = await bot.deps.uow.stores.turns.load(keyOf(incoming), todayOf(bot.deps));
  if (context.member) return context;
  if (!bot.local) return { member: await welcomeAdministrator(bot.deps, incoming.from), current: null };
  return { member: await welcomeLocalMember(bot.deps, incoming.from, bot.local.demoCodes), current: null };
}

// Until a member chooses a language, the first words that are clearly Dutch or English choose it for them.
async function inTheirLanguage(bot: Bot, incoming: Incoming, member: Member): Promise<Member> {
  if (member.lang !== null || incoming.kind !== 'message') return member;
  const lang = languageOf(incoming.text);
  return lang === null ? member : chooseLanguage(bot.deps, member, lang);
}

function readerOf(bot: Bot, incoming: Incoming, member: Member | null): Reader {
  return {
    // The local Teams always says that it is English, whatever its user is.
    lang: member?.lang ?? (bot.local ? 'nl' : langOf(incoming.locale)),
    shared: incoming.place.kind !== 'personal',
    local: bot.local !== null,
  };
}

async function answerOf(turn: Turn): Promise<Answer | null> {
  const { incoming } = turn;
  switch (incoming.kind) {
    case 'message':
      return incoming.text === '' ? helpAnswer(turn) : answerMessage(turn, incoming.text);
    case 'press':
      return answerPress(turn, incoming.verb, incoming.data);
    case 'added':
      // Welcome once, when the bot arrives; people who join later are not greeted in front of everybody.
      return incoming.bot ? helpAnswer(turn) : null;
    case 'removed':
      return null;
    case 'search':
      return searchAnswer(turn, incoming.text);
  }
}

function reply(bot: Bot, incoming: Incoming, answer: Answer): Reply {
  if (incoming.kind === 'search') {
    const results = (answer.found ?? []).map((hit) => ({ ...hit, card: bot.render(hit.card) }));
    return { replace: null, posts: [], word: wordOf(answer.card), results };
  }
  const post: Post = { card: bot.render(answer.card), summary: answer.card.summary };
  if (incoming.kind !== 'press') return { replace: null, posts: [post] };
  // Outside a personal chat the card belongs to everybody: a word for one person must not take its place.
  // Older clients can show no word to one person alone, so it is posted beside the card.
  if (answer.private && incoming.place.kind !== 'personal') {
    return incoming.via === 'execute'
      ? { replace: null, posts: [], word: wordOf(answer.card) }
      : { replace: null, posts: [post] };
  }
  if (answer.apart || (answer.beside && incoming.place.kind !== 'personal')) return { replace: null, posts: [post] };
  return { replace: post, posts: [] };
}

// The first sentence of the card, without Markdown: a press can be answered with plain words only.
function wordOf(card: CardData): string {
  const { title, paragraphs } = card.data as { title?: string; paragraphs?: readonly { readonly text: string }[] };
  return title || paragraphs?.[0]?.text || card.summary;
}

// The last answer about the rules by person and place, so that "waarom?" can be asked of it. Lost at a restart, which
// costs a person a press on the same word under the answer.
function recallAnswers() {
  const known = new Map<string, string>();
  const keyFor = ({ from, place }: Incoming): string => `${from.tenantId}/${from.objectId}/${place.conversationId}`;
  return {
    get: (incoming: Incoming): string | null => known.get(keyFor(incoming)) ?? null,
    set: (incoming: Incoming, id: string | null): void => {
      if (known.size >= MOST_PLACES) known.clear();
      if (id === null) known.delete(keyFor(incoming));
      else known.set(keyFor(incoming), id);
    },
  };
}

const MOST_PLACES = 10_000;

// Stored once for each place and again when its service URL changes; a bounded memory spares the rest of the writes.
function rememberPlaces(deps: Deps) {
  const known = new Map<string, string>();
  const { places } = deps.uow.stores;
  return {
    keep: async ({ place, from }: Incoming): Promise<void> => {
      if (known.get(place.conversationId) === place.serviceUrl) return;
      await places.remember({ ...place, objectId: place.kind === 'personal' ? from.objectId || null : null });
      if (known.size >= MOST_PLACES) known.clear();
      known.set(place.conversationId, place.serviceUrl);
    },
    forget: async ({ place }: Incoming): Promise<void> => {
      // The whole channel, with all its threads.
      known.clear();
      await places.gone(place.conversationId, deps.clock.now());
    },
  };
}
