/**
 * "stand van het jaar": what a region counts by the year, and filling in the numbers. In a personal chat only.
 */
import { POLICY } from '../../domain/access.ts';
import type { Press } from '../../presenters/buttons.ts';
import type { Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { readFigures, shownFigures, talliesCard, tallyForm } from '../../presenters/tallies.ts';
import { tallyWords } from '../../presenters/wordingTallies.ts';
import { byMember } from '../../usecases/managePeople.ts';
import { changeTally, readTallies, regionsThatCount, thisYear } from '../../usecases/tallies.ts';
import { notice, personalOnly, type Answer, type Turn } from '../turn.ts';

const ASKED =
  /^(?:(?:wat is |toon |show )?(?:de |het |the )?)?(?:stand van (?:het|dit) jaar|jaarstand|jaaraantal(?:len)?|quotum|quota|saldo (?:van de )?uitruil|uitruil ?saldo|yearly numbers|swap balance|how (?:the|this) year stands)(?: (20\d\d))?[.?!]?$/i;

const VERBS = new Set(['tallies', 'tally_edit', 'tally_save'] as const);
type TallyPress = Extract<Press, { verb: 'tallies' | 'tally_edit' | 'tally_save' }>;

/** Presses about what is counted: all of them for a personal chat. */
export const TALLY_VERBS: ReadonlySet<string> = VERBS;

/** True for such a press. */
export const isTallyPress = (press: Press): press is TallyPress => TALLY_VERBS.has(press.verb);

/** The answer to such a question; null for other words. */
export async function talliesAnswer(turn: Turn, text: string): Promise<Answer | null> {
  const match = ASKED.exec(text);
  if (!match) return null;
  if (turn.reader.shared) return personalOnly(turn);
  const [region] = regionsThatCount(turn.deps, byMember(turn.deps, turn.member));
  return standing(turn, region?.id ?? '', Number(match[1] ?? 0));
}

/** Answers such a press. */
export async function tallyPress(turn: Turn, press: TallyPress, typed: Typed): Promise<Answer> {
  const { r: region, y: year } = press.data;
  if (press.verb === 'tallies') return standing(turn, region, year);
  return press.verb === 'tally_edit' ? edit(turn, region, year, press.data.t) : save(turn, press.data, typed);
}

// Year 0: the present one.
async function standing(turn: Turn, region: string, year: number, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, member, reader } = turn;
  const by = byMember(deps, member);
  const asked = year === 0 ? thisYear(deps) : year;
  const protocol = deps.protocols.current.get(region);
  const tallies = await readTallies(deps, region, asked, by);
  if (!protocol || tallies.length === 0) return nothing(turn);
  return { card: talliesCard(protocol, asked, tallies, POLICY.set_region(by, region), reader, notices) };
}

const nothing = ({ reader }: Turn): Answer => ({ card: wordCard([tallyWords(reader.lang).none], waysOn(reader)) });

async function edit(
  turn: Turn,
  region: string,
  year: number,
  tally: string,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const by = byMember(deps, member);
  const protocol = deps.protocols.current.get(region);
  const found = (await readTallies(deps, region, year, by)).find((each) => each.tally.rule.id === tally);
  if (!protocol || !found || !POLICY.set_region(by, region)) return nothing(turn);
  return { card: tallyForm(protocol, found, reader, notices, typed) };
}

async function save(
  turn: Turn,
  ids: { readonly r: string; readonly y: number; readonly t: string; readonly v: number },
  typed: Typed,
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tallyWords(reader.lang);
  const { r: region, y: year, t: tally, v: seenVersion } = ids;
  const by = byMember(deps, member);
  const found = (await readTallies(deps, region, year, by)).find((each) => each.tally.rule.id === tally);
  if (!found) return nothing(turn);
  const asked = shownFigures(found.tally, found.figures);
  const given = Object.fromEntries(Object.entries(typed).filter(([name]) => Object.hasOwn(asked, name)));
  const read = readFigures(found, given);
  if (!read.ok) return edit(turn, region, year, tally, notice(t.wrong, 'attention'), given);
  const result = await changeTally(deps, { region, year, tally, seenVersion, figures: read.figures }, by);
  if (!result) return nothing(turn);
  if (result.kind === 'stale') return edit(turn, region, year, tally, notice(t.stale, 'warning'));
  return standing(turn, region, year, notice(t.saved, 'good'));
}
