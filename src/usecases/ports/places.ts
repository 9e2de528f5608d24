/** Where the bot was spoken to, and can speak later. */
import type { Instant } from '../../domain/calendar.ts';

/** A chat or channel, with all that is needed to speak there. */
export interface KnownPlace {
  readonly conversationId: string;
  readonly kind: 'personal' | 'group' | 'channel';
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly botId: string;
}

export interface PlaceStore {
  /**
   * Remembers a place, so that the bot can speak there later; `objectId` is whose chat it is, where it is a personal one.
   * Twice is once; a changed service URL is taken over, and a place that was gone is there again.
   */
  remember(place: KnownPlace & { readonly objectId: string | null }): Promise<void>;
  /** The bot can no longer speak there. */
  gone(conversationId: string, at: Instant): Promise<void>;
  /** The place, with a thread's id taken for its channel; null: never heard of, or gone. */
  find(conversationId: string): Promise<KnownPlace | null>;
  /** The person's own chat with the bot; null: none that we know of. */
  ofPerson(tenantId: string, objectId: string): Promise<KnownPlace | null>;
  /** Any place in the tenant, to begin a new chat from; null: the bot was never spoken to there. */
  inTenant(tenantId: string): Promise<KnownPlace | null>;
  /** Conversations that are linked to something, and where the bot can no longer speak. */
  lost(): Promise<readonly { readonly conversationId: string; readonly since: Instant }[]>;
}
