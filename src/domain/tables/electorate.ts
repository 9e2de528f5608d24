/**
 * How many votes are needed, and who has one: HLM-C-06 (half the votes plus one), HLM-C-07 (one for each party that is
 * present), HLM-C-08 (whoever sends apologies loses the vote on that case). Counts only; what is voted is in `ballot.ts`.
 */

/** Half the number of votes plus one. An odd number is halved downwards, which is our reading (HLM-X-19). */
export const needed = (present: number): number => Math.floor(present / 2) + 1;

export const CHOICES = ['for', 'against', 'abstain'] as const;
export type Choice = (typeof CHOICES)[number];

/** majority: the table advises positively. tie: as many for as against, which is no majority. */
export type Outcome = 'majority' | 'tie' | 'no_majority';

/** The count of a ballot. */
export interface Count {
  /** Organisations that have a vote. */
  readonly present: number;
  readonly needed: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Organisations that have not voted. */
  readonly silent: number;
}

/** The votes of those who have one. */
export function countOf(
  electorate: readonly string[],
  votes: readonly { readonly organisationId: string; readonly choice: Choice }[],
): Count {
  const cast = new Map(votes.map((vote) => [vote.organisationId, vote.choice]));
  const of = (choice: Choice | undefined): number => electorate.filter((each) => cast.get(each) === choice).length;
  const present = electorate.length;
  return {
    ...{ present, needed: needed(present), for: of('for'), against: of('against') },
    ...{ abstain: of('abstain'), silent: of(undefined) },
  };
}

/** What a count comes to. Whoever abstains or says nothing is present and not for: our reading, the source is silent. */
export function outcomeOf(count: Count): Outcome {
  if (count.for >= count.needed) return 'majority';
  return count.for > 0 && count.for === count.against ? 'tie' : 'no_majority';
}
