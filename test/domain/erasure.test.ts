/** The reason for an erasure outlives the case: nothing in it may lead back to the client. */
import { expect, test } from 'vitest';
import { reasonFault } from '../../src/domain/erasure.ts';

test.each<[string, string, ReturnType<typeof reasonFault>]>([
  ['Verzoek van de cliënt', 'BW-17', null],
  ['Verzoek van 3-4-2026, zaak 2026/118', 'BW-17', null],
  ['De casus was dubbel', 'B', null],
  ['a'.repeat(200), 'BW-17', null],
  ['', 'BW-17', 'empty'],
  [' \t\n', 'BW-17', 'empty'],
  ['a'.repeat(201), 'BW-17', 'too_long'],
  ['Verzoek van BW-17', 'BW-17', 'names_client'],
  ['verzoek van bw 17!', 'BW-17', 'names_client'],
  ['BW-17', 'BW-17', 'names_client'],
  ['Verzoek van BW-171', 'BW-17', null],
  ['Cliënt b wil het', 'B', 'names_client'],
  ['bsn 123456782', 'BW-17', 'names_client'],
  ['zaak 12345678', 'BW-17', null],
  ['bel 06-1234 56789', 'BW-17', 'names_client'],
  ['tel. 023 123 45 67', 'BW-17', 'names_client'],
  ['van a@example.org', 'BW-17', 'names_client'],
])('"%s" for the client %s: %s', (reason, pseudonym, fault) => {
  expect(reasonFault(reason, pseudonym)).toBe(fault);
});
