/**
 * The one codec of button data: what a card's button carries is written and read here, by the same schemas.
 * A button never carries more than ids: the server looks everything else up.
 */
import { z } from 'zod';
import { MOVES } from '../domain/signals/moves.ts';

const caseId = z.string().min(1).max(64);
const version = z.coerce.number().int().nonnegative();
const name = z.string().min(1).max(64);
const answerId = z.string().min(1).max(120);
const region = z.string().max(64);
const ofCase = z.object({ c: caseId });
const seen = ofCase.extend({ v: version });
const ofStep = ofCase.extend({ s: name });
const ofOffer = ofCase.extend({ h: name });
const seenStep = seen.extend({ s: name });
const ofMeeting = z.object({ m: name });
const ofPart = ofMeeting.extend({ n: z.union([z.literal(1), z.literal(2)]) });
const ofProposal = z.object({ p: name });
const ofBallot = z.object({ b: name });

/** What each button carries, by verb. Inputs of the card come beside it and are read by `inputsOf`. */
const BUTTONS = {
  help: z.object({}),
  cases: z.object({}),
  open: z.object({}),
  open_facts: z.object({}),
  open_save: z.object({ p: name, r: name, n: z.string().max(200) }),
  next: ofCase,
  status: ofCase,
  turn: ofCase,
  terms: ofCase,
  facts: ofCase,
  facts_save: seen,
  step: ofStep,
  step_finish: seenStep,
  step_tick: seenStep,
  step_undo: seenStep,
  why: ofStep,
  hold: ofCase,
  hold_save: seen,
  resume: seen,
  close: ofCase,
  close_save: seen,
  reopen: ofCase,
  reopen_save: seen,
  // `w`: the version of the agreements that the preview showed.
  move: ofCase,
  move_save: seen.extend({ w: name }),
  team: ofCase,
  share: ofCase,
  share_save: ofCase,
  unshare: ofCase.extend({ m: name, o: name }),
  sheet: ofCase,
  // `f`: how many lines of the text to pass over.
  sheet_print: ofCase.extend({ f: version }),
  holder: ofCase,
  holder_save: ofCase,
  holder_withdraw: ofOffer,
  holder_look: ofOffer,
  holder_accept: ofOffer,
  holder_refuse: ofOffer,
  // Empty `s`: the subject is asked. Empty `r`: all regions.
  compare: z.object({ s: z.string().max(64), r: z.array(name).max(10) }),
  // `f`: how many people to pass over. Empty `m` and `o`: somebody who is not in the list yet.
  people: z.object({ f: version }),
  person_new: z.object({}),
  person: z.object({ m: name, o: name }),
  person_save: z.object({ m: z.string().max(64), o: z.string().max(64), v: version }),
  // `o`: the organisation that they leave; empty on a card of before: which one is asked.
  person_leave: z.object({ m: name, o: z.string().max(64).default('') }),
  person_leave_save: z.object({ m: name, o: z.string().max(64).default('') }),
  people_import: z.object({}),
  people_look: z.object({}),
  people_store: z.object({}),
  away: z.object({}),
  away_save: z.object({}),
  away_end: z.object({}),
  // `a`: an entry or passage; `r`: a region, empty where nobody knows it.
  ask: z.object({}),
  ask_save: z.object({}),
  answer: z.object({ a: answerId }),
  answer_pick: z.object({ r: region }),
  answer_why: z.object({ a: answerId }),
  answer_region: z.object({ a: answerId }),
  // Of a step at a table: the way in which it is decided.
  decide: ofStep,
  decide_save: seenStep,
  weigh: ofCase,
  propose_save: seenStep,
  proposal: ofProposal,
  proposal_agree: ofProposal,
  proposal_refuse: ofProposal,
  proposal_withdraw: ofProposal,
  decisions: ofCase,
  decisions_today: z.object({}),
  decision: ofCase.extend({ d: name }),
  supersede: ofCase.extend({ d: name }),
  supersede_save: seen.extend({ d: name }),
  meetings: z.object({}),
  meeting_new: z.object({}),
  meeting_form: z.object({}),
  // `i`: the cases for the agenda, each with the step of its table.
  meeting_save: z.object({ i: z.array(z.string().max(130)).min(1).max(20) }),
  meeting: ofMeeting,
  meeting_edit: ofMeeting,
  meeting_edit_save: ofMeeting.extend({ v: version }),
  meeting_cancel: ofMeeting,
  // `n`: the part of the table.
  meeting_begin: ofPart,
  meeting_here: ofMeeting.extend({ p: z.enum(['present', 'apologised', 'left']) }),
  meeting_next: ofPart.extend({ a: z.enum(['done', 'carried']) }),
  meeting_end: ofMeeting,
  meeting_console: ofMeeting,
  minutes_list: z.object({}),
  minutes: ofPart,
  minutes_text: ofPart,
  presence_save: ofMeeting.extend({ v: version }),
  vote_open: ofMeeting,
  vote: ofBallot.extend({ x: z.enum(['for', 'against', 'abstain']) }),
  vote_count: ofBallot,
  vote_close: ofBallot,
  vote_withdraw: ofBallot,
  vote_room: ofBallot,
  vote_room_save: ofBallot,
  vote_reason_save: ofBallot.extend({ o: name }),
  answer_helped: z.object({ a: answerId }),
  answer_wrong: z.object({ a: answerId }),
  answer_wrong_save: z.object({ a: answerId }),
  // The question stands in an input of the card, or is asked for.
  handover: z.object({ r: region }),
  handover_save: z.object({}),
  questions: z.object({}),
  question: z.object({ q: name }),
  question_save: z.object({ q: name, v: version }),
  question_propose: z.object({ q: name, v: version }),
  question_approve: z.object({ q: name, v: version }),
  question_decline: z.object({ q: name, v: version }),
  settings: z.object({}),
  settings_save: z.object({ v: version }),
  region_settings: z.object({ r: name }),
  region_settings_save: z.object({ r: name, v: version }),
  day_off: z.object({}),
  // `r`: a region; `y`: a year, 0 for this one; `t`: what is counted.
  tallies: z.object({ r: name, y: version }),
  tally_edit: z.object({ r: name, y: version, t: name }),
  tally_save: z.object({ r: name, y: version, t: name, v: version }),
  // `g`: a signal; `m`: what is done with it; `a`: which agreement. Empty `c`: of all one's cases.
  signal_new: ofCase,
  signal_save: ofCase,
  signals: z.object({ c: z.string().max(64) }),
  signal: z.object({ g: name }),
  signal_mdo: z.object({ g: name }),
  signal_form: z.object({ g: name, m: z.enum(MOVES) }),
  signal_move: z.object({ g: name, v: version, m: z.enum(MOVES) }),
  signal_agreed: z.object({ g: name, v: version, a: version }),
  lang: z.object({ l: z.enum(['nl', 'en']) }),
  act_as: z.object({}),
} as const;

export type Verb = keyof typeof BUTTONS;
export type ButtonData<V extends Verb> = z.output<(typeof BUTTONS)[V]>;

/** A press, read and checked. */
export type Press = { [V in Verb]: { readonly verb: V; readonly data: ButtonData<V> } }[Verb];

/** Every verb that a card can send. */
export const VERBS: ReadonlySet<string> = new Set(Object.keys(BUTTONS));

/** Reads a press; null for a verb or data that we never wrote. */
export function readPress(verb: string, data: unknown): Press | null {
  if (!Object.hasOwn(BUTTONS, verb)) return null;
  const parsed = BUTTONS[verb as Verb].safeParse(data);
  return parsed.success ? ({ verb, data: parsed.data } as Press) : null;
}

export interface Button {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: Verb;
  readonly data: Readonly<Record<string, unknown>>;
  readonly style: 'default' | 'positive' | 'destructive';
  readonly associatedInputs: 'auto' | 'none';
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** A button that opens an address in the browser; the bot hears nothing of it. */
export interface LinkButton {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
}

/** A button for an address. */
export const linkButton = (title: string, url: string): LinkButton => ({ type: 'Action.OpenUrl', title, url });

/** A button for a card. `inputs`: send what is filled in, and hold the press back while it is not valid. */
export function button<V extends Verb>(
  title: string,
  verb: V,
  data: ButtonData<V>,
  look: { readonly style?: 'positive' | 'destructive'; readonly inputs?: boolean } = {},
): Button {
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    style: look.style ?? 'default',
    associatedInputs: look.inputs ? 'auto' : 'none',
    fallback: { type: 'Action.Submit', title, data: { ...data, verb } },
  };
}

const input = z.union([z.string().max(4000), z.number(), z.boolean()]).transform(String);
/** The input that holds a pasted list, which may be longer than what people write. */
export const LIST_INPUT = 'lines';
/** How long such a list may be: it has to fit on a card. */
export const LONGEST_LIST = 8000;
const list = z.string().max(LONGEST_LIST);

/** The card's inputs beside the button's own data, as text. Anything that is not an input is left out. */
export function inputsOf(data: unknown): Readonly<Record<string, string>> {
  if (typeof data !== 'object' || data === null) return {};
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(data as Record<string, unknown>)) {
    const parsed = (key === LIST_INPUT ? list : input).safeParse(value);
    if (parsed.success) found[key] = parsed.data;
  }
  return found;
}
