/** The vote of HLM route C: the core against the plainest program, and each rule once by name. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cast, castInRoom, close, withoutVote, type Ballot, type Vote } from '../../../src/domain/tables/ballot.ts';
import { countOf, needed, outcomeOf, type Choice } from '../../../src/domain/tables/electorate.ts';
import { ballotReference } from '../../support/ballotReference.ts';
import { ballotSchedules, playBallot } from '../../support/ballotSchedules.ts';

const AT = '2026-03-10T09:00:00.000Z';
const aBallot = (electorate: readonly string[], parts: Partial<Ballot> = {}): Ballot => ({
  ...{ id: 'b', meetingId: 'm', itemId: 'i', caseId: 'c', step: 's', hidden: false, state: 'open', electorate },
  ...{ openedAt: AT, openedBy: 'chair', closedAt: null, result: null, version: 1, ...parts },
});
const press = (organisationId: string, by: string, choice: Choice, id = `${by}:${choice}`) => ({
  ...{ id, organisationId, by, choice, at: AT },
});
const voted = (organisationId: string, choice: Choice, parts: Partial<Vote> = {}): Vote => ({
  ...press(organisationId, 'anna', choice),
  ...{ via: 'pressed', witnessId: null, reason: '', presses: ['first'], ...parts },
});

it('for every number of organisations and every history, the core comes to what the rule says', () => {
  fc.assert(
    fc.property(ballotSchedules, (schedule) => {
      expect(playBallot(schedule)).toEqual(ballotReference(schedule.present, schedule.events));
    }),
    { numRuns: 3000 },
  );
});

describe('HLM-C-06: half the number of votes plus one', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [6, 4],
    [12, 7],
    [15, 8],
  ])('of %i present %i are needed', (present, votes) => {
    expect(needed(present)).toBe(votes);
  });
  it.each<[string, number, readonly Choice[], string]>([
    ['four of six', 6, ['for', 'for', 'for', 'for', 'against', 'against'], 'majority'],
    ['three of six', 6, ['for', 'for', 'for', 'against', 'against', 'against'], 'tie'],
    ['three of five', 5, ['for', 'for', 'for', 'against', 'against'], 'majority'],
    ['two of five with one who abstains', 5, ['for', 'for', 'against', 'against', 'abstain'], 'tie'],
    ['two of five, the others silent', 5, ['for', 'for'], 'no_majority'],
    ['nobody says anything', 3, [], 'no_majority'],
  ])('%s', (_, present, choices, outcome) => {
    const electorate = Array.from({ length: present }, (_each, n) => `o${n}`);
    const votes = choices.map((choice, n) => ({ organisationId: `o${n}`, choice }));
    expect(outcomeOf(countOf(electorate, votes))).toBe(outcome);
  });
});

describe('HLM-C-07: one vote for each party', () => {
  const ballot = aBallot(['brug', 'rijk']);
  it('the first press of an organisation counts, and whoever pressed may change it', () => {
    expect(cast(ballot, [], press('brug', 'anna', 'for'))).toMatchObject({ kind: 'cast', before: null });
    const votes = [voted('brug', 'for')];
    expect(cast(ballot, votes, press('brug', 'anna', 'against'))).toMatchObject({ kind: 'cast', before: 'for' });
  });
  it('a colleague hears that it was done already, and by whom', () => {
    expect(cast(ballot, [voted('brug', 'for')], press('brug', 'bram', 'against'))).toMatchObject({
      ...{ kind: 'already', vote: { by: 'anna', choice: 'for' } },
    });
  });
  it('the same choice again changes nothing', () => {
    expect(cast(ballot, [voted('brug', 'for')], press('brug', 'anna', 'for')).kind).toBe('same');
  });
  it('a press that is delivered once more after a change of mind does not undo the change', () => {
    const changed = voted('brug', 'against', { presses: ['first', 'second'] });
    expect(cast(ballot, [changed], press('brug', 'anna', 'for', 'first')).kind).toBe('same');
  });
  it('there is no vote without a seat, and none after the closing', () => {
    expect(cast(ballot, [], press('elders', 'zoë', 'for')).kind).toBe('no_vote');
    expect(cast({ ...ballot, state: 'closed' }, [], press('brug', 'anna', 'for')).kind).toBe('late');
  });
});

describe('the room', () => {
  const ballot = aBallot(['brug']);
  const given = { ...press('brug', 'chair', 'against'), witnessId: 'wim' };
  it('a vote given there is recorded with its witness', () => {
    expect(castInRoom(ballot, [], given)).toMatchObject({ kind: 'cast', vote: { via: 'room', witnessId: 'wim' } });
  });
  it('it never takes the place of a pressed one, and gives way to a press', () => {
    expect(castInRoom(ballot, [voted('brug', 'for')], given).kind).toBe('already');
    const room = voted('brug', 'against', { via: 'room', by: 'chair', witnessId: 'wim' });
    expect(cast(ballot, [room], press('brug', 'anna', 'for'))).toMatchObject({ kind: 'cast', before: 'against' });
  });
});

describe('HLM-C-08: whoever sends apologies loses the vote on that case', () => {
  it('also when they had voted, and fewer are needed then', () => {
    const ballot = withoutVote(aBallot(['a', 'b', 'c', 'd']), 'd');
    const votes = [voted('a', 'for'), voted('b', 'for'), voted('c', 'against'), voted('d', 'against')];
    expect(close(ballot, votes, AT)).toMatchObject({
      ...{ kind: 'closed', result: { present: 3, needed: 2, for: 2, against: 1, outcome: 'majority' } },
    });
  });
  it('with nobody left nothing is decided', () => {
    expect(close(aBallot([]), [], AT).kind).toBe('nobody_present');
  });
  it('a closed ballot keeps who had a vote', () => {
    const closed = aBallot(['a', 'b'], { state: 'closed' });
    expect(withoutVote(closed, 'a').electorate).toEqual(['a', 'b']);
    expect(close(closed, [], AT).kind).toBe('late');
  });
});
