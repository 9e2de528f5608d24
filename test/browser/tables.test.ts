/**
 * A meeting of each region in the local Teams, in a real browser, from planning to minutes: by a vote where the agreements
 * know one, by agreeing together where they do not. Where they know no table, the bot says so and how it is decided.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optional, sitDown, type Desk } from './playground.ts';

const DAY_MS = 24 * 3_600_000;
const tomorrow = (): Date => new Date(Date.now() + DAY_MS);
const ROOM = 'Deze tafel is nu bezig.';
const FORM = 'Waarom dit besluit?';
const PROPOSAL = 'Voorstel voor een besluit';
const WHO = 'Wie nodigt u uit?';
const LIMIT = { timeout: 180_000 };

describe.skipIf(optional)('a table in the local Teams', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown('tafel');
  }, 120_000);
  afterAll(() => desk.close());

  // One person plays everybody in turn; whoever begins the table leads it.
  const become = (role: string): Promise<void> => desk.type(`ik ben ${role}`);
  const fill = (label: string, words: string): Promise<void> =>
    desk.card().getByRole('textbox', { name: label }).fill(words);

  // Planned for tomorrow with everybody who can be asked, and begun a day later.
  async function gather(picture: string, region: string, ...items: readonly RegExp[]): Promise<void> {
    await desk.type('plan een uitstroomtafel');
    await desk.turnTo('Welke casussen?');
    for (const name of items) await desk.card().getByRole('checkbox', { name }).check();
    await desk.pressOn('Welke casussen?', 'Verder', WHO);
    await desk.turnTo(WHO);
    await desk.pickDay('Dag', tomorrow());
    await fill('Plaats', 'Raadhuis');
    await desk.tickAll();
    await desk.look(`${picture}-plannen`);
    await desk.pressOn(WHO, 'Plan en nodig uit', 'De tafel is gepland.', region);
    await desk.turnTo('Uitnodiging', region);
    await desk.look(`${picture}-uitnodiging`);
    await desk.type('tijd +24 uur');
    await desk.turnTo('De klok van deze proefversie staat nu op');
    await desk.type('start tafel');
    await desk.turnTo(ROOM, region);
  }
  async function isHere(role: string, present: string): Promise<void> {
    await become(role);
    await desk.pressOn(ROOM, 'Wij zijn er', present);
  }
  async function minutes(picture: string, region: string): Promise<string> {
    await desk.pressOn(ROOM, 'Sluit de tafel', 'Deze tafel is voorbij.', region);
    await desk.type('verslag');
    await desk.turnTo('Tafels die voorbij zijn', region);
    const line = desk.card().locator('.ac-container', { hasText: region }).last();
    await line.getByRole('button', { name: 'Verslag', exact: true }).click();
    await desk.turnTo(`Verslag · Tafel · ${region}`);
    await desk.look(`${picture}-verslag`);
    const said = await desk.words();
    await desk.type('tijd terug');
    return said;
  }

  it('Haarlemmermeer votes, one vote for each organisation that is there', LIMIT, async () => {
    await become('gemeente');
    await gather('haarlemmermeer', 'Haarlemmermeer', /HLM-2026-005/);
    await desk.pressOn(ROOM, 'Wij zijn er', '1 organisatie aanwezig');
    await isHere('begeleider', '2 organisaties aanwezig');
    await isHere('woningcorporatie', '3 organisaties aanwezig');
    await isHere('uitstroomtafel', '4 organisaties aanwezig');
    await desk.pressOn(ROOM, 'Volgende casus', '4 organisaties aanwezig, nodig 3');
    await desk.turnTo(ROOM);
    await desk.look('haarlemmermeer-aan-tafel');
    await desk.pressOn(ROOM, 'Open de stemming', '0 van 4 hebben gestemd');
    await desk.pressOn('0 van 4', 'Tegen', '1 van 4 hebben gestemd');
    await desk.turnTo('Waarom tegen?');
    await fill('Reden', 'Het plan is nog niet klaar.');
    await desk.pressOn('Waarom tegen?', 'Opslaan', 'Uw reden is bewaard');
    await become('begeleider');
    await desk.pressOn('1 van 4', 'Voor', '2 van 4 hebben gestemd');
    await become('woningcorporatie');
    await desk.pressOn('2 van 4', 'Voor', '3 van 4 hebben gestemd');
    await become('gemeente');
    await desk.pressOn('3 van 4', 'Voor', '4 van 4 hebben gestemd');
    await desk.turnTo('4 van 4');
    await desk.look('haarlemmermeer-stemming');
    await desk.pressOn('4 van 4', 'Sluit de stemming', 'Meerderheid: 3 stemmen voor, nodig 3.');
    await desk.turnTo('Meerderheid: 3');
    await desk.look('haarlemmermeer-uitslag');
    await desk.pressOn(ROOM, 'Volgende casus', 'Er is nu geen casus aan de beurt.');
    const said = await minutes('haarlemmermeer', 'Haarlemmermeer');
    expect(said).toContain('Stemming: 4 aanwezig, nodig 3. Voor 3, tegen 1');
    expect(said).toContain('Uitstroomtafel: tegen, omdat: Het plan is nog niet klaar.');
    expect(said).toContain('Besluit 1: Meerderheid voor maatwerk');
  });

  it('Noordoostpolder decides with the client, each by a press; what waits is carried over', LIMIT, async () => {
    await become('zorgaanbieder');
    await gather('noordoostpolder', 'Noordoostpolder', /NOP-2026-001 · 3\./, /NOP-2026-002 · 7\. Uitstroomtafel 3/);
    await isHere('zorgaanbieder', '1 organisatie aanwezig');
    await isHere('klantmanager wmo', '2 organisaties aanwezig');
    await become('zorgaanbieder');
    await desk.pressOn(ROOM, 'Volgende casus', 'Nog niet erbij: Cliënt.');
    await desk.pressOn(ROOM, 'Regie', 'Regie over de tafel');
    await desk.turnTo('Regie over de tafel');
    await desk.choose('vertegenwoordigd', 'Is de cliënt er, of iemand namens de cliënt?');
    await desk.look('noordoostpolder-regie');
    await desk.pressOn('Regie over de tafel', 'Opslaan', 'komt · vertegenwoordigd');
    await desk.turnTo(ROOM);
    await desk.look('noordoostpolder-aan-tafel');
    await desk.pressOn(ROOM, 'Besluit vastleggen', FORM);
    await desk.turnTo(FORM);
    await desk.tickAll();
    await desk.choose('De uitstroomgemeente is vastgelegd');
    await desk
      .card()
      .getByRole('checkbox', { name: /Klantmanager Wmo of/ })
      .uncheck();
    await desk.choose(/^Casushouder/, 'Wie hoorde dat ook? (nodig als u iets vastlegt dat een ander zei)');
    await fill(FORM, 'De tafel koos dit samen met de cliënt.');
    await desk.look('noordoostpolder-besluit');
    await desk.pressOn(FORM, 'Stel voor en vraag akkoord', 'Het voorstel is verstuurd.');
    await become('klantmanager wmo');
    await desk.turnTo(PROPOSAL);
    await desk.look('noordoostpolder-voorstel');
    await desk.pressOn(PROPOSAL, 'Akkoord', 'iedereen is akkoord, het besluit is vastgelegd.');
    await become('zorgaanbieder');
    await desk.turnTo(ROOM);
    await desk.look('noordoostpolder-besloten');
    await desk.pressOn(ROOM, 'Volgende casus', 'Nu: casus NOP-2026-002');
    await desk.pressOn(ROOM, 'Schuif door', 'Er is nu geen casus aan de beurt.');
    const said = await minutes('noordoostpolder', 'Noordoostpolder');
    expect(said).toMatch(/Cliënt \(vastgelegd door een ander, gehoord door Casushouder\).*Klantmanager Wmo \(zelf\)/);
    expect(said).toContain('Besluit 1: De uitstroomgemeente is vastgelegd');
    expect(said).toContain('Naar een volgende keer: NOP-2026-002.');
  });

  // What the bot says to who wants to plan a table there, and the way on that it offers.
  async function noTable(picture: string, code: string, how: string): Promise<void> {
    await desk.type(`plan een uitstroomtafel voor ${code}`);
    await desk.turnTo('Hier is geen tafel te plannen.', code);
    await desk.look(`${picture}-geen-tafel`);
    expect(await desk.words()).toMatch(/Hoe er wordt besloten.*Bron: /);
    expect(await desk.words()).toContain(how);
    await desk.pressOn('Hier is geen tafel te plannen.', 'Besluit vastleggen', FORM, code);
    await desk.turnTo(FORM, code);
  }
  async function inRegister(picture: string, code: string): Promise<string> {
    await desk.type(`besluiten over ${code}`);
    await desk.turnTo('Besluit 1 · ', code);
    await desk.pressOn('Besluit 1 · ', 'Bekijken', 'Volgens welke regel', 'Vastgelegd op', code);
    await desk.turnTo('Volgens welke regel', 'Vastgelegd op', code);
    await desk.look(`${picture}-besluit`);
    return desk.words();
  }

  it(
    'Westfriesland knows no table: coordinator and begeleider agree, each by a press of their own',
    LIMIT,
    async () => {
      await become('uitstroomcoordinator');
      await noTable('westfriesland', 'WF-2026-003', 'De uitstroomcoördinator en de begeleider bepalen dit samen.');
      await desk.choose('Tijdelijk contract op naam van de cliënt');
      await fill(FORM, 'Dit past bij het perspectiefplan.');
      await desk.pressOn(FORM, 'Stel voor en vraag akkoord', PROPOSAL, 'WF-2026-003');
      await desk.turnTo(PROPOSAL, 'WF-2026-003');
      await desk.look('westfriesland-voorstel');
      await become('begeleider');
      await desk.turnTo(PROPOSAL, 'WF-2026-003');
      await desk.pressOn(PROPOSAL, 'Akkoord', 'Casus WF-2026-003: iedereen is akkoord');
      const said = await inRegister('westfriesland', 'WF-2026-003');
      expect(said).toMatch(/Uitstroomcoördinator \(zelf\).*Begeleider \(zorgorganisatie\) \(zelf\)/);
    },
  );

  it('Zuidoost-Utrecht knows no table: the local team decides', LIMIT, async () => {
    await become('wijkteam');
    await noTable('zuidoost-utrecht', 'ZOU-2026-001', 'Waar een lokale toegang is, beslist die.');
    await desk.tickAll();
    await fill(FORM, 'Deze begeleiding past bij wat de cliënt wil.');
    await desk.pressOn(FORM, 'Besluit vastleggen', 'Besluit 1 is vastgelegd.', 'ZOU-2026-001');
    expect(await inRegister('zuidoost-utrecht', 'ZOU-2026-001')).toContain('vertrouwenspersoon Wmo');
  });

  it('Zutphen knows no table: the woningcorporatie decides, after it has spoken with the client', LIMIT, async () => {
    await become('woningcorporatie');
    await desk.type('volgende stap ZUT-2026-001');
    await desk.turnTo('Nu aan u', 'ZUT-2026-001');
    await desk.pressOn('Nu aan u', 'Nu doen', 'De corporatie heeft de cliënt gesproken');
    await desk.turnTo('De corporatie heeft de cliënt gesproken');
    await desk.look('zutphen-gesprek');
    await desk.tickAll();
    await desk.pressOn('De corporatie heeft de cliënt gesproken', 'Stap afronden', 'Opgeslagen');
    await noTable('zutphen', 'ZUT-2026-001', 'De corporatie besluit, met het formulier en na een gesprek');
    await desk.tickAll();
    await desk.choose('Positief; de corporatie zoekt een woning');
    await fill(FORM, 'Met deze begeleiding kan de cliënt goed wonen.');
    await desk.pressOn(FORM, 'Besluit vastleggen', 'Besluit 1 is vastgelegd.', 'ZUT-2026-001');
    expect(await inRegister('zutphen', 'ZUT-2026-001')).toMatch(/Woningcorporatie \(zelf\).*geschillencommissie/);
  });
});
