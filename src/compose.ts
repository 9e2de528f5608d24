/**
 * Puts the house together: the only file that knows every layer.
 * Holds no rules of its own; what is decided here is only which part is given to which.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseSource, Stored } from './cli/io.ts';
import type { Config } from './config.ts';
import { readDemoCases, readDemoPeople } from './content/demo.ts';
import { readAnswers } from './content/answers.ts';
import { readSubjects } from './content/compare.ts';
import { readCommandWords, readInterpreter } from './content/intents.ts';
import { readProtocol, readProtocolFolder, type ProtocolText } from './content/protocols.ts';
import { readRetention } from './content/retention.ts';
import { readWords, stemmers } from './content/words.ts';
import { laterBy } from './domain/calendar.ts';
import { answerIndex } from './domain/answers/answerIndex.ts';
import type { Protocol } from './domain/protocol/definition.ts';
import type { Comparison } from './domain/understanding/comparing.ts';
import { runOutbox, type OutboxLoop } from './outbox/loop.ts';
import { createMail } from './outbox/mail.ts';
import { MESSAGES } from './outbox/messages.ts';
import { createOutbox, type Mail } from './outbox/worker.ts';
import { JOBS } from './jobs/jobs.ts';
import { startJobs, type JobLoop } from './jobs/runner.ts';
import { loadCards } from './presenters/template.ts';
import type { CardData, TemplateName } from './presenters/card.ts';
import type { Logger } from './shared/log.ts';
import { openDatabase, type Database } from './storage/database.ts';
import type { Card } from './teams/incoming.ts';
import { signedLinks, type SignedLinks } from './signedLinks.ts';
import { calendarRoute } from './teams/calendarRoute.ts';
import { createDispatch } from './teams/routes.ts';
import { startServer, type RunningServer } from './teams/sdk/server.ts';
import { answerBook } from './usecases/answerBook.ts';
import { welcomeLocalMember } from './usecases/people.ts';
import { seedDemo } from './usecases/seedDemo.ts';
import type { Clock, Deps, Protocols, UnitOfWork } from './usecases/ports.ts';

/** The folder of this package: content and cards stand beside the code. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The tenant of the local Teams (.m365agentsplayground.yml). */
const LOCAL_TENANT = '00000000-0000-4000-8000-000000000001';

const systemClock: Clock = { now: () => new Date().toISOString() };

export interface App {
  readonly deps: Deps;
  readonly server: RunningServer;
  /** Codes of the demo cases; empty outside local mode. */
  readonly demoCodes: readonly string[];
  close(): Promise<void>;
}

/** Opens the database, reads the content and starts the server. Rejects with a clear Error if one of them cannot. */
export async function compose(config: Config, log: Logger, clock: Clock = systemClock): Promise<App> {
  const database = await openDatabase(config.database);
  try {
    const travelling = movable(clock);
    const links = linksOf(config);
    const deps = await composeDeps(database, travelling.clock, undefined, config.administrators, links);
    const demoCodes = config.mode === 'local' ? await seedDemoCases(deps) : [];
    if (config.mode === 'local') await seedDemoPeople(deps, demoCodes);
    await deps.answers.index();
    const render = cardRenderer();
    let jobs: JobLoop | null = null;
    const travel = async (ms: number | null): Promise<void> => {
      travelling.move(ms);
      await jobs?.runNow();
    };
    const server = await startServer({
      host: config.host,
      port: config.port,
      auth: config.auth,
      allowedTenants: config.tenants,
      log,
      health: () => jobs?.health() ?? { ok: true },
      ...(links ? { calendar: calendarRoute(deps, links) } : {}),
      dispatch: createDispatch({
        deps,
        interpret: readInterpreter(join(ROOT, 'content')),
        render,
        local: config.mode === 'local' ? { demoCodes, travel } : null,
        contact: config.contact,
        mails: config.mail !== null,
        onFault: faultLogger(log),
      }),
    });
    const mail = config.mail && createMail(config.mail);
    const sending = startSending({ deps, server, mail, render, local: config.mode === 'local', log });
    database.onQueued(() => sending.nudge());
    jobs = startTimedWork(deps, config, log);
    const close = async (): Promise<void> => {
      await server.close();
      await jobs?.stop();
      await sending.stop();
      mail?.close();
      await database.close();
    };
    return { deps, server, demoCodes, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

// As the server knows it (src/teams/sdk/server.ts).
const CALENDAR = 'calendar';

// On one's own computer the address is known; a restart makes the old ones void.
function linksOf({ links, mode, port }: Config): SignedLinks | null {
  if (links) return signedLinks(links, CALENDAR);
  if (mode !== 'local' || port === 0) return null;
  const secret = randomBytes(32).toString('hex');
  return signedLinks({ url: `http://localhost:${port}`, secret }, CALENDAR);
}

// What is due by the time, whoever asks for it or not.
function startTimedWork(deps: Deps, config: Config, log: Logger): JobLoop {
  const onFault = faultLogger(log);
  const told = (fault: unknown, job: string): void => onFault(deps.newId().slice(0, 8), fault, `job ${job}`);
  return startJobs({ deps, jobs: JOBS, onFault: told }, config.heartbeat);
}

// A clock that the trial version can move on, so that anybody can see a term run out.
function movable(clock: Clock): { readonly clock: Clock; move(ms: number | null): void } {
  let ahead = 0;
  return {
    clock: { now: () => (ahead === 0 ? clock.now() : laterBy(clock.now(), ahead)) },
    move: (ms) => void (ahead = ms === null ? 0 : ahead + ms),
  };
}

// The outbox sends over the same wire as the server answers.
function startSending(parts: {
  readonly deps: Deps;
  readonly server: RunningServer;
  readonly mail: Mail | null;
  readonly render: (card: CardData) => Card;
  readonly local: boolean;
  readonly log: Logger;
}): OutboxLoop {
  const { deps, server, mail, render, local, log } = parts;
  const { messenger } = server;
  const onFault = faultLogger(log);
  const outbox = createOutbox({
    ...{ deps, messenger, mail, render, messages: MESSAGES, local, random: Math.random, onFault },
  });
  return runOutbox(outbox, (fault) => onFault(deps.newId().slice(0, 8), fault, 'outbox'));
}

/** What the use-cases need, on this database. Rejects if a protocol has a fault: half a catalogue helps nobody. */
export async function composeDeps(
  database: Database,
  clock: Clock = systemClock,
  folder = join(ROOT, 'content', 'protocols'),
  administrators: readonly string[] = [],
  links: SignedLinks | null = null,
): Promise<Deps> {
  const protocols = await openProtocols(database.uow, folder);
  return {
    ...{ uow: database.uow, protocols, clock, newId: randomUUID },
    comparison: readComparison(),
    // Built at the first question, or when the server starts: commands that need no answers do not wait for it.
    answers: answerBook(database.uow.stores.questions, protocols, () => buildAnswers([...protocols.current.values()])),
    administrators: new Set(administrators),
    calendarLink: links && ((meetingId, memberId, until) => links.make([meetingId, memberId], until)),
    retention: readRetention(join(ROOT, 'content', 'retention.yaml')),
  };
}

function readComparison(): Comparison {
  const content = join(ROOT, 'content');
  const { regions } = readCommandWords(join(content, 'understanding.yaml')).names;
  return { subjects: readSubjects(join(content, 'compare.yaml')), regions };
}

function buildAnswers(protocols: readonly Protocol[]): ReturnType<typeof answerIndex> {
  const content = join(ROOT, 'content');
  const lexicon = readWords(join(content, 'words.yaml'));
  const known = {
    concepts: new Set(lexicon.concepts.map(({ id }) => id)),
    protocols: new Set(protocols.map(({ id }) => id)),
  };
  const { base, problems } = readAnswers(join(content, 'answers'), known);
  const fault = problems.find(({ level }) => level === 'error');
  if (fault) throw new Error(`${fault.file}:${fault.line ?? '?'} ${fault.key}: ${fault.message}`);
  return answerIndex(base, protocols, lexicon, stemmers);
}

/** What is stored, for the use-cases of the command line. Rejects if the database cannot be opened. */
export async function openStored(config: Pick<Config, 'database' | 'administrators'>): Promise<Stored> {
  const database = await openDatabase(config.database);
  try {
    const deps = await composeDeps(database, systemClock, undefined, config.administrators);
    return { deps, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The stored cases with their protocols, for the command line. Rejects if the database cannot be opened. */
export async function openCases(
  config: Pick<Config, 'database' | 'administrators'>,
): Promise<CaseSource & { close(): Promise<void> }> {
  const stored = await openStored(config);
  const { deps } = stored;
  return {
    byCode: async (code) => {
      const found = await deps.uow.stores.cases.byCode(code);
      return found ? { case: found, protocol: await deps.protocols.ofCase(found) } : null;
    },
    close: () => stored.close(),
  };
}

/** Renders the cards of the `cards` folder; each template is read once. */
export function cardRenderer(): (card: CardData) => Card {
  const templates = loadCards(join(ROOT, 'cards')) as Record<TemplateName, (data: object) => Card>;
  return (card) => templates[card.template](card.data);
}

// Every version that is in use is stored as text: a running case stays on the version that it began with.
async function openProtocols(uow: UnitOfWork, folder: string): Promise<Protocols> {
  const current = new Map<string, Protocol>();
  for (const { text, read } of readProtocolFolder(folder)) {
    if (!read.ok) {
      const faults = read.problems.filter((problem) => problem.level === 'error');
      throw new Error(faults.map((each) => `${each.file}:${each.line ?? '?'} ${each.key}: ${each.message}`).join('\n'));
    }
    current.set(read.protocol.id, read.protocol);
    await uow.stores.protocolVersions.put({
      protocolId: read.protocol.id,
      version: read.protocol.version,
      text: JSON.stringify(text),
    });
  }
  const versions = new Map([...current.values()].map((each) => [`${each.id} ${each.version}`, each]));
  return {
    current,
    ofCase: async ({ protocolId, protocolVersion }) => {
      const key = `${protocolId} ${protocolVersion}`;
      const known = versions.get(key);
      if (known) return known;
      const stored = await uow.stores.protocolVersions.get(protocolId, protocolVersion);
      const read = stored === null ? null : readProtocol(JSON.parse(stored) as ProtocolText);
      if (!read?.ok) throw new Error(`Protocol ${key} is not stored or can no longer be read`);
      versions.set(key, read.protocol);
      return read.protocol;
    },
  };
}

/** Demo cases on the first run only, and their codes; later runs find them, with all that was done to them. */
export async function seedDemoCases(deps: Deps): Promise<readonly string[]> {
  const cases = readDemoCases(join(ROOT, 'content', 'demo.yaml'));
  return seedDemo(
    deps,
    cases.map((each) => ({
      protocol: each.protocol,
      route: each.route,
      pseudonym: each.aanduiding,
      facts: each.gegevens,
      done: each.gedaan.map((done) => ({ step: done.stap, day: done.dag, outcome: done.uitkomst ?? null })),
      hold: each.pauze ?? null,
    })),
  );
}

/** The people of the local trial version, who take part in the demo cases; those that are there keep what they have. */
async function seedDemoPeople(deps: Deps, demoCodes: readonly string[]): Promise<void> {
  for (const { object, naam, rol } of readDemoPeople(join(ROOT, 'content', 'demo-people.yaml'))) {
    const person = { tenantId: LOCAL_TENANT, objectId: object, name: naam };
    const known = await deps.uow.stores.members.find(person.tenantId, person.objectId);
    if (!known) await welcomeLocalMember(deps, person, demoCodes, rol);
  }
}

/** Logs a fault of ours under the number that the person is shown; its kind only, as its text can quote people. */
export function faultLogger(log: Logger): (id: string, fault: unknown, where: string) => void {
  return (id, fault, where) => {
    log.error({ id, where, fault: fault instanceof Error ? fault.name : typeof fault }, 'A turn failed');
  };
}
