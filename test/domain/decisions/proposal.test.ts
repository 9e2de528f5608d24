/** A party's answer to a proposed decision: who may give it, who may change it. */
import { expect, it } from 'vitest';
import { answer, answerOf, decisionOf, type Proposal } from '../../../src/domain/decisions/proposal.ts';

const AT = '2026-03-12T09:00:00.000Z';
const PARTIES = [['client'], ['begeleider'], ['klantmanager', 'lokaal_team']];
const room = { role: 'begeleider', agrees: true, memberId: null, witnessId: null, reason: '', at: AT };
const pressed = { role: 'klantmanager', agrees: false, memberId: 'karin', witnessId: null, reason: 'Nee', at: AT };
const proposal: Proposal = {
  ...{ id: 'p', caseId: 'c', step: 's', state: 'open', version: 1, proposedAt: AT, proposedBy: 'anna' },
  decision: { outcome: 'x', on: '2026-03-12', tasks: [], reasons: 'Daarom', reviewOn: null },
  answers: [room, pressed],
};
const says = (role: string, memberId: string, agrees = true, of = proposal) =>
  answer(of, PARTIES, { roles: new Set([role]), memberId, agrees, reason: 'Daarom', at: AT });

it.each([
  ['somebody of no party is not asked', 'wijkteam', 'wim', proposal, 'not_asked'],
  ['a colleague was first', 'lokaal_team', 'lot', proposal, 'already'],
  ['whoever pressed may change it', 'klantmanager', 'karin', proposal, 'answered'],
  ['what was noted from the room gives way to a press', 'begeleider', 'bram', proposal, 'answered'],
  ['a party that said nothing yet answers', 'client', 'cor', proposal, 'answered'],
  ['nothing changes once it is recorded', 'client', 'cor', { ...proposal, state: 'recorded' as const }, 'over'],
  ['nothing changes once it is withdrawn', 'client', 'cor', { ...proposal, state: 'withdrawn' as const }, 'over'],
])('%s', (_what, role, memberId, of, kind) => {
  expect(says(role, memberId, true, of).kind).toBe(kind);
});

it('an answer takes the place of the one before, and why not goes when they agree', () => {
  const result = says('klantmanager', 'karin');
  if (result.kind !== 'answered') throw new Error(result.kind);
  expect(result.proposal.answers).toHaveLength(2);
  expect(answerOf(result.proposal, ['klantmanager', 'lokaal_team'])).toMatchObject({ agrees: true, reason: '' });
  expect(decisionOf(result.proposal).agreements).toEqual([
    { role: 'begeleider', agrees: true, memberId: null, witnessId: null },
    { role: 'klantmanager', agrees: true, memberId: 'karin', witnessId: null },
  ]);
});
