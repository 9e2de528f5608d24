/**
 * What time does to signals: reminders, escalation, the question "nog bezig?", and new receivers where somebody is away.
 * Called by timed work; twice does nothing twice, and what comes late after a standstill says so.
 */
import { planOf } from '../domain/protocol/evaluate.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Signal } from '../domain/signals/signal.ts';
import { elapse } from '../domain/signals/step.ts';
import { nextLook } from '../domain/signals/watches.ts';
import type { AuditEntry, Deps, Message, Stores } from './ports.ts';
import { todayOf } from './readCase.ts';
import { alertMessages, cardMessages, organisationsOf, telling, withTold } from './tellSignal.ts';

const BATCH = 100;

/** Looks at every signal whose moment has come. Answers how many were looked at. */
export async function sweepSignals(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  let looked = 0;
  for (;;) {
    const due = await deps.uow.stores.signals.due(now, BATCH);
    let settled = 0;
    for (const signal of due) settled += (await lookAt(deps, signal, now)) ? 1 : 0;
    looked += settled;
    // What somebody moved meanwhile has a moment of its own, which a next sweep finds.
    if (due.length < BATCH || settled === 0) return looked;
  }
}

async function lookAt(deps: Deps, signal: Signal, now: Instant): Promise<boolean> {
  const found = await deps.uow.stores.cases.byId(signal.caseId);
  if (!found) return false;
  const plan = planOf(await deps.protocols.ofCase(found), found.route);
  const { settings } = await deps.uow.stores.settings.ofRegion(found.protocolId);
  const { state, alerts } = elapse(signal.state, now);
  return deps.uow.transaction(async (tx: Stores) => {
    const know = await telling(tx, signal.caseId, todayOf(deps), { plan, settings });
    const told = withTold(state, know);
    // Nothing but the time of day: a card that people look at stays good.
    if (alerts.length === 0 && told.told.length === state.told.length) {
      return tx.signals.postpone(signal.id, signal.version, nextLook(state, now));
    }
    const saved = await tx.signals.save(signal.id, signal.version, told, nextLook(told, now));
    if (!saved) return false;
    const rung = alerts.map((alert) => ({ alert, news: alertMessages(saved, alert, know, now) }));
    await tx.outbox.add([...cardMessages(saved, know, now), ...rung.flatMap(({ news }) => news)]);
    // Who had no copy of the signal and hears of it now: coordinators around the case.
    const fresh = (news: readonly Message[]): readonly string[] =>
      news.flatMap(({ to }) => ('memberId' in to && !told.told.includes(to.memberId) ? to.memberId : []));
    const line = { at: now, memberId: null, behalfOf: null, caseId: signal.caseId };
    await tx.audit.add([
      ...rung.map(({ alert: { watch, level }, news }): AuditEntry => ({
        ...{ ...line, id: `signal:${signal.id}:${saved.version}:${watch}`, type: 'signal_escalated' },
        effect: { signal: signal.id, watch, level, told: organisationsOf(fresh(news), saved, know) },
      })),
      ...told.told.slice(state.told.length).map((memberId): AuditEntry => ({
        ...{ ...line, id: `signal:${signal.id}:${saved.version}:told:${memberId}` },
        ...{
          type: 'signal_told',
          effect: { signal: signal.id, member: memberId, told: organisationsOf([memberId], saved, know) },
        },
      })),
    ]);
    return true;
  });
}
