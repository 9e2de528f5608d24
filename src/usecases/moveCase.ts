/**
 * Moves a running case to the version of its protocol that is current now: first what it would change, then the move.
 * Nobody is moved unseen: the move asks for the versions that the preview showed.
 */
import type { Effect } from '../domain/cases.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { previewMove, type MovePreview, type MoveRefusal } from '../domain/protocol/move.ts';
import { nextDue } from '../domain/protocol/step.ts';
import { CASE_POLICY } from '../domain/access.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, viewOf, type CaseView } from './readCase.ts';

export type MovePreviewResult =
  | { readonly kind: 'preview'; readonly view: CaseView; readonly protocol: Protocol; readonly preview: MovePreview }
  | {
      readonly kind: 'refused';
      readonly view: CaseView;
      readonly refusal: MoveRefusal | { readonly kind: 'protocol_gone' };
    }
  /** There is no such case for this person, or they see it and this is not for them to do. */
  | { readonly kind: 'no_case' | 'forbidden' };

export type MoveCaseResult =
  | { readonly kind: 'moved'; readonly view: CaseView; readonly effects: readonly Effect[] }
  /** The case or the protocol is no longer as the preview showed it. Nothing was changed. */
  | { readonly kind: 'stale'; readonly view: CaseView }
  | Exclude<MovePreviewResult, { readonly kind: 'preview' }>;

/** What moving the case would change. `member` null: an administrator, who needs no part in the case. */
export async function previewMoveCase(deps: Deps, caseId: string, member: Member | null): Promise<MovePreviewResult> {
  const view = await find(deps, caseId, member);
  if (!view) return { kind: 'no_case' };
  if (member && !CASE_POLICY.move_case(view.who)) return { kind: 'forbidden' };
  const protocol = deps.protocols.current.get(view.case.protocolId);
  if (!protocol) return { kind: 'refused', view, refusal: { kind: 'protocol_gone' } };
  const result = previewMove(view.plan, protocol, view.case.state, deps.clock.now());
  if (!result.ok) return { kind: 'refused', view, refusal: result.refusal };
  return { kind: 'preview', view, protocol, preview: result.preview };
}

/** Moves the case as it was previewed: `seenVersion` of the case, `toVersion` of the protocol. */
export async function moveCase(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly seenVersion: number;
    readonly toVersion: string;
    readonly member: Member | null;
  },
): Promise<MoveCaseResult> {
  const result = await previewMoveCase(deps, input.caseId, input.member);
  if (result.kind !== 'preview') return result;
  const { view, protocol, preview } = result;
  const { id, version } = view.case;
  if (version !== input.seenVersion || protocol.version !== input.toVersion) return { kind: 'stale', view };
  const effects = preview.effects.map((effect, index): Effect => ({ ...effect, id: `${id}:${version + 1}:${index}` }));
  const by = { memberId: input.member?.id ?? null, behalfOf: input.member ? view.who.behalfOf : null };
  const log = effects.map((effect) => ({ effect, at: deps.clock.now(), ...by }));
  const { cases } = deps.uow.stores;
  const saved = await cases.save(id, version, preview.state, nextDue(preview.after), log, protocol.version);
  const fresh = await find(deps, id, input.member);
  if (saved && fresh) return { kind: 'moved', view: fresh, effects };
  return fresh ? { kind: 'stale', view: fresh } : { kind: 'no_case' };
}

async function find(deps: Deps, caseId: string, member: Member | null): Promise<CaseView | null> {
  if (member) return readCase(deps, caseId, member);
  const found = await deps.uow.stores.cases.byId(caseId);
  return found ? viewOf(deps, { case: found, standings: [] }) : null;
}
