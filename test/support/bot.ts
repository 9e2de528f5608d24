/**
 * The whole bot on the real content, a database of its own and a clock that a test sets; people reach it through the
 * fake Teams.
 */
import { join } from 'node:path';
import { cardRenderer, composeDeps, ROOT } from '../../src/compose.ts';
import { readInterpreter } from '../../src/content/intents.ts';
import { MESSAGES } from '../../src/outbox/messages.ts';
import { createOutbox, type Mail } from '../../src/outbox/worker.ts';
import type { SignedLinks } from '../../src/signedLinks.ts';
import { calendarRoute } from '../../src/teams/calendarRoute.ts';
import { createDispatch } from '../../src/teams/routes.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { aMember, joins, regionsWith, type SomeWork } from './people.ts';
import { fakeTeams, type FakePerson, type FakeTeams } from './fakeTeams.ts';

export interface TestBot {
  readonly teams: FakeTeams;
  readonly deps: Deps;
  /** For what the stores do not offer: looking behind them. */
  readonly database: TestDatabase;
  /** Faults that the bot met; a test that expects none says so. */
  readonly faults: unknown[];
  setNow(moment: string): void;
  /** Sends what the bot has to say of its own accord by now. */
  sendDue(): Promise<void>;
  /** Makes the person a member with these roles. */
  member(person: FakePerson, roles: readonly string[], work?: SomeWork): Promise<Member>;
  /** The person takes part in the case. */
  join(person: FakePerson, code: string): Promise<void>;
  close(): Promise<void>;
}

// Learning takes a moment: once for all bots of a test file.
const interpret = readInterpreter(join(ROOT, 'content'));

/** Starts the bot. `local`: the trial version, which lets everybody in as begeleider. */
export async function testBot(
  options: {
    readonly now?: string;
    readonly local?: boolean;
    /** As `tenant/object`. */
    readonly administrators?: readonly string[];
    readonly contact?: string;
    readonly mail?: Mail;
    /** Addresses for calendars, and the server that answers to them. */
    readonly links?: SignedLinks;
  } = {},
): Promise<TestBot> {
  let now = options.now ?? '2026-03-10T09:00:00.000Z';
  const database = await testDatabase();
  const { links = null } = options;
  const deps = await composeDeps(database, { now: () => now }, undefined, options.administrators, links);
  const faults: unknown[] = [];
  const dispatch = createDispatch({
    deps,
    interpret,
    render: cardRenderer(),
    local: options.local === false ? null : { demoCodes: [] },
    contact: options.contact ?? null,
    mails: options.mail !== undefined,
    onFault: (_id, fault) => faults.push(fault),
  });
  const teams = await fakeTeams(dispatch, links ? { calendar: calendarRoute(deps, links) } : {});
  const outbox = createOutbox({
    ...{ deps, messenger: teams.messenger, mail: options.mail ?? null, render: cardRenderer(), messages: MESSAGES },
    ...{
      local: options.local !== false,
      random: () => 0.5,
      onFault: (_id: string, fault: unknown) => faults.push(fault),
    },
  });
  const member = (person: FakePerson, roles: readonly string[], work: SomeWork = {}): Promise<Member> =>
    aMember(deps.uow.stores, person, roles, { regions: regionsWith(deps, roles), ...work });
  return {
    teams,
    deps,
    database,
    faults,
    setNow: (moment) => void (now = moment),
    sendDue: async () => {
      while ((await outbox.sendDue()) > 0);
    },
    member,
    join: async (person, code) => {
      const who = await deps.uow.stores.members.find(person.tenantId, person.objectId);
      if (!who) throw new Error(`${person.name} is no member`);
      await joins(deps.uow.stores, code, who);
    },
    close: async () => {
      await teams.close();
      await database.close();
    },
  };
}

/** Every text on a card, one a line: what a person reads. */
export function wordsOn(card: unknown): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (['text', 'title', 'label'].includes(key) && typeof item === 'string') found.push(item);
        else if (key !== 'fallback') walk(item);
      }
    }
  };
  walk(card);
  return found.join('\n');
}
