import { describe, expect, test } from 'vitest';
import { importFaults } from './imports.ts';
import { readSources } from './sources.ts';

const sources = readSources('src', /\.ts$/);

test('every import of src goes the way that the layers go', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(50);
  expect(importFaults(sources)).toEqual([]);
});

// Without these a check that never finds anything would look just as green.
describe('a planted fault is found', () => {
  test.each([
    ['the core reads a file', 'domain/cases.ts', "import { readFileSync } from 'node:fs';"],
    ['the core parses', 'domain/cases.ts', "import { z } from 'zod';"],
    ['the core logs', 'domain/cases.ts', "import type { Logger } from '../shared/log.ts';"],
    ['the core knows a use-case', 'domain/protocol/step.ts', "import type { Deps } from '../../usecases/ports.ts';"],
    ['a use-case asks the database', 'usecases/openCase.ts', "import { PrismaClient } from '@prisma/client';"],
    ['a use-case knows storage', 'usecases/openCase.ts', "import type { Database } from '../storage/database.ts';"],
    ['a use-case words a card', 'usecases/openCase.ts', "import { words } from '../presenters/wording.ts';"],
    ['a presenter calls a use-case', 'presenters/caseNext.ts', "import { openCase } from '../usecases/openCase.ts';"],
    ['in a braced type import too', 'presenters/card.ts', "import { type Deps } from '../usecases/ports.ts';"],
    ['a handler uses the SDK', 'teams/handlers/messages.ts', "import { TurnContext } from 'botbuilder';"],
    ['a handler goes past the seam', 'teams/handlers/messages.ts', "import { send } from '../sdk/send.ts';"],
    ['the seam knows a use-case', 'teams/sdk/turn.ts', "import { openCase } from '../../usecases/openCase.ts';"],
    ['storage knows Teams', 'storage/cases.ts', "import type { Card } from '../teams/incoming.ts';"],
    ['the command line opens the database itself', 'cli/explain.ts', "const pg = await import('pg');"],
    ['a type is fetched in passing', 'domain/cases.ts', "export type X = import('../storage/database.ts').Database;"],
    ['a fault is passed on', 'domain/cases.ts', "export * from '../content/protocols.ts';"],
    ['an old-style require', 'usecases/openCase.ts', "const fs = require('node:fs');"],
    ['main goes past compose', 'main.ts', "import { openDatabase } from './storage/database.ts';"],
    ['a package that only sounds alike', 'storage/cases.ts', "import pgp from 'pg-promise';"],
    ['something outside src', 'usecases/openCase.ts', "import { zip } from '../../scripts/zip.ts';"],
    ['a folder that nobody thought about', 'misc/things.ts', ''],
  ])('%s', (_, file, text) => {
    expect(importFaults({ [file]: text })).toEqual([expect.stringContaining(`src/${file}`) as unknown]);
  });

  test('the words name the file, the import, and the mend', () => {
    const [fault] = importFaults({ 'usecases/openCase.ts': "import pg from 'pg';" });
    expect(fault).toBe(
      'src/usecases/openCase.ts imports pg, which usecases may not. ' +
        'Write what the use-case needs as an interface in usecases/ports.ts; compose.ts hands in who can do it.',
    );
  });
});

test('what the layers allow is not found', () => {
  expect(
    importFaults({
      'domain/cases.ts': "import { addMonths } from 'date-fns';\nimport type { X } from './calendar.ts';",
      'presenters/caseNext.ts': "import type { CaseView } from '../usecases/changeCase.ts';",
      'storage/generated.ts': "import { PrismaPg } from '@prisma/adapter-pg';",
      'teams/sdk/turn.ts': "import { TurnContext } from 'botbuilder';\n// import '../../usecases/openCase.ts'",
    }),
  ).toEqual([]);
});
