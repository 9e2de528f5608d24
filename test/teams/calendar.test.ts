/** A meeting in one's own calendar: by mail, and by an address that is for one person and does not last. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MailText } from '../../src/outbox/messages.ts';
import { signedLinks } from '../../src/signedLinks.ts';
import { fields, unfolded } from '../support/calendar.ts';
import type { FakeMessage } from '../support/fakeTeams.ts';
import { plannedTable, tableBot, type TableBot } from '../support/tableBot.ts';

const links = signedLinks({ url: 'https://opstap.example.org', secret: 's'.repeat(32) }, 'calendar');
const mails: { readonly to: string; readonly mail: MailText }[] = [];
const mail = {
  from: 'opstap@example.org',
  send: async (to: string, text: MailText) => {
    mails.push({ to, mail: text });
    return { kind: 'sent', activityId: '' } as const;
  },
};

let bot: TableBot;
const done = async (): Promise<void> => {
  mails.length = 0;
  expect(bot.faults).toEqual([]);
  await bot.close();
};

const seats = [
  { name: 'Gerda', role: 'begeleider', organisation: 'De Brug', inCase: true },
  { name: 'Karin', role: 'klantmanager wmo', organisation: 'Gemeente', inCase: true },
  { name: 'Mees', role: 'mercatus', organisation: 'Mercatus', inCase: true },
];
const PLACE = 'Raadhuis, kamer 3; achter de balie, waar men u naar de vergaderzaal op de eerste etage één';
/** Table 2 of Noordoostpolder; Mees comes for the last part, Karin chose mail. */
async function planned(options: { readonly addresses?: boolean } = {}): Promise<FakeMessage> {
  const { addresses = true } = options;
  bot = await tableBot({
    ...{ protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_2', seats, mail },
    ...{ facts: { wensAndersDanUitstroom: false }, ...(addresses ? { links } : {}) },
  });
  await bot.chat('Karin').say(bot.person('Karin'), 'mail mij op karin@example.org');
  return plannedTable(bot, 'Gerda', 'uitstroomtafel_2', {
    ...{ last_at: '10:45', place: PLACE, link: 'https://teams.microsoft.com/l/meetup-join/x' },
  });
}
const changed = async (mine: FakeMessage, inputs: Record<string, string>): Promise<void> => {
  await bot.chat('Gerda').press(bot.person('Gerda'), mine, 'Veranderen');
  await bot.chat('Gerda').press(bot.person('Gerda'), mine, 'meeting_edit_save', inputs);
  await bot.sendDue();
};

/** The address on the invitation of somebody; null: there is none. */
const addressOf = (who: string): string | null => {
  const cards = bot.chat(who).messages.map((each) => JSON.stringify(each.card));
  return /"url":"(https:\/\/opstap\.example\.org[^"]+)"/.exec(cards.join('\n'))?.[1] ?? null;
};
async function fetched(address: string, method = 'GET'): Promise<Response> {
  return fetch(`${bot.teams.botUrl}${new URL(address).pathname}`, { method });
}
const fileOf = async (who: string): Promise<string> => (await fetched(addressOf(who) ?? '')).text();

describe('as it was planned', () => {
  beforeAll(() => planned());
  afterAll(done);

  it('the button on the invitation gives the appointment: when and where, nothing of a case, as calendars read it', async () => {
    const answer = await fetched(addressOf('Karin') ?? '');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    expect(text.split('\r\n').every((line) => !line.includes('\n') && Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text).toContain('\r\n ');
    expect(fields(text)).toMatchObject({
      ...{
        METHOD: 'PUBLISH',
        SEQUENCE: '0',
        STATUS: 'CONFIRMED',
        SUMMARY: 'Uitstroomtafel 2 – huisvesting en begeleiding · Noordoostpolder',
      },
      ...{ 'DTSTART;TZID=Europe/Amsterdam': '20260312T100000', 'DTEND;TZID=Europe/Amsterdam': '20260312T110000' },
      ...{ DTSTAMP: '20260310T090000Z', TZID: 'Europe/Amsterdam' },
      LOCATION: `${PLACE.replaceAll(/[,;]/g, '\\$&')} · https://teams.microsoft.com/l/meetup-join/x`,
    });
    expect(unfolded(text)).not.toMatch(/PSEUDO|NOP-2026|ORGANIZER|ATTENDEE|Gerda|Karin/);
  });

  it('whoever comes for the last part gets its time, and not what comes before it', async () => {
    const text = await fileOf('Mees');
    expect(fields(text)).toMatchObject({ 'DTSTART;TZID=Europe/Amsterdam': '20260312T104500' });
    expect(unfolded(text)).toContain('SUMMARY:Tafel · Noordoostpolder');
    expect(unfolded(text)).not.toContain('Uitstroomtafel 2');
  });

  it('an address that is forged, of another, over its time or of another kind is not there', async () => {
    const address = addressOf('Karin') ?? '';
    const [content = '', signature = ''] = (address.split('/').at(-1) ?? '').split('.');
    const [until, meeting, karin] = JSON.parse(Buffer.from(content, 'base64url').toString()) as [
      string,
      string,
      string,
    ];
    const other = signedLinks({ url: 'https://opstap.example.org', secret: 't'.repeat(32) }, 'calendar');
    const path = signedLinks({ url: 'https://opstap.example.org', secret: 's'.repeat(32) }, 'minutes');
    const longer = Buffer.from(JSON.stringify(['2036-01-01T00:00:00.000Z', meeting, karin])).toString('base64url');
    const base = 'https://opstap.example.org/calendar';
    const wrong = [
      `${base}/${longer}.${signature}`,
      // Another first letter, and another last one: of that some bits count for nothing.
      `${base}/${content}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      ...['A', 'B']
        .filter((last) => !signature.endsWith(last))
        .map((last) => `${base}/${content}.${signature.slice(0, -1)}${last}`),
      `${base}/${content}.`,
      `${base}/${content}`,
      `${base}/.${signature}`,
      `${base}/${'x'.repeat(600)}`,
      `${base}/%2e%2e`,
      other.make([meeting, karin], until),
      path.make([meeting, karin], until).replace('/minutes/', '/calendar/'),
      links.make([meeting, 'nobody'], until),
      links.make(['none', karin], until),
      links.make([], until),
      links.make([meeting, karin], '2026-03-10T08:59:59.000Z'),
    ];
    for (const each of wrong) expect([each, (await fetched(each)).status]).toEqual([each, 404]);
    expect((await fetched(address, 'POST')).status).toBe(404);
    expect((await fetched(address)).status).toBe(200);
    // It ends a day after the meeting.
    expect(until).toBe('2026-03-13T10:00:00.000Z');
    bot.setNow('2026-03-13T10:00:01.000Z');
    expect((await fetched(address)).status).toBe(404);
  });
});

describe('as it changes', () => {
  afterEach(done);

  it('a change is the same appointment one further, a meeting that is called off takes it out; by mail too for who chose it', async () => {
    const mine = await planned();
    const before = fields(await fileOf('Karin'));
    await changed(mine, { at: '10:15' });
    const after = fields(await fileOf('Karin'));
    expect(after).toMatchObject({
      UID: before['UID'],
      SEQUENCE: '1',
      'DTSTART;TZID=Europe/Amsterdam': '20260312T101500',
    });
    await bot.chat('Gerda').press(bot.person('Gerda'), mine, 'Gaat niet door');
    await bot.sendDue();
    const gone = fields(await fileOf('Karin'));
    expect(gone).toMatchObject({ UID: before['UID'], SEQUENCE: '2', METHOD: 'CANCEL', STATUS: 'CANCELLED' });
    expect(JSON.stringify(bot.chat('Karin').messages.map((each) => each.card))).toContain('Uit mijn agenda');
    // Who chose mail gets the same by mail, from the sender to themselves; who did not gets none.

    expect(mails.map(({ to, mail: each }) => [to, each.subject, each.calendar?.method])).toEqual([
      ['karin@example.org', 'Uitnodiging: Uitstroomtafel 2 – huisvesting en begeleiding · Noordoostpolder', 'REQUEST'],
      ['karin@example.org', 'Gewijzigd: Uitstroomtafel 2 – huisvesting en begeleiding · Noordoostpolder', 'REQUEST'],
      [
        'karin@example.org',
        'Gaat niet door: Uitstroomtafel 2 – huisvesting en begeleiding · Noordoostpolder',
        'CANCEL',
      ],
    ]);
    expect(mails.map(({ mail: each }) => fields(each.calendar?.text ?? '')['SEQUENCE'])).toEqual(['0', '1', '2']);
    const first = unfolded(mails[0]?.mail.calendar?.text ?? '');
    expect(first).toContain('mailto:opstap@example.org');
    expect(first.toLowerCase()).toContain('mailto:karin@example.org');
    expect(JSON.stringify(mails)).not.toMatch(/PSEUDO|NOP-2026/);
  });

  it('who is no longer invited hears by mail that the appointment goes, and their address gives nothing any more', async () => {
    const mine = await planned();
    const address = addressOf('Mees') ?? '';
    await bot.chat('Mees').say(bot.person('Mees'), 'mail mij op mees@example.org');
    await bot.chat('Gerda').press(bot.person('Gerda'), mine, 'Veranderen');
    const form = JSON.stringify(mine.cardFor(bot.person('Gerda')));
    const mees = /"title":"Mees[^"]*","value":"([^"]+)"/.exec(form)?.[1] ?? '';
    const people = [...form.matchAll(/"value":"([\w-]+\/[\w-]+)"/g)]
      .map((each) => each[1])
      .filter((each) => each !== mees);
    await bot.chat('Gerda').press(bot.person('Gerda'), mine, 'meeting_edit_save', { people: people.join(',') });
    await bot.sendDue();
    expect(mails.at(-1)).toMatchObject({ to: 'mees@example.org', mail: { calendar: { method: 'CANCEL' } } });
    expect((await fetched(address)).status).toBe(404);
  });

  it('without an address of the server there is no button, and nothing is served', async () => {
    await planned({ addresses: false });
    expect(addressOf('Karin')).toBeNull();
    expect(JSON.stringify(bot.chat('Karin').messages.map((each) => each.card))).not.toContain('agenda"');
    const address = links.make(['m', 'p'], '2027-01-01T00:00:00.000Z');
    expect((await fetched(address)).status).toBe(404);
  });

  it('who has left gets nothing at an address of theirs', async () => {
    await planned();
    const address = addressOf('Karin') ?? '';
    const { tenantId, objectId } = bot.person('Karin');
    const { members } = bot.deps.uow.stores;
    const karin = await members.find(tenantId, objectId);
    await members.leave(karin?.id ?? '', '2026-03-10');
    expect((await fetched(address)).status).toBe(404);
  });
});
