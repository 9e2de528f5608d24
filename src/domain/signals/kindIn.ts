/**
 * Which kind of signal a text speaks of, to fill in the form. A guess: the person sees and changes it. Pure.
 */
import type { SignalKind } from './signal.ts';

const WORDS: readonly (readonly [SignalKind, RegExp])[] = [
  ['huurachterstand', /huur\w*achterstand|betalingsachterstand|huur\b.*\b(?:niet|achter)|achter met de huur|arrears|rent\b.*\b(?:not|behind|unpaid)|behind (?:on|with) (?:the |their )?rent/i],
  ['overlast', /overlast|lawaai|herrie|harde muziek|buren|omwonenden|nuisance|noise|loud|neighbo/i],
  ['terugval', /terugval|teruggevallen|gebruikt weer|drinkt weer|relapse|using again|drinking again/i],
  ['begeleiding_geweigerd', /(?:begeleiding|hulp)\b.*\b(?:weiger|geweigerd|niet meer)|weigert\b.*\b(?:begeleiding|hulp)|refus\w*\b.*\bsupport|support\b.*\brefus/i],
  ['incident', /incident|vechtpartij|politie|brand|bedreig|geweld|fight|police|threat|violence/i],
  ['zorgsignaal', /zorgsignaal|zorgen|vervuil|care signal|worr|neglect/i],
]; // prettier-ignore

/** The kind that the words point at; null: none of them. */
export const kindIn = (text: string): SignalKind | null => WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
