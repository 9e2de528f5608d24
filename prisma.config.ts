/**
 * Where the Prisma command line finds the schema. No connection string: the program connects by itself, and
 * `npm run migration` makes migrations offline.
 */
import { defineConfig } from 'prisma/config';

// These commands check that the schema engine is on disk and never run it; so that nothing has to be downloaded,
// they are shown a file that is there on every system.
const OFFLINE = new Set(['generate', 'validate', 'format', 'version', '-v', '--version']);
if (OFFLINE.has(process.argv[2] ?? '')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
