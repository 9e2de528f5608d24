import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optional, sitDown, type Desk } from './playground.ts';

describe.skipIf(optional)('a case of route A in the local Teams, from opening to permanent lease', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown('route-a');
  });
  afterAll(() => desk.close());

  async function finish(title: string, outcome?: RegExp, said?: string): Promise<void> {
    expect(await desk.words()).toContain(title);
    await desk.press('Nu doen', title);
    await desk.look(title.slice(0, 3).trim());
    await desk.tickAll();
    if (outcome) await desk.choose(outcome);
    // The first step that tells others asks whether the client knows, and then goes on.
    if ((await desk.words()).includes('Weet de cliënt dat dit wordt gedeeld?')) await desk.choose('Ja, in een gesprek');
    await desk.press('Stap afronden');
    // A landlord has a card of its own, which says that it was saved.
    expect(await desk.words()).toContain(said ?? `Klaar: ${title}`);
  }

  // A step that is a decision: who agreed, and why, go into the register with it.
  async function decide(title: string, outcome: RegExp): Promise<void> {
    expect(await desk.words()).toContain(title);
    await desk.press('Nu doen', title);
    await desk.press('Besluit vastleggen');
    await desk.look('besluit-leeg');
    expect(await desk.words()).toContain('Kies de uitkomst.');
    await desk.tickAll();
    await desk.choose(outcome);
    await desk.card().getByRole('textbox', { name: 'Waarom dit besluit?' }).fill('Het gaat goed met de huur.');
    await desk.press('Besluit vastleggen');
    await desk.look('besluit');
    expect(await desk.words()).toMatch(/Besluit \d+ is vastgelegd/);
  }

  it('opens with two cards and ends with the goal reached', { timeout: 180_000 }, async () => {
    await desk.type('casus openen');
    await desk.page
      .getByRole('textbox', { name: /aanduiding/ })
      .last()
      .fill('bewoner 88');
    await desk.choose(/Haarlemmermeer: .*\(route A\)/);
    await desk.look('openen');
    await desk.press('Verder');
    await desk.choose('Beschermd wonen');
    await desk.choose('Nee');
    await desk.card().locator('input[type=date], input[placeholder]').first().waitFor();
    await desk.look('gegevens');
    await desk.press('Casus openen');
    expect(await desk.words()).toContain('HLM-2');

    await desk.type('wat is de volgende stap voor deze cliënt');
    await desk.look('volgende-stap');
    await finish('A1 Uitstroom voorbereiden');
    await finish('A2 Inschrijven bij WoningNet');
    await finish('A3 Aanmelden bij de gemeente');
    await finish('A4 Zorg en inkomen aanvragen');
    expect(await desk.words()).toContain('U bent nu niet aan zet.');

    await desk.type('ik ben gemeente');
    await finish('A5 Toets op volledigheid en voorwaarden', /voldoet aan de voorwaarden/);
    await finish('A6 Opstapvinkje aanzetten in WoningNet');
    await finish('A7 Beschikking zorg en inkomen');
    await desk.type('ik ben woningcorporatie');
    await desk.look('corporatie');
    expect(await desk.words()).not.toContain('bewoner 88');
    await finish('8. Woning toewijzen', /^Driehoekscontract getekend$/, 'Opgeslagen.');

    await desk.type('ik ben begeleider');
    await finish('A9 Inschrijven in de BRP');
    await desk.type("what's next for this client");
    await desk.look('wonen');
    await desk.type('overzicht');
    await desk.look('overzicht');
    await decide('A13 Eindevaluatie', /^Omzetten/);
    await desk.type('ik ben woningcorporatie');
    await finish('14. Huurcontract omzetten, of niet', /^Omgezet/, 'Opgeslagen.');
    await desk.type('ik ben begeleider');
    expect(await desk.words()).toContain('Het doel is bereikt: Vast huurcontract');
    await desk.look('doel');
    await desk.press('Afsluiten');
    await desk.press('Afsluiten');
    expect(await desk.words()).toContain('De casus is afgesloten: Vast huurcontract');
  });
});
