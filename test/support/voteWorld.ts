/**
 * A running vote of many people, and bots on one database who answer their presses, as replicas behind one address do.
 * Built straight in the stores: what is looked at is the vote.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { cardRenderer, composeDeps, ROOT } from '../../src/compose.ts';
import { readInterpreter } from '../../src/content/intents.ts';
import { evaluate, planOf } from '../../src/domain/protocol/evaluate.ts';
import { newCaseState } from '../../src/domain/cases.ts';
import { MESSAGES } from '../../src/outbox/messages.ts';
import { createOutbox } from '../../src/outbox/worker.ts';
import type { Database } from '../../src/storage/database.ts';
import { createDispatch } from '../../src/teams/routes.ts';
import { startServer } from '../../src/teams/sdk/server.ts';
import { openBallot } from '../../src/usecases/openBallot.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { fakeTeams, type FakeChat, type FakePerson, type FakeTeams } from './fakeTeams.ts';
import { aMember } from './people.ts';
import { allFacts, played } from './views.ts';

export interface VoteWorld {
  readonly deps: Deps;
  readonly teams: FakeTeams;
  readonly group: FakeChat;
  readonly ballotId: string;
  readonly chair: Member;
  readonly faults: unknown[];
  /** `person` works for organisation `of`. */
  readonly voters: readonly { readonly person: FakePerson; readonly of: string }[];
  /** Presses at one of the replicas; answers the words that came back, and how long it took. */
  press(person: FakePerson, verb: string, data: object, replica: number): Promise<{ text: string; ms: number }>;
  /** Every replica sends what is due, until nothing is. */
  sendAll(): Promise<void>;
  close(): Promise<void>;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** `databases`: one for each replica, all of them the same one underneath. The caller closes them. */
export async function voteWorld(
  databases: readonly Database[],
  { organisations, people }: { readonly organisations: number; readonly people: number },
): Promise<VoteWorld> {
  const interpret = readInterpreter(join(ROOT, 'content'));
  const faults: unknown[] = [];
  const clock = { now: () => new Date().toISOString() };
  const all = await Promise.all(databases.map((database) => composeDeps(database, clock)));
  const [deps] = all;
  if (!deps) throw new Error('No replica');
  const dispatches = all.map((each) => {
    const onFault = (_id: string, fault: unknown): void => void faults.push(fault);
    return createDispatch({
      deps: each,
      interpret,
      render: cardRenderer(),
      local: null,
      contact: null,
      mails: false,
      onFault,
    });
  });
  const teams = await fakeTeams(dispatches[0] as (typeof dispatches)[number]);
  const more = await Promise.all(
    dispatches.slice(1).map((dispatch) =>
      startServer({
        ...{ host: '127.0.0.1', port: 0, auth: { mode: 'local' }, allowedTenants: null, log: silent, dispatch },
      }),
    ),
  );
  const urls = [teams.botUrl, ...more.map(({ port }) => `http://127.0.0.1:${port}`)];
  const outboxes = all.map((each) =>
    createOutbox({
      ...{ deps: each, messenger: teams.messenger, mail: null, render: cardRenderer(), messages: MESSAGES },
      ...{ local: false, random: Math.random, onFault: (_id, fault) => void faults.push(fault) },
    }),
  );
  const voters = [];
  const members: Member[] = [];
  for (let n = 0; n < people; n += 1) {
    const person = teams.person(`Persoon ${n}`);
    const of = `Organisatie ${n % organisations}`;
    members.push(await aMember(deps.uow.stores, person, ['begeleider'], { organisation: of }));
    voters.push({ person, of });
  }
  const group = teams.groupChat(voters.map(({ person }) => person));
  const ballot = await runningVote(deps, members, group.conversationId);
  // The bot has been spoken to there, so that it can speak there later.
  await group.say(voters[0]?.person as FakePerson, 'help');

  return {
    ...{ deps, teams, group, voters, faults, ballotId: ballot, chair: members[0] as Member },
    press: async (person, verb, data, replica) => {
      const action = { type: 'Action.Execute', verb, data };
      const body = group.activity(person, {
        ...{ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } },
      });
      const began = performance.now();
      const response = await fetch(`${urls[replica % urls.length]}/api/messages`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      });
      const answer = (await response.json()) as { value?: unknown };
      const ms = performance.now() - began;
      return { text: typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value), ms };
    },
    sendAll: async () => {
      const waits = async (): Promise<boolean> =>
        (await deps.uow.stores.outbox.traces(['queued', 'claimed', 'sending'], 1)).length > 0;
      // Teams takes so many messages a second: what is put off is sent a moment later.
      while (await waits()) {
        await Promise.all(outboxes.map((outbox) => outbox.sendDue()));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close: async () => {
      await Promise.all(more.map((server) => server.close()));
      await teams.close();
    },
  };
}

// A case of Haarlemmermeer that is at the vote, its meeting running in the conversation, and the vote opened.
async function runningVote(deps: Deps, members: readonly Member[], conversationId: string): Promise<string> {
  const { stores } = deps.uow;
  const protocol = deps.protocols.current.get('haarlemmermeer');
  const [chair] = members;
  if (!protocol || !chair) throw new Error('No agreements, or nobody to lead');
  const plan = planOf(protocol, 'C');
  const now = deps.clock.now();
  const informed = [{ by: 'recorder', on: '2026-03-01', how: 'conversation', ground: null }] as const;
  const from = { ...newCaseState, informed: [...informed], facts: allFacts(protocol) };
  const state = played(protocol, 'C', 60, from).find((each) =>
    evaluate(plan, each, now).steps.some(({ step, status }) => step.id === 'uitstroomtafel' && status === 'open'),
  );
  if (!state) throw new Error('The case never comes to the table');
  const c = await stores.cases.open({
    ...{ id: randomUUID(), prefix: 'HLM', year: 2026, protocolId: protocol.id, protocolVersion: protocol.version },
    ...{ route: 'C', pseudonym: 'Merel', openedAt: now, openedBy: chair.id, state, nextDue: null, log: [] },
  });
  const people = members.map(({ id, memberships }) => ({
    ...{ memberId: id, organisationId: memberships[0]?.organisation.id ?? '' },
  }));
  const meetingId = randomUUID();
  await stores.meetings.add({
    ...{
      id: meetingId,
      region: protocol.id,
      startsAt: now,
      minutes: 60,
      lastPartAt: null,
      place: 'Raadhuis',
      link: '',
    },
    ...{ chairId: chair.id, secretaryId: null, hidden: false, state: 'running', sequence: 0, version: 1 },
    ...{ plannedBy: chair.id, rooms: { 1: conversationId, 2: null }, people },
    items: [
      {
        ...{ id: randomUUID(), caseId: c.id, step: 'uitstroomtafel', part: 1, state: 'open' },
        ...{ client: 'expected', carriedFrom: null },
      },
    ],
    seats: [...new Set(people.map((each) => each.organisationId))].map((organisationId) => ({
      ...{ organisationId, presence: 'present' },
    })),
  });
  const opened = await openBallot(deps, { meetingId, by: chair });
  if (opened.kind !== 'opened') throw new Error(`The vote is not opened: ${opened.kind}`);
  return opened.ballot.id;
}
