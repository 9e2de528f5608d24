/** People as a spreadsheet writes them: separators, quotes, line ends, headings. */
import { describe, expect, test } from 'vitest';
import { readPeople } from '../../src/content/peopleCsv.ts';

const line = (parts: object = {}) => ({
  ...{ line: 1, tenantId: 't', objectId: 'o', name: 'Anna', organisation: 'Huis', kind: 'anders' },
  ...{ region: 'hlm', roles: ['begeleider'], functions: [''], ...parts },
});
const ROW = 't;o;Anna;Huis;anders;hlm;begeleider;';
const HEADING = 'tenant;object;naam;organisatie;soort;regio;rollen;functies';

describe('is read', () => {
  test.each<[string, string, object[]]>([
    ['semicolons', ROW, [line()]],
    ['commas', ROW.replaceAll(';', ','), [line()]],
    ['tabs', ROW.replaceAll(';', '\t'), [line()]],
    ['without the last column', ROW.slice(0, -1), [line()]],
    ['a byte order mark', `\uFEFF${ROW}`, [line()]],
    ['a heading, with a byte order mark', `\uFEFF${HEADING}\n${ROW}`, [line({ line: 2 })]],
    ['a heading in capitals', `${HEADING.toUpperCase()}\n${ROW}`, [line({ line: 2 })]],
    ['line ends of Windows', `${HEADING}\r\n${ROW}\r\n`, [line({ line: 2 })]],
    ['spaces around', ROW.replaceAll(';', ' ; '), [line()]],
    ['quotes', 't;o;"Anna";"Huis";anders;hlm;begeleider;', [line()]],
    ['a separator in quotes', 't;o;"Wit; Anna";Huis;anders;hlm;begeleider;', [line({ name: 'Wit; Anna' })]],
    ['a quote in quotes', 't;o;"Anna ""An"" Wit";Huis;anders;hlm;begeleider;', [line({ name: 'Anna "An" Wit' })]],
    ['a quote in a word', "t;o;Anna d'\"Wit;Huis;anders;hlm;begeleider;", [line({ name: "Anna d'\"Wit" })]],
    ['a comma in a name between semicolons', 't;o;Wit, Anna;Huis;anders;hlm;begeleider;', [line({ name: 'Wit, Anna' })]],
    ['several roles and functions', 't;o;Anna;Huis;anders;hlm;a+b;c+d', [line({ roles: ['a', 'b'], functions: ['c', 'd'] })]],
    ['empty lines between, that count', `${ROW}\n\n;;;;;;;\n${ROW}`, [line(), line({ line: 4 })]],
    ['nothing', '', []],
    ['only a heading', HEADING, []],
  ])('%s', (_, text, lines) => {
    expect(readPeople(text)).toEqual({ lines, broken: [] });
  }); // prettier-ignore
});

describe('is told by its line', () => {
  test.each<[string, string, number[]]>([
    ['a column too few', `${ROW}\nt;o;Anna;Huis;anders;hlm`, [2]],
    ['a column too many', `${ROW};x\n${ROW}`, [1]],
    ['another separator than the first line has', `${HEADING}\n${ROW.replaceAll(';', ',')}`, [2]],
    ['a quote that is never closed', `${ROW}\nt;o;"Anna;Huis;anders;hlm;begeleider;\n${ROW}`, [3]],
  ])('%s', (_, text, broken) => {
    expect(readPeople(text).broken.length).toBeGreaterThan(0);
    expect(readPeople(text).broken).toEqual(broken);
  });
});
