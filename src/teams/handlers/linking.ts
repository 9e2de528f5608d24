/**
 * "koppel HLM-2026-014": a group or channel that belongs to a case, and whom that lets in.
 */
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { linkCase, linkRegion, unlink } from '../../usecases/linkChannel.ts';
import type { Answer, Turn } from '../turn.ts';
import { regionName } from './regions.ts';
import { channelOf } from '../../shared/conversation.ts';

const LINK =
  /^(?:koppel|link)\s+(?:(?:dit|this|aan|to|casus|case|gesprek|kanaal|channel|regio|region)\s+)*([a-z0-9-]{2,40})[.!]?$/i;
const UNLINK = /^(?:ontkoppel|koppel los|unlink)(?:\s+(?:dit|this|gesprek|kanaal|channel))*[.!]?$/i;

/** The answer to a command to link or unlink; null for other words. */
export async function linkAnswer(turn: Turn, text: string): Promise<Answer | null> {
  const wanted = LINK.exec(text)?.[1];
  if (wanted === undefined && !UNLINK.test(text)) return null;
  const { reader, deps, member } = turn;
  const p = peopleWords(reader.lang);
  const answer = (...sentences: readonly string[]): Answer => ({ card: wordCard(sentences, waysOn(reader)) });
  if (!reader.shared) return answer(p.linkWhere);
  const { conversationId: whole } = turn.incoming.place;
  // A channel belongs to a case as a whole, whichever thread it was said in.
  const conversationId = channelOf(whole);
  if (wanted === undefined) {
    const done = await unlink(deps, { by: member, conversationId });
    return answer({ unlinked: p.unlinked, not_linked: p.notLinked, forbidden: p.forbidden }[done]);
  }
  const region = wanted.toLowerCase();
  if (deps.protocols.current.has(region)) {
    const done = await linkRegion(deps, { region, by: member, conversationId });
    const name = regionName(turn, region);
    return answer(done === 'linked' ? p.linkedRegion(name) : p.forbidden);
  }
  const code = wanted.toUpperCase();
  const result = await linkCase(deps, { code, by: member, conversationId, people: await turn.people() });
  if (result.kind === 'no_case') return answer(words(reader.lang).noCaseCode(code));
  if (result.kind === 'forbidden') return answer(p.forbidden);
  const { readers } = result;
  return answer(
    p.linked(result.view.case.code),
    readers ? p.linkLetsIn(readers.known, readers.strangers) : p.linkUnknown,
  );
}
