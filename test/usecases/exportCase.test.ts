/** The right to see what is stored: nothing is left out, in words that can be read, and that it was asked is logged. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseExport, type CaseExport } from '../../src/presenters/caseExport.ts';
import { caseExportText } from '../../src/presenters/caseExportText.ts';
import { exportCase } from '../../src/usecases/exportCase.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import {
  asAdmin,
  asMember,
  CANARIES,
  canaryCase,
  CLOSED,
  everything,
  OPERATOR,
  privacyDeps,
  privacyPeople,
  type People,
} from '../support/privacyCase.ts';

const NOW = '2026-06-15T10:00:00.000Z';
let database: TestDatabase;
let deps: Deps;
let people: People;
let id: string;
let code: string;
let data: CaseExport;
let text: string;
beforeAll(async () => {
  database = await testDatabase();
  deps = await privacyDeps(database, () => NOW);
  people = await privacyPeople(deps);
  ({ id, code } = await canaryCase(deps, people, 'case-1'));
  data = await exported();
  text = caseExportText(data);
});
afterAll(() => database.close());

async function exported(by = asAdmin(people)): Promise<CaseExport> {
  const result = await exportCase(deps, code, by);
  if (result.kind !== 'exported') throw new Error(result.kind);
  return caseExport(result.record);
}

// Dates are in words in the text.
const IN_TEXT = CANARIES.map((canary) => (canary === '2031-07-13' ? '13 juli 2031' : canary));

describe('an export', () => {
  it.each(CANARIES)('holds as data: %s', (canary) => {
    expect(JSON.stringify(data)).toContain(canary);
  });

  it.each(IN_TEXT)('holds to be read: %s', (canary) => {
    expect(text).toContain(canary);
  });

  it('knows of every table that can hold something of a case', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name = 'case_id' ORDER BY 1`,
    );
    // A new one belongs in CaseRecord and in both forms of the export, and here.
    expect(rows.map(({ name }) => name)).toEqual([
      ...['audit_log', 'ballots', 'case_organisations', 'channel_links', 'current_cases', 'decisions'],
      ...['meeting_items', 'outbox', 'participations', 'proposals', 'reminder_marks', 'signals'],
    ]);
  });

  it('has every column of the case itself', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = 'cases' ORDER BY 1`,
    );
    // The id and the status say the same as the code and the state.
    expect(rows.map(({ name }) => name)).toEqual([
      ...['code', 'id', 'next_due', 'opened_at', 'opened_by', 'protocol_id', 'protocol_version', 'pseudonym', 'route'],
      ...['state', 'status', 'version'],
    ]);
    expect(data).toMatchObject({
      ...{ case: code, exportedAt: NOW, pseudonym: 'PSEUDO-7Q', openedAt: '2026-03-10T09:00:00.000Z', changes: 2 },
      ...{ nextDue: '2026-05-01', route: { id: 'A', title: 'Uit een instelling' } },
      protocol: { id: 'proef', title: 'Proefregeling', region: 'Proefstad' },
      openedBy: { name: 'Anna Naam', organisation: 'De Zorg' },
      hold: { reason: 'HOLD-1A' },
      closed: { at: CLOSED, ending: 'eigen', title: 'Eigen woning', reason: 'CLOSE-2B' },
    });
  });

  it('has Dutch words beside each value and each step', () => {
    expect(data.facts).toEqual([
      // One that an earlier version of the protocol knew.
      { fact: 'notitie', title: 'notitie', value: 'FACT-8X', text: 'FACT-8X' },
      { fact: 'sleuteldatum', title: 'sleuteldatum', value: '2031-07-13', text: '13 juli 2031' },
      { fact: 'hoogRisico', title: 'hoog risico', value: true, text: 'ja' },
      { fact: 'groep', title: 'doelgroep', value: 'jong', text: 'jonger dan 23' },
    ]);
    expect(data.done.map(({ title, outcomeText, tasks }) => [title, outcomeText, ...tasks])).toEqual([
      ['A2 Inschrijven bij WoningNet', null, 'Noem de wensen voor de woning'],
      ['A5 Toetsen', 'Voldoet'],
    ]);
    expect(data.ticked.map(({ tasks }) => tasks)).toEqual([['Vraag zo nodig hulp']]);
  });

  it('has who takes part, and where the case is at hand', () => {
    expect(data.organisations.map(({ name }) => name)).toEqual(['De Zorg', 'Woonfijn']);
    expect(data.participants).toEqual([
      { name: 'Anna Naam', organisation: 'De Zorg', roles: ['begeleider'], casushouder: true },
      { name: 'Cor Naam', organisation: 'Woonfijn', roles: ['corporatie'], casushouder: false },
    ]);
    expect(data.conversations).toMatchObject([{ conversation: 'CHANNEL-1K case-1', linkedBy: { name: 'Anna Naam' } }]);
    expect(data.lastDiscussed).toEqual([{ conversation: 'CHAT-2L case-1' }]);
  });

  it('has every line of the log with who, for whom and when, looking included; the last one is itself', async () => {
    const stored = await deps.uow.stores.audit.ofCase(id);
    expect(data.log.map(({ seq, type }) => [seq, type])).toEqual(stored.slice(0, 26).map(({ seq, type }) => [seq, type]));
    expect(data.log.at(-2)).toEqual({
      ...{ seq: 25, at: CLOSED, type: 'read', text: 'bekeek de casus: de volgende stap', effect: { what: 'next' } },
      ...{ by: { name: 'Cor Naam', organisation: 'Woonfijn' }, onBehalfOf: { name: 'Anna Naam', organisation: 'De Zorg' } },
    });
    expect(data.log.at(-1)).toMatchObject({ type: 'exported', by: { name: 'Ada Beheer' }, effect: { lines: 25 } });
    expect(text).toContain('Cor Naam (Woonfijn), namens Anna Naam (De Zorg) bekeek de casus');
  }); // prettier-ignore

  it('has words for every kind of line', () => {
    for (const line of data.log) expect([line.type, line.text]).not.toEqual([line.type, line.type]);
  });

  it('says what is not in it', () => {
    expect(data.notIncluded).toHaveLength(4);
    for (const sentence of data.notIncluded) expect(text).toContain(sentence);
    expect(text).toMatch(/Berichten en kaarten die in Teams staan.*\n.*dossier van de zorgaanbieder/);
  });

  it('by whoever has the command line is logged too, without a name', async () => {
    await exported(OPERATOR);
    const lines = await deps.uow.stores.audit.ofCase(id);
    expect(lines.at(-1)).toMatchObject({ type: 'exported', memberId: null, at: NOW });
    expect((await deps.uow.stores.audit.verify(null)).faults).toEqual([]);
  });

  it('leaves nothing of the client in the line about it', async () => {
    const line = JSON.stringify((await deps.uow.stores.audit.ofCase(id)).filter(({ type }) => type === 'exported'));
    for (const canary of CANARIES) expect(line).not.toContain(canary);
  });

  it('cannot steer the printer or terminal by what people typed', async () => {
    const { members, cases } = deps.uow.stores;
    await members.put({ tenantId: 't', objectId: 'esc', displayName: 'Es\u001b[2J\nFeit', memberships: [] }, null);
    const esc = await members.find('t', 'esc');
    if (!esc) throw new Error('made above');
    await cases.join({ caseId: id, memberId: esc.id, organisationId: people.care, casushouder: false });
    expect(caseExportText(await exported())).toContain('- Es [2J Feit (De Zorg)\n');
    await cases.leave(id, esc.id, people.care);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['who works on the case', () => exportCase(deps, code, asMember(people.anna)), 'forbidden'],
    ['who lets the home', () => exportCase(deps, code, asMember(people.cor)), 'forbidden'],
    ['who may not, for a case that is not there', () => exportCase(deps, 'x', asMember(people.cor)), 'forbidden'],
    ['who may, for a case that is not there', () => exportCase(deps, 'PRF-1999-001', OPERATOR), 'no_case'],
  ])('is refused to %s, and leaves no line', async (_, act, kind) => {
    const before = await everything(database);
    expect(await act()).toEqual({ kind });
    expect(await everything(database)).toEqual(before);
  });
});

describe('the text of a case of which little is known', () => {
  it('says under each heading that there is nothing', async () => {
    const plan = deps.protocols.current.get('proef');
    const { cases } = deps.uow.stores;
    const { code: empty } = await cases.open({
      ...{ id: 'empty', prefix: 'PRF', year: 2026, protocolId: 'proef', protocolVersion: plan?.version ?? '' },
      ...{ route: 'C', pseudonym: 'leeg', openedAt: NOW, openedBy: people.anna.id, nextDue: null, log: [] },
      state: { facts: {}, done: [], ticked: {}, hold: null, closed: null, informed: [], handover: null },
    });
    const result = await exportCase(deps, empty, OPERATOR);
    const sheet = result.kind === 'exported' ? caseExportText(caseExport(result.record)) : '';
    const headings = ['Er is niets ingevuld.', 'Er is nog geen stap klaar.', 'Dat is niet vastgelegd.', 'Nergens.'];
    for (const words of headings) expect(sheet).toContain(`\n${words}\n`);
    expect(sheet).toContain('15 juni 2026 om 12:00 uur: Opstap of de beheerder ervan maakte een overzicht');
  });
});
