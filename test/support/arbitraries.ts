/** Random values that several tests draw from. Each run of a test prints its seed where it fails. */
import fc from 'fast-check';

/** Dates that exist, from 1996 to 2120: the years for which Amsterdam's rule of summer time is known. */
export function civilDates(): fc.Arbitrary<string> {
  return fc
    .integer({ min: Date.UTC(1996, 0, 1) / 86_400_000, max: Date.UTC(2120, 11, 31) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
}
