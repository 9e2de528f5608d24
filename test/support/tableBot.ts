/**
 * A bot with a case that is up for a table, the organisations around that table, and the group in which it meets; and a
 * meeting that is planned the way people plan it.
 */
import { evaluate, planOf } from '../../src/domain/protocol/evaluate.ts';
import { newCaseState } from '../../src/domain/cases.ts';
import type { Case } from '../../src/domain/cases.ts';
import type { Mail } from '../../src/outbox/worker.ts';
import type { SignedLinks } from '../../src/signedLinks.ts';
import { testBot, type TestBot } from './bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from './fakeTeams.ts';
import { allFacts, played } from './views.ts';

const INFORMED = [{ by: 'recorder', on: '2026-03-01', how: 'conversation', ground: null }] as const;

export interface Seat {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  /** Takes part in the case. */
  readonly inCase?: boolean;
}

export interface TableBot extends TestBot {
  readonly people: Readonly<Record<string, FakePerson>>;
  /** The chat of each person with the bot. */
  readonly chats: Readonly<Record<string, FakeChat>>;
  readonly code: string;
  readonly group: FakeChat;
  /** Case codes and so on of a second case at the same table. */
  anotherCase(): Promise<Case>;
  person(name: string): FakePerson;
  chat(name: string): FakeChat;
}

/** Starts it. `step`: where the case stands; `facts`: what is known, beside a value for everything. */
export async function tableBot(options: {
  readonly protocol: string;
  readonly route: string;
  readonly step: string;
  readonly seats: readonly Seat[];
  readonly facts?: Readonly<Record<string, string | boolean>>;
  /** Names of those in the group; everybody without it. */
  readonly inGroup?: readonly string[];
  readonly links?: SignedLinks;
  readonly mail?: Mail;
}): Promise<TableBot> {
  const { links, mail } = options;
  const bot = await testBot({ local: false, ...(links ? { links } : {}), ...(mail ? { mail } : {}) });
  const { deps, teams } = bot;
  const protocol = deps.protocols.current.get(options.protocol);
  if (!protocol) throw new Error('No such protocol');
  const people: Record<string, FakePerson> = {};
  const chats: Record<string, FakeChat> = {};
  for (const seat of options.seats) {
    const person = teams.person(seat.name);
    await bot.member(person, [seat.role], { organisation: seat.organisation, regions: [protocol.id] });
    people[seat.name] = person;
    chats[seat.name] = teams.personalChat(person);
    await chats[seat.name]?.say(person, 'help');
  }
  const plan = planOf(protocol, options.route);
  const known = { ...newCaseState, informed: [...INFORMED], facts: { ...allFacts(protocol), ...options.facts } };
  const state = played(protocol, options.route, 60, known).find((each) =>
    evaluate(plan, each, '2026-03-10T09:00:00.000Z').steps.some(
      ({ step, status }) => step.id === options.step && status === 'open',
    ),
  );
  if (!state) throw new Error(`${options.step} never opens`);
  const [opener] = options.seats;
  const member = await deps.uow.stores.members.find(
    people[opener?.name ?? '']?.tenantId ?? '',
    people[opener?.name ?? '']?.objectId ?? '',
  );
  const aCase = async (): Promise<Case> => {
    const at = '2026-03-01T09:00:00.000Z';
    const opened = await deps.uow.stores.cases.open({
      ...{ id: deps.newId(), prefix: protocol.casePrefix, year: 2026, protocolId: protocol.id },
      ...{ protocolVersion: protocol.version, route: options.route, pseudonym: 'PSEUDO-7Q', openedAt: at },
      ...{ openedBy: member?.id ?? '', state, nextDue: null, log: [] },
    });
    for (const seat of options.seats) {
      const who = people[seat.name];
      if (seat.inCase && who) await bot.join(who, opened.code);
    }
    return opened;
  };
  const { code } = await aCase();
  const inGroup = options.inGroup ?? options.seats.map(({ name }) => name);
  const group = teams.groupChat(inGroup.flatMap((name) => people[name] ?? []));
  const named = <T>(of: Record<string, T>, name: string): T => {
    const found = of[name];
    if (!found) throw new Error(`Nobody is called ${name}`);
    return found;
  };
  return {
    ...bot,
    ...{ people, chats, code, group, anotherCase: aCase },
    person: (name) => named(people, name),
    chat: (name) => named(chats, name),
  };
}

const guests = (card: unknown): string =>
  [...JSON.stringify(card).matchAll(/"value":"([^",]+\/[^",]+)"/g)].map((each) => each[1]).join(',');

/** Plans a table on 12 March at ten, with everybody who can be invited; answers the planner's card of it. */
export async function plannedTable(
  bot: TableBot,
  planner: string,
  step: string,
  inputs: Record<string, string> = {},
): Promise<FakeMessage> {
  const [person, chat] = [bot.person(planner), bot.chat(planner)];
  const start = lastOf(await chat.say(person, 'plan een uitstroomtafel'));
  const cases = guests(start.card)
    .split(',')
    .filter((each) => each.endsWith(`/${step}`))
    .join(',');
  await chat.press(person, start, 'meeting_form', { cases });
  const people = guests(start.cardFor(person));
  const form = { on: '2026-03-12', at: '10:00', place: 'Raadhuis', people, ...inputs };
  await chat.press(person, start, 'meeting_save', form);
  await bot.sendDue();
  return start;
}

/** The last message; throws if there is none. */
export function lastOf(messages: readonly FakeMessage[]): FakeMessage {
  const last = messages.at(-1);
  if (!last) throw new Error('The bot said nothing');
  return last;
}
