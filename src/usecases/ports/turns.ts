/** What each turn begins with: who speaks, about which case, and where. */
import type { CivilDate, Instant } from '../../domain/calendar.ts';
import type { CaseForMember } from './cases.ts';
import type { Member } from './people.ts';

/** Everything that the first look at an incoming turn needs, read in one go. */
export interface TurnContext {
  /** Null also for a member who has left. */
  readonly member: Member | null;
  /** The case of the conversation, else the one last discussed by this person in this place; null: none for them. */
  readonly current: CaseForMember | null;
}

export interface TurnKey {
  readonly tenantId: string;
  readonly objectId: string;
  readonly conversationId: string;
}

/** What a conversation belongs to: one case, or the signals of one region. */
export interface ChannelLink {
  readonly conversationId: string;
  readonly caseId: string | null;
  readonly region: string | null;
}

export interface TurnStore {
  load(key: TurnKey, today: CivilDate): Promise<TurnContext>;
  /** Remembers which case is discussed: in a personal chat by the person, elsewhere by the conversation. */
  setCurrent(key: TurnKey, caseId: string): Promise<void>;
  link(link: ChannelLink, by: string, at: Instant): Promise<void>;
  unlink(conversationId: string): Promise<void>;
  linkOf(conversationId: string): Promise<ChannelLink | null>;
}
