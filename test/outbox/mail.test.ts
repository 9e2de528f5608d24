/** Mail to a real SMTP server on this machine: what it says, and what each answer of the server means. */
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { SMTPServer } from 'smtp-server';
import { createMail } from '../../src/outbox/mail.ts';
import type { Mail } from '../../src/outbox/worker.ts';
import { testBot, type TestBot } from '../support/bot.ts';

let server: SMTPServer | null = null;
let mail: (Mail & { close(): void }) | null = null;
let bot: TestBot | null = null;
afterEach(async () => {
  await bot?.close();
  mail?.close();
  await new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()));
  [server, mail, bot] = [null, null, null];
});

interface Got {
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server that takes mail, or fails in one way. */
async function mailServer(fault: 'none' | 'refuses' | 'busy' | 'hangs up' = 'none'): Promise<readonly Got[]> {
  const got: Got[] = [];
  const smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onRcptTo: (_address, _session, done) => {
      if (fault === 'refuses') return done(Object.assign(new Error('no such person'), { responseCode: 550 }));
      if (fault === 'busy') return done(Object.assign(new Error('later'), { responseCode: 450 }));
      return done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        got.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        if (fault === 'hangs up') smtp.connections.forEach((each) => (each as { close(): void }).close());
        else done();
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  server = smtp;
  const { port } = smtp.server.address() as AddressInfo;
  mail = createMail({ url: `smtp://127.0.0.1:${port}`, from: 'Opstap <opstap@example.org>' });
  return got;
}

it('arrives, from the sender of the configuration, with the same id for the same message', async () => {
  const got = await mailServer();
  for (let twice = 0; twice < 2; twice += 1) {
    expect(
      await mail?.send('anna@example.org', { subject: 'Er wacht iets', text: 'Open Teams.' }, 'a>mail'),
    ).toMatchObject({
      kind: 'sent',
    });
  }
  const ids = got.map(({ text }) => /^Message-ID: (.+)$/im.exec(text)?.[1]);
  expect(ids[0]).toMatch(/^<.+@example\.org>$/);
  expect(ids[1]).toBe(ids[0]);
  expect(got[0]).toMatchObject({ to: ['anna@example.org'] });
  expect(got[0]?.text).toMatch(/From: Opstap <opstap@example\.org>/);
});

it('an appointment goes with it, for the calendar of who reads it', async () => {
  const got = await mailServer();
  const calendar = { method: 'CANCEL', text: 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n' } as const;
  await mail?.send('anna@example.org', { subject: 'Gaat niet door', text: 'Zie de bijlage.', calendar }, 'a');
  expect(mail?.from).toBe('opstap@example.org');
  expect(got[0]?.text).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=CANCEL/);
  expect(got[0]?.text).toContain('filename=tafel.ics');
});

it.each([
  ['refuses', 'refused'],
  ['busy', 'later'],
  ['hangs up', 'unknown'],
] as const)('a server that %s', async (fault, kind) => {
  await mailServer(fault);
  expect(await mail?.send('anna@example.org', { subject: 'x', text: 'y' }, 'a')).toMatchObject({ kind });
});

it('a server that is not there: nothing was sent', async () => {
  mail = createMail({ url: 'smtp://127.0.0.1:1', from: 'o@example.org' });
  expect(await mail.send('anna@example.org', { subject: 'x', text: 'y' }, 'a')).toMatchObject({ kind: 'later' });
});

/** A member who has said these things to the bot, and a message for them that Teams does not take. */
async function afterSaying(...said: readonly string[]): Promise<void> {
  bot = await testBot({ local: false, ...(mail ? { mail } : {}) });
  const { teams, deps } = bot;
  const anna = teams.person('Anna');
  const member = await bot.member(anna, ['begeleider']);
  const chat = teams.personalChat(anna);
  for (const text of said) await chat.say(anna, text);
  teams.failNext(413);
  await deps.uow.stores.outbox.add([
    {
      ...{ id: 'a', kind: 'undelivered', about: { of: 'x', member: member.id }, dueAt: deps.clock.now() },
      to: { kind: 'member', memberId: member.id },
    },
  ]);
  await bot.sendDue();
  expect(bot.faults).toEqual([]);
}

it('who chose it is mailed where Teams does not take a message, and the mail says nothing of what it was', async () => {
  const got = await mailServer();
  await afterSaying('mail mij op anna@example.org');
  expect(got).toHaveLength(1);
  expect(got[0]?.to).toEqual(['anna@example.org']);
  expect(got[0]?.text).toContain('mijn casussen');
  expect(got[0]?.text).not.toMatch(/Anna\b|HLM-/);
});

it.each([
  ['never chose it', []],
  ['stopped it', ['mail mij op anna@example.org', 'mail mij niet meer']],
  ['gave no address', ['mail me at anna@@example']],
])('who %s is not mailed', async (_what, said) => {
  const got = await mailServer();
  await afterSaying(...said);
  expect(got).toEqual([]);
});
