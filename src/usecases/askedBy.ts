/** Who asked a question, for the expert who answers it: the first of them by name, with their organisation. */
import type { HandedOver } from '../domain/answers/handedOver.ts';
import { expertsOf } from './experts.ts';
import type { Deps, Member } from './ports.ts';

export interface AskedBy {
  /** The region's name. */
  readonly region: string;
  readonly by: string;
  /** The absent expert for whom this one stands in; null: for nobody. */
  readonly standsInFor: string | null;
}

/** What an expert is told of where a question comes from. */
export async function askedBy(deps: Deps, question: HandedOver, expert: Member): Promise<AskedBy> {
  const { questions, members } = deps.uow.stores;
  const [first] = await questions.askers(question.id);
  const asker = first === undefined ? null : await members.byId(first);
  const work = asker?.memberships.find(({ organisation }) => organisation.region === question.region);
  const experts = await expertsOf(deps, question.region);
  const own = experts.find(({ member }) => member.id === expert.id);
  const names = [asker?.displayName, (work ?? asker?.memberships[0])?.organisation.name];
  return {
    region: deps.protocols.current.get(question.region)?.region ?? question.region,
    by: names.filter((name) => typeof name === 'string').join(', ') || '?',
    standsInFor: own?.standsInFor?.displayName ?? null,
  };
}
