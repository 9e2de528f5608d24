/**
 * What can be asked, fitted to who asks.
 */
import { POLICY } from '../../domain/access.ts';
import { helpCard } from '../../presenters/notices.ts';
import { byMember } from '../../usecases/managePeople.ts';
import type { Answer, Turn } from '../turn.ts';

/** Help, and the welcome. In a group nothing is offered that is for some. */
export function helpAnswer({ deps, member, reader }: Turn): Answer {
  if (reader.shared) return { card: helpCard(reader, { opens: false, manages: false }) };
  const who = byMember(deps, member);
  return {
    card: helpCard(reader, {
      opens: [...deps.protocols.current.values()].some((protocol) => POLICY.open_case(who, protocol)),
      manages:
        who.administrator || who.memberships.some(({ organisation }) => POLICY.manage_people(who, organisation.id)),
    }),
  };
}
