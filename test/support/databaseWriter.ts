/**
 * A process to be killed: opens the database folder, then changes one case without end and tells each change on
 * standard output once it is stored. Says `open` first.
 */
import { newCaseState } from '../../src/domain/cases.ts';
import { openDatabase } from '../../src/storage/database.ts';

const { uow } = await openDatabase({ mode: 'embedded', folder: process.argv[2] ?? '' });
const { cases, members } = uow.stores;
const named = { tenantId: 't', objectId: 'writer', displayName: null, memberships: [] };
const member = await members.put(named, null);
if (!member) throw new Error('The writer is there already');
const at = '2026-03-01T09:00:00.000Z';
const { id } = await cases.open({
  ...{ id: 'killed', prefix: 'TST', year: 2026, protocolId: 'proef', protocolVersion: 'v1', route: 'A' },
  ...{ pseudonym: 'BW-1', openedAt: at, openedBy: member.id, state: newCaseState, nextDue: null, log: [] },
});
process.stdout.write('open\n');
for (let version = 1; ; version++) {
  const line = { effect: { id: `${id}:${version}`, type: 'resumed' as const }, at, memberId: member.id };
  await uow.transaction((stores) => stores.cases.save(id, version, newCaseState, null, [line]));
  process.stdout.write(`${version}\n`);
}
