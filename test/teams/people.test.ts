/** People and absence in chat: what is offered, stored and refused, through the fake Teams. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { TENANT, type FakeChat, type FakeMessage, type FakePerson } from '../support/fakeTeams.ts';

const ADMIN = '99999999-bbbb-4bbb-8bbb-0000000000aa';
const NEW = '99999999-bbbb-4bbb-8bbb-000000000001';
let bot: TestBot;
let bea: FakePerson;
let anna: FakePerson;
let chat: FakeChat;

beforeEach(async () => {
  bot = await testBot({ local: false, administrators: [`${TENANT}/${ADMIN}`], contact: 'de *helpdesk*' });
  bea = bot.teams.person('Bea');
  anna = bot.teams.person('Anna');
  const work = { organisation: 'Huis', regions: ['haarlemmermeer'] };
  await bot.member(bea, ['begeleider'], { ...work, functions: ['beheerder'] });
  await bot.member(anna, ['begeleider'], work);
  chat = bot.teams.personalChat(bea);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const say = async (text: string, person = bea, where = chat): Promise<FakeMessage> => {
  const message = (await where.say(person, text)).at(-1);
  if (!message) throw new Error('The bot said nothing');
  return message;
};
const read = (message: FakeMessage, person = bea): string => wordsOn(message.cardFor(person));
const find = async (person: { tenantId: string; objectId: string }): Promise<Member | null> =>
  bot.deps.uow.stores.members.find(person.tenantId, person.objectId);
const memberOf = async (person: FakePerson): Promise<Member> => {
  const member = await find(person);
  if (!member) throw new Error('no member');
  return member;
};
const idsOf = async (person: FakePerson) => {
  const { id, memberships } = await memberOf(person);
  return { m: id, o: memberships[0]?.organisation.id ?? '' };
};
const rolesOf = async (person: FakePerson): Promise<readonly string[]> =>
  (await memberOf(person)).memberships.flatMap((each) => each.roles);

describe('the list', () => {
  it.each(['mensen', 'Mensen beheren', 'people', 'wie werkt er bij ons met Opstap?', 'who has access to Opstap?'])(
    '"%s" shows who works in the own organisation',
    async (words) => {
      await bot.member(bot.teams.person('Cor'), ['begeleider'], {
        organisation: 'Elders',
        regions: ['haarlemmermeer'],
      });
      const text = read(await say(words));
      expect(text).toContain('Huis');
      expect(text).toContain('Anna');
      expect(text).not.toMatch(/Cor|Elders/);
    },
  );

  it('whoever manages nothing sees nobody, and is refused each press', async () => {
    const theirs = bot.teams.personalChat(anna);
    const message = await say('mensen', anna, theirs);
    expect(read(message, anna)).toContain('U beheert geen organisatie');
    const ids = await idsOf(bea);
    for (const [verb, data] of [
      ...[['people', { f: 0 }] as const, ['person', ids] as const, ['person_new', {}] as const],
      ...[['person_save', { ...ids, v: 1, p_roles: 'gemeente' }] as const, ['people_import', {}] as const],
      ...[['people_store', { lines: 'x' }] as const, ['person_leave', { m: ids.m }] as const],
      ['person_leave_save', { m: ids.m, successor: '-' }] as const,
    ]) {
      const pressed = await theirs.pressRaw(anna, verb, data, message);
      expect([verb, wordsOn(pressed.card)]).toEqual([verb, expect.stringContaining('U beheert geen') as unknown]);
    }
    expect(await rolesOf(bea)).toEqual(['begeleider']);
  });

  it('is for a personal chat', async () => {
    const group = bot.teams.groupChat();
    expect(read(await say('mensen', bea, group))).not.toContain('Anna');
    const pressed = await group.pressRaw(bea, 'people', { f: 0 });
    expect(JSON.stringify(pressed)).not.toContain('Anna');
  });

  it('of many shows what fits and says how many more; the rest is one press away', async () => {
    for (let n = 0; n < 40; n += 1) {
      const person = bot.teams.person(`Collega ${String(n).padStart(2, '0')}`);
      await bot.member(person, ['begeleider'], { organisation: 'Huis', regions: ['haarlemmermeer'] });
    }
    const message = await say('mensen');
    const first = read(message);
    expect(first).toMatch(/En nog \d+\./);
    expect(first).not.toContain('Collega 39');
    for (let pages = 0; /En nog \d+\./.test(read(message)) && pages < 5; pages += 1) {
      await chat.press(bea, message, 'Meer mensen');
    }
    expect(read(message)).toContain('Collega 39');
  });
});

describe('somebody new', () => {
  const filled = { p_tenant: TENANT, p_object: NEW, p_name: '*Nieuw*', p_roles: 'begeleider + gemeente' };

  it('is let in by the beheerder, into their own organisation', async () => {
    const message = await say('mensen');
    await chat.press(bea, message, 'person_new');
    await chat.press(bea, message, 'person_save', { ...filled, p_functions: 'coordinator' });
    expect(read(message)).toContain('Opgeslagen: \\*Nieuw\\*.');
    expect(await find({ tenantId: TENANT, objectId: NEW })).toMatchObject({
      displayName: '*Nieuw*',
      memberships: [{ organisation: { name: 'Huis' }, roles: ['begeleider', 'gemeente'], functions: ['coordinator'] }],
    });
  });

  it('with something wrong is not stored: the form stays filled in and says what', async () => {
    const message = await say('mensen');
    await chat.press(bea, message, 'person_new');
    await chat.press(bea, message, 'person_save', { ...filled, p_roles: 'baas' });
    expect(read(message)).toContain('de rol "baas" kent deze regio niet');
    expect(JSON.stringify(message.cardFor(bea))).toContain(NEW);
    expect(await find({ tenantId: TENANT, objectId: NEW })).toBeNull();
  });

  it('who works here already is looked at before anything changes', async () => {
    const message = await say('mensen');
    await chat.press(bea, message, 'person_new');
    const ids = { p_tenant: anna.tenantId, p_object: anna.objectId, p_roles: 'gemeente' };
    await chat.press(bea, message, 'person_save', ids);
    expect(read(message)).toContain('staat al bij deze organisatie');
    expect(await rolesOf(anna)).toEqual(['begeleider']);
    await chat.press(bea, message, 'person_save');
    expect(await rolesOf(anna)).toEqual(['gemeente']);
  });

  it('who works elsewhere keeps that work', async () => {
    const cor = bot.teams.person('Cor');
    await bot.member(cor, ['begeleider'], { organisation: 'Elders', regions: ['haarlemmermeer'] });
    const message = await say('mensen');
    await chat.press(bea, message, 'person_new');
    const ids = { p_tenant: cor.tenantId, p_object: cor.objectId, p_roles: 'gemeente' };
    await chat.press(bea, message, 'person_save', ids);
    expect((await rolesOf(cor)).toSorted()).toEqual(['begeleider', 'gemeente']);
  });
});

describe('two who change the same person at once', () => {
  it('the second gets a fresh form with what they filled in, and the first loses nothing', async () => {
    const eva = bot.teams.person('Eva');
    const organisation = { organisation: 'Huis', regions: ['haarlemmermeer'] };
    await bot.member(eva, ['begeleider'], { ...organisation, functions: ['beheerder'] });
    const evas = bot.teams.personalChat(eva);
    const [mine, theirs] = [await say('mensen'), await say('mensen', eva, evas)];
    const ids = await idsOf(anna);
    await chat.pressRaw(bea, 'person', ids, mine);
    await evas.pressRaw(eva, 'person', ids, theirs);
    await chat.press(bea, mine, 'person_save', { p_roles: 'gemeente' });
    await evas.press(eva, theirs, 'person_save', { p_roles: 'woningcorporatie' });
    expect(read(theirs, eva)).toContain('Iemand anders veranderde net');
    expect(JSON.stringify(theirs.cardFor(eva))).toContain('woningcorporatie');
    expect(await rolesOf(anna)).toEqual(['gemeente']);
    await evas.press(eva, theirs, 'person_save');
    expect(await rolesOf(anna)).toEqual(['woningcorporatie']);
  });
});

describe('a list that is pasted', () => {
  const row = (id: string, role = 'begeleider'): string => `${TENANT};${id};*Nieuw*;Huis;;haarlemmermeer;${role};`;
  const open = async (): Promise<FakeMessage> => {
    const message = await say('mensen');
    await chat.press(bea, message, 'people_import');
    return message;
  };

  it('is looked at first, and stored as it was looked at', async () => {
    const message = await open();
    await chat.press(bea, message, 'people_look', { lines: row(NEW) });
    expect(read(message)).toContain('Nieuwe mensen: 1. Nieuwe taken: 0. Veranderd: 0. Al goed: 0.');
    expect(read(message)).toContain('nieuw: \\*Nieuw\\* · Huis · begeleider');
    expect(await find({ tenantId: TENANT, objectId: NEW })).toBeNull();
    await chat.press(bea, message, 'people_store');
    expect(read(message)).toContain('Opgeslagen: 1.');
    expect(await find({ tenantId: TENANT, objectId: NEW })).toMatchObject({ memberships: [{}] });
  });

  it.each<[string, string, RegExp]>([
    ['a bad line', `${row(NEW)}\n${row('x')}`, /Er is niets opgeslagen.*\n.*Regel 2: een tenant-id/],
    ['another organisation', row(NEW).replace('Huis', 'Elders'), /Regel 1: u beheert deze organisatie niet/],
    ['too few columns', `${row(NEW)}\n${TENANT};${NEW}`, /Regel 2: er horen acht kolommen/],
    ['nothing', ' ', /Plak ten minste een regel/],
    ['more than fits', 'x'.repeat(8001), /te lang voor één kaart/],
  ])('with %s nothing is stored', async (_, lines, words) => {
    const message = await open();
    for (const verb of ['people_look', 'people_store']) {
      await chat.pressRaw(bea, verb, { lines }, message);
      expect(read(message)).toMatch(words);
    }
    expect(await find({ tenantId: TENANT, objectId: NEW })).toBeNull();
  });
});

describe('a citizen service number', () => {
  const BSN = '123 456 782';
  it('in a name is refused, and stands on no card after it', async () => {
    const message = await say('mensen');
    await chat.press(bea, message, 'person_new');
    const org = (await memberOf(bea)).memberships[0]?.organisation.id ?? '';
    const filled = { p_tenant: TENANT, p_object: NEW, p_name: `Cor ${BSN}`, p_org: org, p_roles: 'begeleider' };
    await chat.press(bea, message, 'person_save', filled);
    expect(read(message)).toContain('burgerservicenummer');
    expect(JSON.stringify(message.cardFor(bea))).not.toContain(BSN);
    expect(JSON.stringify(message.cardFor(bea))).toContain('Cor [weggehaald]');
    expect(JSON.stringify(message.cardFor(bea))).toContain(NEW);
    expect(await find({ tenantId: TENANT, objectId: NEW })).toBeNull();
  });
  it('in a list is refused by its line, and stands on no card after it', async () => {
    const message = await say('mensen');
    await chat.press(bea, message, 'people_import');
    const row = (name: string) => `${TENANT};${NEW};${name};Huis;;haarlemmermeer;begeleider`;
    await chat.press(bea, message, 'people_look', { lines: [row('Cor'), row(`Cor ${BSN}`)].join('\n') });
    expect(read(message)).toContain('Regel 2: hier staat een burgerservicenummer');
    expect(JSON.stringify(message.cardFor(bea))).not.toContain(BSN);
    expect(JSON.stringify(message.cardFor(bea))).toContain(NEW);
  });
});

describe('somebody leaves', () => {
  it('with a successor, by the form of that person', async () => {
    const message = await say('mensen');
    await chat.pressRaw(bea, 'person', await idsOf(anna), message);
    await chat.press(bea, message, 'person_leave');
    expect(read(message)).toContain('Iemand gaat weg: Anna');
    await chat.press(bea, message, 'person_leave_save', { successor: (await memberOf(bea)).id });
    expect(read(message)).toContain('Anna heeft geen toegang meer. Overgedragen casussen: 0.');
    expect(await find(anna)).toMatchObject({ leftOn: '2026-03-10' });
    expect(read(await say('help', anna, bot.teams.personalChat(anna)), anna)).toContain('U staat nog niet in Opstap');
  });

  it('one organisation, by its beheerder: the other work stays', async () => {
    const { name, kind, region } = { name: 'Twee', kind: 'anders', region: 'haarlemmermeer' } as const;
    const other = await bot.deps.uow.stores.organisations.put({ name, kind, region });
    const member = await memberOf(anna);
    const memberships = [...member.memberships.map((each) => each.organisation), other].map(({ id }) => ({
      ...{ organisationId: id, roles: ['begeleider'], functions: [] },
    }));
    await bot.deps.uow.stores.members.put({ ...member, memberships }, member.version);
    const ids = { m: member.id, o: member.memberships[0]?.organisation.id ?? '' };
    const message = await say('mensen');
    await chat.pressRaw(bea, 'person', ids, message);
    await chat.press(bea, message, 'person_leave');
    expect(read(message)).toContain('Alleen bij Huis');
    expect(read(message)).not.toContain('Overal');
    await chat.press(bea, message, 'person_leave_save', { successor: '-' });
    expect(read(message)).toContain('Anna werkt niet meer voor deze organisatie; het andere werk blijft.');
    expect(await find(anna)).toMatchObject({ leftOn: null, memberships: [{ organisation: { name: 'Twee' } }] });
  });

  it('who also works elsewhere is for an administrator', async () => {
    const { objectId } = anna;
    const other = await bot.deps.uow.stores.organisations.put({
      name: 'Twee',
      kind: 'anders',
      region: 'haarlemmermeer',
    });
    const member = await memberOf(anna);
    const memberships = [...member.memberships.map((each) => each.organisation), other].map(({ id }) => ({
      ...{ organisationId: id, roles: ['begeleider'], functions: [] },
    }));
    await bot.deps.uow.stores.members.put({ ...member, objectId, memberships }, member.version);
    const message = await say('mensen');
    await chat.pressRaw(bea, 'person_leave_save', { m: member.id, successor: '-' }, message);
    expect(read(message)).toContain('een organisatie die u niet beheert');
    expect(await find(anna)).toMatchObject({ leftOn: null });
  });
});

describe('absence', () => {
  it.each([
    ['ik ben met verlof tot 3 april, waarnemer is Anna', { until: '2026-04-03', deputy: true }],
    ['ik ben op vakantie van 1-4-2026 tot 8 april. Anna neemt waar', { from: '2026-04-01', until: '2026-04-08', deputy: true }],
    ['I am away until March 3', { until: '2027-03-03' }],
    ['ik ben afwezig vanaf 2026-05-01', { from: '2026-05-01' }],
    ['ik ben met verlof tot 30 februari, waarnemer is Annabel', {}],
  ])('"%s" has in the form what it names', async (words, { deputy, ...days }: { deputy?: boolean; from?: string; until?: string }) => {
    const message = await say(words);
    const fields = JSON.stringify(message.cardFor(bea));
    const value = (id: string): string | undefined =>
      new RegExp(`"id":"${id}"[^}]*?"value":"([^"]*)"`).exec(fields)?.[1];
    expect(value('until') ?? '').toBe(days.until ?? '');
    expect(value('from')).toBe(days.from ?? '2026-03-10');
    expect(value('deputy') ?? '').toBe(deputy ? (await memberOf(anna)).id : '');
  }); // prettier-ignore

  it.each(['afwezig', 'ik ben met verlof', 'Verlof', 'away', 'I am on leave'])(
    '"%s" asks for the days',
    async (words) => {
      expect(read(await say(words))).toMatch(/Wie neemt waar\?|Who stands in\?/);
    },
  );

  it('is recorded, said the next time, and ended', async () => {
    const message = await say('afwezig');
    const days = { from: '2026-03-10', until: '2026-03-12' };
    await chat.press(bea, message, 'away_save', { ...days, deputy: (await memberOf(anna)).id });
    expect(read(message)).toContain('Anna neemt voor u waar tot en met 12 maart 2026.');
    const again = await say('afwezig');
    expect(read(again)).toContain('U bent afwezig tot en met 12 maart 2026. Anna neemt waar.');
    await chat.press(bea, again, 'Ik ben er weer');
    expect(read(again)).toContain('U bent er weer.');
    expect((await memberOf(bea)).away).toBeNull();
  });

  it('with days that cannot be, or nobody to stand in, says so and keeps what was filled in', async () => {
    const message = await say('afwezig');
    const deputy = (await memberOf(anna)).id;
    await chat.press(bea, message, 'away_save', { from: '2026-03-12', until: '2026-03-11', deputy });
    expect(read(message)).toContain('De laatste dag ligt voor de eerste');
    await chat.pressRaw(bea, 'away_save', { from: '2026-03-12', until: '2026-03-13', deputy: 'nobody' }, message);
    expect(read(message)).toContain('Kies wie voor u waarneemt.');
    expect(JSON.stringify(message.cardFor(bea))).toContain('2026-03-13');
    expect((await memberOf(bea)).away).toBeNull();
  });
});

describe('an administrator by configuration', () => {
  it('is known at their first word, sees no case, and lets the first people in', async () => {
    const admin = bot.teams.person('Ada', { objectId: ADMIN });
    const theirs = bot.teams.personalChat(admin);
    expect(read(await say('mijn casussen', admin, theirs), admin)).not.toContain('U staat nog niet');
    const message = await say('mensen', admin, theirs);
    expect(read(message, admin)).toContain('Anna');
    await theirs.press(admin, message, 'person_new');
    await theirs.press(admin, message, 'person_save', {
      ...{ p_tenant: TENANT, p_object: NEW, p_roles: 'gemeente', p_org: 'Raad', p_region: 'haarlemmermeer' },
      p_kind: 'gemeente',
    });
    expect(await find({ tenantId: TENANT, objectId: NEW })).toMatchObject({
      memberships: [{ organisation: { name: 'Raad', kind: 'gemeente' }, roles: ['gemeente'] }],
    });
  });
});

it('help names what fits who asks', async () => {
  const wim = bot.teams.person('Wim');
  await bot.member(wim, ['woningcorporatie'], { organisation: 'Woonfijn', regions: ['haarlemmermeer'] });
  const help = async (person: FakePerson, where = bot.teams.personalChat(person)): Promise<readonly boolean[]> => {
    const text = read(await say('help', person, where), person);
    return ['mijn dag', 'casus openen', 'mensen beheren'].map((example) => text.includes(example));
  };
  expect(await help(bea)).toEqual([true, true, true]);
  expect(await help(anna)).toEqual([true, true, false]);
  expect(await help(wim)).toEqual([true, false, false]);
  // In front of others nothing that is for some.
  expect(await help(bea, bot.teams.groupChat())).toEqual([true, false, false]);
});

it('a stranger hears whom to ask', async () => {
  const zoe = bot.teams.person('Zoe');
  expect(read(await say('help', zoe, bot.teams.personalChat(zoe)), zoe)).toContain('Vraag de \\*helpdesk\\* om u toe');
});
