/**
 * What is said about signals by itself: the card, new or in place, and words beside it. Each addressee gets what they
 * may see; who may see nothing of it gets the code of the case, as a region's channel does. Changes nothing.
 */
import type { Protocol } from '../domain/protocol/definition.ts';
import { WATCHES, type Signal, type WatchId } from '../domain/signals/signal.ts';
import type { SeenSignal } from '../domain/signals/signalView.ts';
import { REGION, running, DUE } from '../domain/signals/watches.ts';
import { signalCard, signalCodeCard, signalNewsCard } from '../presenters/signals.ts';
import { dateText, momentText } from '../presenters/dates.ts';
import { plainText, type Reader } from '../presenters/card.ts';
import { signalWords } from '../presenters/wordingSignals.ts';
import { readSignal, seeSignal, seeTogether, togetherAt, type SignalTogether } from '../usecases/readSignal.ts';
import type { Deps } from '../usecases/ports.ts';
import { ringFor } from '../usecases/signalRing.ts';
import type { Addressee, SayMessage } from './messages.ts';
import { channelOf } from '../shared/conversation.ts';

interface Found {
  readonly signal: Signal;
  readonly code: string;
  readonly protocol: Protocol;
  readonly seen: SeenSignal | null;
  /** Those who read along; null in somebody's own chat, and where nothing of it is shown. */
  readonly together: SignalTogether | null;
}

/** The card of a signal. */
export const saySignal: SayMessage = async (deps, { about, to }, addressee) => {
  const found = await find(deps, about['signal'] ?? '', 'conversationId' in to ? to.conversationId : null, addressee);
  if (!found) return null;
  const { seen, code, protocol, signal } = found;
  const { reader } = addressee;
  if (!seen) return { card: signalCodeCard(signal.id, code, reader) };
  return { card: signalCard(seen, protocol, reader), mentions: await mentionsOf(deps, found, null, reader) };
};

/** Words beside the card. */
export const saySignalNews: SayMessage = async (deps, { about, to }, addressee) => {
  const found = await find(deps, about['signal'] ?? '', 'conversationId' in to ? to.conversationId : null, addressee);
  const said = found && newsOf(found, about, addressee.reader);
  if (!found || !said) return null;
  // Whoever may see nothing of it gets no word of what it is about either.
  const told = found.seen || about['news'] === 'watch' ? said : [];
  const card = signalNewsCard(found.code, told, found.signal.id, addressee.reader);
  const watch = WATCHES.find((each) => each === about['watch']);
  if (about['news'] !== 'watch' || !watch || !found.seen) return { card };
  return { card, mentions: await mentionsOf(deps, found, watch, addressee.reader) };
};

const mentionsOf = async (deps: Deps, { signal, together }: Found, watch: WatchId | null, { lang }: Reader) => ({
  words: signalWords(lang).up,
  people: (together ? await ringFor(deps, signal, together, watch) : []).map((each) => ({
    objectId: each.objectId,
    name: each.displayName ?? signalWords(lang).somebody,
  })),
});

async function find(
  deps: Deps,
  signalId: string,
  conversationId: string | null,
  { member, people }: Addressee,
): Promise<Found | null> {
  const { signals, cases, turns } = deps.uow.stores;
  const signal = await signals.byId(signalId);
  const found = signal && (await cases.byId(signal.caseId));
  if (!signal || !found) return null;
  const base = { signal, code: found.code, protocol: await deps.protocols.ofCase(found) };
  if (conversationId === null) {
    const own = member && (await readSignal(deps, signal.id, member));
    return { ...base, together: null, seen: own && (await seeSignal(deps, own)) };
  }
  // The channel of a region gets the code alone, whoever reads there.
  const link = await turns.linkOf(channelOf(conversationId));
  if (link?.caseId === found.id) {
    const together = await togetherAt(deps, signal, await people());
    return { ...base, together, seen: together && (await seeTogether(deps, signal, together)) };
  }
  return link?.region === found.protocolId ? { ...base, together: null, seen: null } : null;
}

// The words, or null where they are no longer true.
function newsOf(
  { signal: { state }, seen }: Found,
  about: Readonly<Record<string, string>>,
  reader: Reader,
): readonly string[] | null {
  const s = signalWords(reader.lang);
  const open = state.status !== 'done';
  const next = seen?.nextContact ?? null;
  const contact = next === null ? [] : [s.nextContact(dateText(next, reader.lang))];
  const why = seen?.kind === 'full' ? state.backs.at(-1)?.words : undefined;
  switch (about['news']) {
    case 'watch':
      return watchWords(state, about, reader);
    case 'worse':
      return open ? [s.worse] : null;
    case 'reopened':
      return open ? [s.reopenedNews] : null;
    case 'lead':
      return open && state.lead !== null ? [s.leadNews] : null;
    case 'mdo':
      return state.status === 'mdo' ? [s.mdoNews] : null;
    case 'back':
      return [s.backNews, ...contact, ...(why ? [plainText(why)] : [])];
    case 'done':
      return open ? null : [s.doneNews, ...contact, s.doneHow];
    default:
      return null;
  }
}

function watchWords(
  state: Signal['state'],
  about: Readonly<Record<string, string>>,
  reader: Reader,
): readonly string[] | null {
  const s = signalWords(reader.lang);
  const level = Number(about['level']);
  const watch = running(state).find(({ id, level: at }) => id === about['watch'] && at === level);
  if (!watch) return null;
  const texts = s.watch[watch.id];
  const asked = watch.id === 'follow_up' && state.status === 'asked' && level === DUE;
  const text = asked ? s.askBusy : level >= REGION ? texts.region : level === DUE ? texts.due : texts.soon;
  const late = about['late'] === 'yes' ? [s.lateNotice(momentText(about['due'] ?? watch.dueAt, reader.lang))] : [];
  return [text, ...late];
}
