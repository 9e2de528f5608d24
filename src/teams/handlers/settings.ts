/**
 * "instellingen": one's own settings, and those of a region for its coordinators. In a personal chat only. And, in the
 * local trial version, the clock that can be moved.
 */
import type { Press } from '../../presenters/buttons.ts';
import type { Notice } from '../../presenters/card.ts';
import { dateText } from '../../presenters/dates.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { say } from '../../presenters/protocolText.ts';
import { faultNotices, regionSettingsCard, settingsCard, typedSettings } from '../../presenters/settings.ts';
import { timedWords } from '../../presenters/wordingTimed.ts';
import { clockOf } from '../../domain/calendar.ts';
import { clockText } from '../../domain/settings.ts';
import { byMember } from '../../usecases/managePeople.ts';
import { chooseLanguage } from '../../usecases/people.ts';
import {
  changeMemberSettings,
  changeRegionSettings,
  memberSettings,
  regionSettings,
  regionsToSet,
} from '../../usecases/settings.ts';
import { notice, personalOnly, type Answer, type Turn } from '../turn.ts';

const SETTINGS = /^(?:(?:mijn )?instellingen|(?:my )?settings)[.!?]?$/i;

/** The answer to a command about settings; null for other words. */
export async function settingsAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (!SETTINGS.test(text)) return turn.travel ? travelAnswer(turn, text) : null;
  return turn.reader.shared ? personalOnly(turn) : ownAnswer(turn);
}

const VERBS = new Set(['settings', 'settings_save', 'region_settings', 'region_settings_save', 'day_off'] as const);
type SettingsVerb = typeof VERBS extends Set<infer V> ? V : never;
type SettingsPress = Extract<Press, { verb: SettingsVerb }>;

/** Presses about settings: all of them for a personal chat. */
export const SETTINGS_VERBS: ReadonlySet<string> = VERBS;

/** True for a press about settings. */
export const isSettingsPress = (press: Press): press is SettingsPress => SETTINGS_VERBS.has(press.verb);

/** Answers such a press. */
export async function settingsPress(turn: Turn, press: SettingsPress, typed: Typed): Promise<Answer> {
  switch (press.verb) {
    case 'settings':
      return ownAnswer(turn);
    case 'settings_save':
      return saveOwn(turn, press.data.v, typed);
    case 'region_settings':
      return regionAnswer(turn, press.data.r);
    case 'region_settings_save':
      return saveRegion(turn, press.data, typed);
    case 'day_off':
      return dayOff(turn);
  }
}

const nameOf = ({ deps, reader }: Turn, region: string): readonly [string, string] => {
  const protocol = deps.protocols.current.get(region);
  return [region, protocol ? say(protocol, protocol.title, reader.lang) : region];
};

async function ownAnswer(turn: Turn, notices: readonly Notice[] = [], typed: Typed = {}): Promise<Answer> {
  const { deps, member, reader } = turn;
  const regions = regionsToSet(deps, byMember(deps, member)).map((each) => nameOf(turn, each));
  return { card: settingsCard(await memberSettings(deps, member.id), regions, reader, notices, typed) };
}

async function saveOwn(turn: Turn, seenVersion: number, typed: Typed): Promise<Answer> {
  const { deps, member } = turn;
  const chosen = typed['lang'];
  const lang = chosen === 'nl' || chosen === 'en' ? chosen : turn.reader.lang;
  const spoken: Turn = { ...turn, reader: { ...turn.reader, lang } };
  const t = timedWords(lang);
  const result = await changeMemberSettings(deps, { memberId: member.id, seenVersion, typed: typedSettings(typed) });
  if (result.kind === 'faults') return ownAnswer(turn, faultNotices(result.faults, 'member', turn.reader), typed);
  if (result.kind === 'stale') return ownAnswer(turn, notice(timedWords(turn.reader.lang).stale, 'warning'));
  if (lang !== turn.reader.lang) await chooseLanguage(deps, member, lang);
  return ownAnswer(spoken, notice(t.saved, 'good'));
}

async function regionAnswer(turn: Turn, region: string, notices: readonly Notice[] = [], typed: Typed = {}) {
  const { deps, member, reader } = turn;
  const found = await regionSettings(deps, region, byMember(deps, member));
  if (!found) return noRegion(turn);
  return { card: regionSettingsCard(nameOf(turn, region), found, reader, notices, typed) };
}

const noRegion = ({ reader }: Turn): Answer => ({
  card: wordCard([timedWords(reader.lang).settingsNone], waysOn(reader)),
});

async function saveRegion(turn: Turn, ids: { readonly r: string; readonly v: number }, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = timedWords(reader.lang);
  const input = { region: ids.r, seenVersion: ids.v, typed: typedSettings(typed) };
  const result = await changeRegionSettings(deps, input, byMember(deps, member));
  if (!result) return noRegion(turn);
  if (result.kind === 'faults') return regionAnswer(turn, ids.r, faultNotices(result.faults, 'region', reader), typed);
  return regionAnswer(turn, ids.r, result.kind === 'stale' ? notice(t.stale, 'warning') : notice(t.saved, 'good'));
}

// From the card of the day, however old: it asks for one thing only.
async function dayOff(turn: Turn): Promise<Answer> {
  const { deps, member, reader } = turn;
  for (let tries = 0; tries < 3; tries++) {
    const { version } = await memberSettings(deps, member.id);
    const typed = { digest: 'nee' };
    const result = await changeMemberSettings(deps, { memberId: member.id, seenVersion: version, typed });
    if (result.kind === 'changed') break;
  }
  return { card: wordCard([timedWords(reader.lang).noDaySaved], waysOn(reader)) };
}

const TRAVEL = /^(?:tijd|time)(?:\s+(?:\+?\s*(\d{1,4})\s*(uur|uren|hours?|dag|dagen|days?)|(terug|back)))?[.!]?$/i;

// Typed in the trial version, so that anybody can see a term run out.
async function travelAnswer({ travel, deps, reader }: Turn, text: string): Promise<Answer | null> {
  const match = TRAVEL.exec(text);
  if (!match || !travel) return null;
  const [, amount, unit, back] = match;
  if (back) await travel(null);
  else if (amount) await travel(Number(amount) * (/^d/i.test(unit ?? '') ? 24 : 1) * 3_600_000);
  const { date, minutes } = clockOf(deps.clock.now());
  const t = timedWords(reader.lang);
  return { card: wordCard([t.travelled(`${dateText(date, reader.lang)}, ${clockText(minutes)}`), t.travelHow], []) };
}
