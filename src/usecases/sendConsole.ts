/**
 * Sends the chair their own controls of a meeting in their own chat: what stands on it is not for the conversation.
 */
import type { Meeting } from '../domain/tables/meeting.ts';
import type { Deps, Member } from './ports.ts';

/** Queues the card. `turnId`: the same press twice sends it once. */
export async function sendConsole(deps: Deps, meeting: Meeting, by: Member, turnId: string): Promise<void> {
  const id = `console:${meeting.id}:${turnId}`;
  const to = { kind: 'member', memberId: by.id } as const;
  const about = { meeting: meeting.id };
  await deps.uow.stores.outbox.add([{ id, kind: 'meeting_console', about, to, dueAt: deps.clock.now() }]);
}
