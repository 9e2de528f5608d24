/** Ids of conversations, as Teams makes them: that of a thread is the id of its channel with the message it began with. */

/** The channel that a thread is in; any other conversation is itself. */
export const channelOf = (conversationId: string): string => conversationId.replace(/;messageid=.*$/, '');
