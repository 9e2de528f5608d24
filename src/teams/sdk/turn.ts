/**
 * One turn through the SDK: its adapter authenticates and makes the context, teams-ai's Application runs our one route.
 * Uses no TurnState, no typing timer and no `actionExecute` of the SDK: they lose votes, mix up chats and publish
 * private cards (docs/decisions/0001-teams-sdk.md).
 */
import { Application } from '@microsoft/teams-ai';
import { CloudAdapter, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult, BotFrameworkAuthentication } from 'botframework-connector';
import type { Dispatch, Incoming, PeopleHere, Reply } from '../incoming.ts';
import { toIncoming, type ParsedActivity } from './parse.ts';
import type { Roster } from './roster.ts';
import { faultReply, invokeAnswer, searchAnswer, sendReply } from './send.ts';
import { faultName, type Log, type Wire } from './wire.ts';

export interface TurnResult {
  readonly status: number;
  readonly body: unknown;
  /** What is still to be sent once the answer has gone out. Never rejects. */
  readonly afterwards: () => Promise<void>;
}

export type RunTurn = (authenticated: AuthenticateRequestResult, activity: ParsedActivity) => Promise<TurnResult>;

/** Opens the SDK's protected entry, so that activities reach it without Express and its response object. */
class Adapter extends CloudAdapter {
  turn(
    authenticated: AuthenticateRequestResult,
    activity: ParsedActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, activity as unknown as Activity, logic);
  }
}

/** The option `startTypingTimer: false` is not read by teams-ai 1.7.4: it starts the timer at every message. */
class Router extends Application {
  override startTypingTimer(): void {}
}

/** What a turn works out; kept in the context's own collection, which the SDK drops with the turn. */
interface Slot {
  readonly incoming: Incoming | null;
  afterwards: () => Promise<void>;
}
const SLOT = Symbol('turn');

export function createTurns(
  authentication: BotFrameworkAuthentication,
  options: { readonly dispatch: Dispatch; readonly wire: Wire; readonly roster: Roster; readonly log: Log },
): RunTurn {
  const { dispatch, wire, roster, log } = options;
  const adapter = new Adapter(authentication);
  const isRepeatedWelcome = welcomeWindow();
  const application = new Router({ removeRecipientMention: false, longRunningMessages: false });

  async function route(context: TurnContext): Promise<void> {
    const slot = context.turnState.get<Slot>(SLOT);
    const { incoming } = slot;
    if (context.activity.type === 'conversationUpdate') roster.forget(context.activity.conversation.id);
    const isInvoke = context.activity.type === 'invoke';
    if (incoming === null || isRepeatedWelcome(incoming)) {
      log.info({ type: context.activity.type, name: context.activity.name ?? null }, 'Activity ignored');
      if (isInvoke) await answerInvoke(context, {});
      return;
    }
    const reply = await guarded(dispatch, incoming, () => roster.of(incoming.place), log);
    if (isInvoke) {
      const searched = incoming.kind === 'search';
      await answerInvoke(context, searched ? searchAnswer(reply) : invokeAnswer(incoming, reply));
      slot.afterwards = () => sendReply(wire, incoming, reply);
      return;
    }
    await sendReply(wire, incoming, reply);
  }

  application.addRoute(async () => true, route, true);
  application.addRoute(async () => true, route, false);

  return async (authenticated, activity) => {
    const slot: Slot = { incoming: toIncoming(activity), afterwards: async () => {} };
    const response = await adapter.turn(authenticated, activity, async (context) => {
      context.turnState.set(SLOT, slot);
      await application.run(context);
    });
    return { status: response?.status ?? 200, body: response?.body, afterwards: slot.afterwards };
  };
}

/** By the SDK's own way for invoke responses; a body is always given, so that a 501 cannot happen. */
async function answerInvoke(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

/** `Dispatch` promises not to reject; if it does all the same, the person still gets an answer. */
async function guarded(dispatch: Dispatch, incoming: Incoming, people: PeopleHere, log: Log): Promise<Reply> {
  try {
    return await dispatch(incoming, people);
  } catch (fault) {
    log.error({ fault: faultName(fault), kind: incoming.kind }, 'A turn failed');
    return faultReply(incoming);
  }
}

const WELCOME_WINDOW_MS = 60_000;
const WELCOME_LIMIT = 1_000;

/** Teams tells of one installation twice, by two kinds of activity with different ids; people want one welcome. */
function welcomeWindow(): (incoming: Incoming) => boolean {
  const welcomed = new Map<string, number>();
  return (incoming) => {
    if (incoming.kind !== 'added' || !incoming.bot) return false;
    const { conversationId } = incoming.place;
    const now = Date.now();
    const before = welcomed.get(conversationId);
    if (before !== undefined && now - before < WELCOME_WINDOW_MS) return true;
    if (welcomed.size >= WELCOME_LIMIT) welcomed.clear();
    welcomed.set(conversationId, now);
    return false;
  };
}
