/**
 * What a person can press and fill in on an Adaptive Card, found the way a client finds it.
 * Walks any card; knows none of ours.
 */
import type { Card } from '../../src/teams/incoming.ts';

export type Json = Record<string, unknown>;

/** All objects in a card, parents first. A fallback is not on the screen, so it is left out, as what `skip` names. */
function* elements(node: unknown, skip: (element: Json) => boolean = () => false): Generator<Json> {
  if (Array.isArray(node)) {
    for (const item of node) yield* elements(item, skip);
  } else if (typeof node === 'object' && node !== null && !skip(node as Json)) {
    yield node as Json;
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'data' && key !== 'fallback' && key !== 'refresh') yield* elements(value, skip);
    }
  }
}

/** The `Action.Execute`s of a card, those in action sets, show-cards and select actions too. */
export function actionsOf(card: Card): readonly Json[] {
  return [...elements(card)].filter((element) => element.type === 'Action.Execute');
}

/** The one button with this verb, else with this title. Throws if there is none or several. */
export function findAction(card: Card, verbOrTitle: string): Json {
  const actions = actionsOf(card);
  const byVerb = actions.filter((action) => action.verb === verbOrTitle);
  const found = byVerb.length > 0 ? byVerb : actions.filter((action) => action.title === verbOrTitle);
  const [action] = found;
  if (!action || found.length > 1) {
    const offered = actions.map((a) => `${String(a.verb)} ("${String(a.title)}")`).join(', ');
    throw new Error(`${found.length} buttons are called "${verbOrTitle}"; the card offers: ${offered || 'none'}`);
  }
  return action;
}

/** The inputs' values as a client sends them: those filled in, else those that the card came with. */
export function inputsOf(card: Card, action: Json, filled: Record<string, string>): Record<string, string> {
  // A folded-in card sends its own inputs and those around it, never those of its neighbours.
  const isNeighbour = (e: Json): boolean => e.type === 'Action.ShowCard' && ![...elements(e)].includes(action);
  const inputs = [...elements(card, isNeighbour)].filter(
    (e) => typeof e.type === 'string' && e.type.startsWith('Input.'),
  );
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const input of inputs) {
    const id = String(input.id);
    const fromCard = input.type === 'Input.Toggle' ? (input.value ?? input.valueOff ?? 'false') : input.value;
    const preset = fromCard as string | number | undefined;
    const value = filled[id] ?? (preset === undefined ? undefined : String(preset));
    if (value !== undefined) values[id] = value;
    else if (input.isRequired === true) missing.push(id);
  }
  const unknown = Object.keys(filled).filter((id) => !inputs.some((input) => input.id === id));
  if (unknown.length > 0) throw new Error(`The card has no input called ${unknown.join(', ')}`);
  if (action.associatedInputs === 'none') return {};
  if (missing.length > 0) throw new Error(`Teams would not send this: ${missing.join(', ')} must be filled in`);
  return values;
}
