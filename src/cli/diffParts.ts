/**
 * The parts of a protocol in words, each piece with its name, so that a difference names only the pieces that differ.
 */
import type { Condition, Note, Offset, Protocol, RoleId, RouteId } from '../domain/protocol/definition.ts';
import type { RouteChange, SharedChange } from '../domain/protocol/diff.ts';
import { planOf } from '../domain/protocol/evaluate.ts';
import { durationText } from '../presenters/dates.ts';
import { conditionText, factTitle, kindText, noteText, rolesText, titleOf } from '../presenters/protocolText.ts';

/** One side of a change: its protocol, and the route in which names of steps are looked up. */
export interface Side {
  readonly protocol: Protocol;
  readonly route: RouteId;
}
/** Names with values; a part that is one piece has no name, what is not there is empty. */
export type Described = readonly (readonly [name: string, value: string])[];

type AnyChange = RouteChange | SharedChange;
type PartOf<Kind extends AnyChange['kind']> = NonNullable<Extract<AnyChange, { readonly kind: Kind }>['to']>;

/** One end of a change in words; nothing where the part is not there. */
export function described(change: AnyChange, end: 'from' | 'to', side: Side): Described {
  const part = change[end];
  if (part === null) return [];
  const isRoles = change.kind === 'list' && (change.id === 'responsible' || change.id === 'involved');
  if (isRoles) return [['', roles(side, part as readonly RoleId[])]];
  return (DESCRIBE[change.kind] as (part: unknown, side: Side) => Described)(part, side);
}

const DESCRIBE: { readonly [Kind in AnyChange['kind']]: (part: PartOf<Kind>, side: Side) => Described } = {
  role: ({ title, aliases, landlord, sees }) => [
    ['titel', title],
    ['ook', list(aliases)],
    ['verhuurder', yes(landlord)],
    ['ziet stappen', { all: 'alle', own: 'eigen', none: 'geen' }[sees.steps]],
    ['ziet gegevens', sees.facts === 'all' ? 'alle' : list(sees.facts)],
  ],
  fact: ({ title, kind, question, options, explanation, rules }) => [
    ['titel', title],
    ['soort', kind],
    ['vraag', quoted(question)],
    ['keuzes', list(options.map((option) => quoted(option.title)))],
    ['toelichting', quoted(explanation)],
    ['regels', list(rules)],
  ],
  ending: ({ title, goal }) => [
    ['titel', title],
    ['doel', yes(goal)],
  ],
  phase: ({ title }) => [['titel', title]],
  route: ({ title }) => [['titel', title]],
  step: ({ title, responsible, rules }, side) => [
    ['', quoted(title)],
    ['wie', roles(side, responsible)],
    ['regels', list(rules)],
  ],
  note: (note, side) => noteParts(note, side),
  effect: (note, side) => noteParts(note, side),
  holder: ({ role, fact, overlap, text, section, rules }, side) => [
    ['rol', roles(side, [role])],
    ['gegeven', fact === null ? '' : factTitle(side.protocol, fact, 'nl')],
    ['overlap', overlap === null ? '' : durationText(overlap, 'nl')],
    ['tekst', quoted(text)],
    ['bron', section],
    ['regels', list(rules)],
  ],
  tally: ({ title, step, outcome, splitBy, weight, opposite, shownAt, agreed, text, section, rules }, side) => [
    ['titel', title],
    ['stap', [step, outcome ?? ''].filter((part) => part !== '').join(': ')],
    ['verdeeld over', splitBy === null ? '' : factTitle(side.protocol, splitBy, 'nl')],
    ['naar rato van', weight ?? ''],
    ['tegenover', opposite ?? ''],
    ['bij', list(shownAt)],
    ['afgesproken', list(Object.entries(agreed).map(([year, count]) => `${year}: ${count}`))],
    ['tekst', quoted(text)],
    ['bron', section],
    ['regels', list(rules)],
  ],
  term: ({ by, from, kind, text }, side) => [
    ['uiterlijk', offsetText(by, side)],
    ['vanaf', from === null ? '' : offsetText(from, side)],
    ['soort', kindText(kind, 'nl')],
    ['tekst', quoted(text)],
  ],
  recurrence: ({ every, from, until, kind, text, rule }, side) => [
    ['elke', durationText(every, 'nl')],
    ['vanaf', anchorsText(from, side)],
    ['tot', until === null ? '' : offsetText(until, side)],
    ['soort', kindText(kind, 'nl')],
    ['tekst', quoted(text)],
    ['regel', rule],
  ],
  clock: ({ within, after, responsible, what, kind, rule }, side) => [
    ['binnen', durationText(within, 'nl')],
    ['na', quoted(after)],
    ['wie', roles(side, responsible)],
    ['wat', quoted(what)],
    ['soort', kindText(kind, 'nl')],
    ['regel', rule],
  ],
  task: ({ text, applies, optional, rules }, side) => [
    ['tekst', quoted(text)],
    ['alleen als', when(applies, side)],
    ['zo nodig', yes(optional)],
    ['regels', list(rules)],
  ],
  outcome: ({ title, continues, repeats, ends, note, rules }) => [
    ['titel', quoted(title)],
    ['verder', yes(continues)],
    ['opnieuw', yes(repeats)],
    ['eindigt', ends ?? ''],
    ['toelichting', quoted(note)],
    ['regels', list(rules)],
  ],
  decision: ({ kind, by, parties, text, rules, least, members, provided, agreement, objection, written }, side) => [
    ['soort', kind],
    ['wie', roles(side, by)],
    ['tekst', quoted(text)],
    ['regels', list(rules)],
    ['partijen', partiesText(side, parties)],
    ['ten minste', least === null ? '' : String(least)],
    ['leden', list(members)],
    ['mits', list(provided.map((each) => `${each.outcome} als ${when(each.if, side)}: ${quoted(each.text)}`))],
    [
      'akkoord',
      list(agreement.map((each) => `${each.outcome}: ${partiesText(side, each.parties)} ${when(each.if, side)}`)),
    ],
    ['bezwaar', quoted(objection?.text ?? null)],
    ['schriftelijk', quoted(written?.text ?? null)],
  ],
  table: ({ always, lastPart, rules }, side) => [
    ['altijd', always.map((group) => roles(side, group)).join('; ')],
    ['laatste deel', lastPart === null ? '' : `"${titleOf(planOf(side.protocol, side.route), lastPart, 'nl')}"`],
    ['regels', list(rules)],
  ],
  sharing: ({ with: whom, what, consent, rules }, side) => [
    ['met', roles(side, whom)],
    ['wat', quoted(what)],
    ['toestemming', consent === null ? '' : factTitle(side.protocol, consent, 'nl')],
    ['regels', list(rules)],
  ],
  gate: (gate, side) => [['', when({ kind: 'done', ...gate }, side)]],
  moment: (offset, side) => [['', offsetText(offset, side)]],
  condition: (condition, side) => [['', when(condition, side)]],
  text: (text) => [['', quoted(text)]],
  translation: (text) => [['', quoted(text)]],
  list: (names) => [['', list(names)]],
};

const noteParts = (note: Note, side: Side): Described => [
  ['', quoted(noteText(side.protocol, note, 'nl'))],
  ['regels', list(note.rules)],
];
const list = (words: readonly string[]): string => words.join(', ');
const yes = (value: boolean): string => (value ? 'ja' : 'nee');
const quoted = (text: string | null): string => (text === null || text === '' ? '' : `"${text}"`);
const roles = (side: Side, ids: readonly RoleId[]): string => rolesText(side.protocol, ids, 'nl');
const partiesText = (side: Side, parties: readonly (readonly RoleId[])[]): string =>
  parties.map((party) => party.map((id) => roles(side, [id])).join(' of ')).join('; ');
const when = (condition: Condition | null, { protocol, route }: Side): string =>
  condition === null ? '' : conditionText(planOf(protocol, route), condition, 'nl');

function offsetText({ duration, direction, anchors }: Offset, side: Side): string {
  const anchor = anchorsText(anchors, side);
  if (duration === 'P0D') return `op ${anchor}`;
  return `${durationText(duration, 'nl')} ${direction === 'before' ? 'voor' : 'na'} ${anchor}`;
}

function anchorsText(anchors: readonly string[], { protocol, route }: Side): string {
  const plan = planOf(protocol, route);
  return anchors
    .map((anchor) => `"${plan.steps.has(anchor) ? titleOf(plan, anchor, 'nl') : factTitle(protocol, anchor, 'nl')}"`)
    .join(', anders ');
}
