/** What a ballot comes to, written as the rule reads (HLM-C-06 to C-08): the plainest program that tells it. */

export type BallotEvent =
  | { readonly kind: 'press'; readonly id: string; readonly org: string; readonly by: string; readonly choice: string }
  | { readonly kind: 'room'; readonly id: string; readonly org: string; readonly choice: string }
  | { readonly kind: 'apology' | 'arrival' | 'leaving'; readonly org: string }
  | { readonly kind: 'close' };

/** `present`: who is there when it is opened. Null: nobody with a vote is left, so nothing is decided. */
export function ballotReference(present: readonly string[], events: readonly BallotEvent[]) {
  const [voters, seen] = [new Set(present), new Set<string>()];
  const votes = new Map<string, { choice: string; by: string }>();
  for (const event of events) {
    if (event.kind === 'close') break;
    if (event.kind === 'apology') voters.delete(event.org);
    if (event.kind !== 'press' && event.kind !== 'room') continue;
    const by = event.kind === 'press' ? event.by : 'room';
    const free = [undefined, 'room', by].includes(votes.get(event.org)?.by);
    if (voters.has(event.org) && free && !seen.has(event.id)) votes.set(event.org, { choice: event.choice, by });
    seen.add(event.id);
  }
  const count = (choice: string): number => [...voters].filter((org) => votes.get(org)?.choice === choice).length;
  const [n, yes, no] = [voters.size, count('for'), count('against')];
  const needed = Math.floor(n / 2) + 1;
  const outcome = yes >= needed ? 'majority' : yes === no && yes > 0 ? 'tie' : 'no_majority';
  return n === 0 ? null : { present: n, needed, for: yes, against: no, outcome };
}
