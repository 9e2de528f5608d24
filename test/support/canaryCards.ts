/** The cards that there are of a view of a case, by name; made by the real presenters. */
import type { LandlordView } from '../../src/domain/landlordView.ts';
import { dayItems } from '../../src/domain/myDay.ts';
import type { Evaluation, Plan } from '../../src/domain/protocol/evaluate.ts';
import { spokenTerm } from '../../src/domain/reminders.ts';
import type { ReaderView, SeenCase } from '../../src/domain/views.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { closeCard, factsCard, holdCard, reopenCard } from '../../src/presenters/caseForms.ts';
import { casesCard } from '../../src/presenters/caseList.ts';
import { nextCard } from '../../src/presenters/caseNext.ts';
import { statusCard, termsCard, turnCard, whyCard } from '../../src/presenters/caseOverview.ts';
import { stepCard } from '../../src/presenters/caseStep.ts';
import { weighingsOf } from '../../src/domain/decisions/weighing.ts';
import { weighingCard } from '../../src/presenters/weighing.ts';
import * as landlord from '../../src/presenters/landlord.ts';
import { sheetCard, sheetPrintCard } from '../../src/presenters/shareSheet.ts';
import * as sharing from '../../src/presenters/sharing.ts';
import { dayCard, reminderCard } from '../../src/presenters/timed.ts';
import type { CaseView } from '../../src/usecases/readCase.ts';
import type { CardKind } from './allowed.ts';
import { DAYS, WORDS } from './canaries.ts';

type NamedCard = readonly [name: string, kind: CardKind, card: CardData];

/** Every card that is made of a view alone. `plan`: the agreements beside a landlord's view. */
export function* viewCards(seen: SeenCase, plan: Plan, reader: Reader): Generator<NamedCard> {
  if (!reader.shared) {
    yield ['list', 'case', casesCard([{ view: seen, plan }], reader, { asking: false })];
    yield ['which case', 'case', casesCard([{ view: seen, plan }], reader, { asking: true, verb: 'terms' })];
  }
  if (seen.kind === 'landlord') yield* landlordCards(seen, plan, reader);
  else yield* readerCards(seen, reader);
}

function* readerCards(seen: ReaderView, reader: Reader): Generator<NamedCard> {
  yield ['next', 'case', nextCard(seen, reader)];
  yield ['status', 'case', statusCard(seen, reader)];
  yield ['terms', 'case', termsCard(seen, reader)];
  yield ['turn', 'case', turnCard(seen, reader)];
  for (const status of seen.evaluation.steps) {
    yield [`why ${status.step.id}`, 'case', whyCard(seen, status, reader)];
    // In a group a step that asks something is for a personal chat.
    if (!reader.shared || !seen.asking.has(status.step.id))
      yield [`step ${status.step.id}`, 'case', stepCard(seen, status, reader)];
  }
  // These are for a personal chat only.
  if (reader.shared) return;
  yield ['facts', 'case', factsCard(seen, reader)];
  // For who may see all of the case.
  if (seen.pseudonym !== null)
    yield ['weighing', 'case', weighingCard(seen, weighingsOf(seen.plan, seen.evaluation.known), reader)];
  yield ['hold', 'case', holdCard(seen, reader)];
  yield ['close', 'closing', closeCard(seen, reader)];
  yield ['reopen', 'case', reopenCard(seen, reader)];
}

function* landlordCards(seen: LandlordView, plan: Plan, reader: Reader): Generator<NamedCard> {
  yield ['landlord', 'case', landlord.landlordCard(seen, plan, reader)];
  yield ['landlord dates', 'case', landlord.landlordDatesCard(seen, plan, reader)];
  for (const step of seen.steps) {
    yield [`landlord why ${step.id}`, 'case', landlord.landlordWhyCard(seen, plan, step, reader)];
    yield [`landlord step ${step.id}`, 'case', landlord.landlordStepCard(seen, plan, step, reader)];
  }
}

/** What comes by itself: the message of the day, and a reminder of each term there is. For one reader at a time. */
export function* timedCards(whole: Evaluation, seen: SeenCase, plan: Plan, reader: Reader): Generator<NamedCard> {
  if (reader.shared) return;
  const c = { id: seen.id, code: seen.code, plan: seen.kind === 'landlord' ? plan : seen.plan };
  const items = dayItems(seen, 365, whole.today);
  yield ['day', 'case', dayCard([{ ...c, items }], whole.today, true, reader)];
  for (const { step, terms } of whole.steps) {
    for (const { rule, by } of terms) {
      const term = by === null ? null : spokenTerm(whole, seen, { step: step.id, rule, day: by });
      if (term)
        yield [`reminder ${step.id}`, 'case', reminderCard(c, term, { to: 'responsible', late: false }, reader)];
    }
  }
}

/** Who takes part, letting somebody in, and the client's sheet, each for who may have it. */
export function* sharingCards(view: CaseView, seen: ReaderView, reader: Reader): Generator<NamedCard> {
  if (reader.shared) return;
  const { may } = seen;
  const organisation = { id: 'org', name: 'Wijkteam', kind: 'anders' as const, region: view.plan.protocol.id };
  const people = [WORDS.holder, WORDS.others].map((displayName, n) => ({
    ...{ memberId: `member-${n}`, displayName, roles: ['begeleider'], organisation, casushouder: n === 0 },
    ...{ heldFrom: null, heldUntil: null },
  }));
  yield ['team', 'team', sharing.teamCard(seen, people, may.has('share_case'), reader)];
  if (may.has('share_case')) {
    const candidate = { memberId: 'm', organisationId: 'org', name: WORDS.others, organisation: 'Wijkteam' };
    yield ['share', 'sharing', sharing.shareForm(seen, [{ ...candidate, roles: ['wijkteam'] }], reader)];
  }
  if (!may.has('see_shares')) return;
  const informed = { type: 'informed', by: 'colleague', on: DAYS.informed, how: 'exception' } as const;
  const lines = [
    { on: DAYS.told, effect: { ...informed, ground: WORDS.ground, id: 'e1' } },
    { on: DAYS.told, effect: { type: 'shared', organisation: 'org', sees: [], why: WORDS.shareWhy, id: 'e2' } },
  ] as const;
  const sheet = {
    ...{ code: seen.code, plan: view.plan, lines, organisations: new Map([['org', 'Wijkteam']]), readings: [] },
  };
  yield ['sheet', 'sheet', sheetCard(sheet, seen.id, reader)];
  yield ['sheet to print', 'sheet', sheetPrintCard(sheet, seen.id, view.evaluation.today, 0, reader)];
}
