/** The regions in a turn: by what name they go, and which one a question is about. */
import type { RegionChoice } from '../../presenters/answers.ts';
import { regionText } from '../../presenters/protocolText.ts';
import type { Turn } from '../turn.ts';
import { channelOf } from '../../shared/conversation.ts';

/** All regions, by the names that their agreements give them. */
export function regionsOf(turn: Turn): readonly RegionChoice[] {
  return [...turn.deps.protocols.current.keys()].map((id) => ({ id, name: regionName(turn, id) }));
}

/** The name of the region; its id where it has no agreements here. */
export const regionName = ({ deps, reader }: Turn, id: string): string =>
  regionText(deps.protocols.current, id, reader.lang);

/** The region that a question is about: named, of the case, of the channel, or the only one of the person. */
export async function regionOf(
  { deps, current, member, incoming }: Turn,
  named: string | null,
): Promise<string | null> {
  if (named !== null) return named;
  if (current) return current.case.protocolId;
  const link = await deps.uow.stores.turns.linkOf(channelOf(incoming.place.conversationId));
  if (link?.region) return link.region;
  const [only, ...others] = new Set(member.memberships.map(({ organisation }) => organisation.region));
  return only !== undefined && others.length === 0 ? only : null;
}
