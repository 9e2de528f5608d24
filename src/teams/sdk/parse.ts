/**
 * Activities of the SDK → our `Incoming`. Names only the fields that we use; everything in them is untrusted.
 * Must not decide who may do what, and must not throw on any input.
 */
import { z } from 'zod';
import type { Incoming, Person, Place } from '../incoming.ts';

/** Longer messages are cut here: nothing that people type to the bot needs more. */
export const MAX_TEXT = 4_000;

const id = z.string().min(1).max(1_024);
const account = z.object({ id, name: z.string().nullish(), aadObjectId: z.string().nullish() });

const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  channelId: id,
  serviceUrl: id,
  from: account,
  recipient: account,
  conversation: z.object({ id, conversationType: z.string().nullish(), tenantId: z.string().nullish() }),
  channelData: z.object({ tenant: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
  text: z.string().nullish(),
  locale: z.string().max(100).nullish(),
  replyToId: z.string().max(1_024).nullish(),
  value: z.unknown().optional(),
  action: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(z.object({ id })).nullish(),
  membersRemoved: z.array(z.object({ id })).nullish(),
});

/** An activity that has all that an answer needs. */
export type ParsedActivity = z.infer<typeof activitySchema>;

/** The checked activity, or the path of the first thing that is wrong with it (no values: they may be personal). */
export function parseActivity(body: unknown): { activity: ParsedActivity } | { wrong: string } {
  const parsed = activitySchema.safeParse(body);
  if (parsed.success) return { activity: parsed.data };
  return { wrong: parsed.error.issues[0]?.path.join('.') || 'body' };
}

/** The customer's tenant in lower case; null if none is named, or two that differ. */
export function tenantOf(activity: ParsedActivity): string | null {
  const [first = null, ...others] = [activity.channelData?.tenant?.id, activity.conversation.tenantId]
    .map((tenant) => tenant?.toLowerCase() ?? '')
    .filter((tenant) => tenant !== '');
  return others.every((tenant) => tenant === first) ? first : null;
}

/** What the activity means to us; null for what we do not listen to (reactions, edits, unknown invokes, …). */
export function toIncoming(activity: ParsedActivity): Incoming | null {
  const base = {
    id: activity.id ?? crypto.randomUUID(),
    from: personOf(activity),
    place: placeOf(activity),
    locale: activity.locale ?? null,
  };
  const cardId = activity.replyToId || null;
  switch (activity.type) {
    case 'message': {
      const text = plainText(activity);
      const submitted = text === '' ? submittedPress(activity.value) : null;
      if (submitted) return { ...base, kind: 'press', ...submitted, cardId, via: 'submit' };
      return { ...base, kind: 'message', text };
    }
    case 'invoke':
      if (activity.name === 'composeExtension/query')
        return { ...base, kind: 'search', text: searchedText(activity.value) };
      if (activity.name !== 'adaptiveCard/action') return null;
      return { ...base, kind: 'press', ...executedPress(activity.value), cardId, via: 'execute' };
    case 'conversationUpdate': {
      const added = activity.membersAdded ?? [];
      const gone = activity.membersRemoved?.some((member) => member.id === activity.recipient.id);
      if (gone) return { ...base, kind: 'removed' };
      if (added.length === 0) return null;
      return { ...base, kind: 'added', bot: added.some((member) => member.id === activity.recipient.id) };
    }
    case 'installationUpdate':
      if (activity.action === 'remove') return { ...base, kind: 'removed' };
      return activity.action === 'add' ? { ...base, kind: 'added', bot: true } : null;
    default:
      return null;
  }
}

/**
 * No object id means an unknown person: nothing else that a chat tells about someone may stand in for it.
 * Ids are in lower case, as members are stored (usecases/letIn.ts): capitals must not turn somebody away.
 */
function personOf(activity: ParsedActivity): Person {
  return {
    tenantId: tenantOf(activity) ?? '',
    objectId: activity.from.aadObjectId?.toLowerCase() ?? '',
    channelUserId: activity.from.id,
    name: activity.from.name ?? null,
  };
}

function placeOf(activity: ParsedActivity): Place {
  const { id: conversationId, conversationType } = activity.conversation;
  return {
    conversationId,
    // An unknown kind of place counts as a group: more people may be reading.
    kind: conversationType === 'personal' || conversationType === 'channel' ? conversationType : 'group',
    tenantId: tenantOf(activity) ?? '',
    serviceUrl: activity.serviceUrl,
    botId: activity.recipient.id,
  };
}

const execution = z.object({ action: z.object({ verb: z.string().max(200).catch(''), data: z.unknown().optional() }) });

function executedPress(value: unknown): { verb: string; data: unknown } {
  const parsed = execution.safeParse(value);
  // Without a verb it is still a press that deserves an answer; the routes know no verb ''.
  return parsed.success
    ? { verb: parsed.data.action.verb, data: parsed.data.action.data ?? {} }
    : { verb: '', data: {} };
}

const query = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.boolean()]) })).max(20),
});

/** What was typed in the search. The first query, before anything is typed, comes with `initialRun` in its place. */
function searchedText(value: unknown): string {
  const parsed = query.safeParse(value);
  const typed = parsed.success ? parsed.data.parameters.find(({ name }) => name === 'query')?.value : '';
  return typeof typed === 'string' ? typed.trim().slice(0, MAX_TEXT) : '';
}

const submission = z.looseObject({ verb: z.string().min(1).max(200) });

/** An older client's press. The verb travels in the data there; taken out, so that both kinds of press are alike. */
function submittedPress(value: unknown): { verb: string; data: unknown } | null {
  const parsed = submission.safeParse(value);
  if (!parsed.success) return null;
  const { verb, ...data } = parsed.data;
  return { verb, data };
}

const mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(500),
  mentioned: z.object({ id: z.string() }),
});

/** What the person typed: the bot's mention gone, other mentions as plain names, white space of any kind as one space. */
function plainText(activity: ParsedActivity): string {
  let text = activity.text ?? '';
  for (const entity of (activity.entities ?? []).slice(0, 50)) {
    const parsed = mention.safeParse(entity);
    if (parsed.success && parsed.data.mentioned.id === activity.recipient.id) {
      text = text.replaceAll(parsed.data.text, ' ');
    }
  }
  return text
    .replaceAll(/<\/?at(?:\s[^<>]*)?>/g, '')
    .replaceAll(/&nbsp;|[\s\u200B\uFEFF]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, MAX_TEXT)
    .replace(/[\uD800-\uDBFF]$/, ''); // half an emoji is not valid text
}
