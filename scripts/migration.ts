/**
 * Makes the next migration from the schema, offline: `npm run migration -- a_few_words`.
 * With `--check` it writes nothing and exits 2 when schema and migrations disagree.
 */
import { PGlite, type PGliteInterface } from '@electric-sql/pglite';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCHEMA = join(ROOT, 'prisma', 'schema.prisma');
const MIGRATIONS = join(ROOT, 'prisma', 'migrations');
const LOCKFILE = readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8');

// PostgreSQL's type numbers to Prisma's, for what the engine asks of the catalogues.
const COLUMN_TYPES: Readonly<Record<number, number>> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64,
  1003: ColumnTypeEnum.TextArray,
  1009: ColumnTypeEnum.TextArray,
  1184: ColumnTypeEnum.DateTime,
};

function adapterOf(db: PGlite): SqlDriverAdapter {
  const asText = (value: string): string => value;
  const run = async ({ sql, args }: SqlQuery) => {
    try {
      const parsers = { 20: asText, 26: asText, 1184: asText };
      return await db.query<unknown[]>(sql, args, { rowMode: 'array', parsers });
    } catch (error) {
      throw driverError(error);
    }
  };
  return {
    provider: 'postgres',
    adapterName: 'offline-pglite',
    queryRaw: async (query) => {
      const { fields, rows } = await run(query);
      const columnTypes = fields.map((field) => COLUMN_TYPES[field.dataTypeID] ?? ColumnTypeEnum.Text) as never;
      return { columnNames: fields.map((field) => field.name), columnTypes, rows };
    },
    executeRaw: async (query) => (await run(query)).affectedRows ?? 0,
    executeScript: async (script) => {
      try {
        await (db as PGliteInterface).exec(script);
      } catch (error) {
        throw driverError(error);
      }
    },
    startTransaction: () => Promise.reject(new Error('Not needed for a diff')),
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: () => db.close(),
  };
}

function driverError(error: unknown): DriverAdapterError {
  const { code, message } = error as { code?: string; message: string };
  const details = { detail: undefined, column: undefined, hint: undefined };
  return new DriverAdapterError({ kind: 'postgres', code: code ?? 'N/A', severity: 'ERROR', message, ...details });
}

// A global of Node that its types for this language level leave out.
const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
interface Wasm {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

async function startEngine(): Promise<engineModule.SchemaEngine> {
  // Where the engine leaves its last words.
  const setMessage = (words: string): void => void process.stderr.write(`${words}\n`);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: setMessage } });
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(join(path, '..', 'schema_engine_bg.wasm'));
  const { instance } = await wasm.instantiate(bytes, { './schema_engine_bg.js': engineModule });
  (engineModule as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  const open = async (): Promise<SqlDriverAdapter> => adapterOf(await PGlite.create());
  const factory = {
    provider: 'postgres',
    adapterName: 'offline-pglite',
    connect: open,
    connectToShadowDb: open,
  } as const;
  return engineModule.SchemaEngine.new(
    { datamodels: [[SCHEMA, readFileSync(SCHEMA, 'utf8')]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/** The SQL from the migrations to the schema, and whether there is any difference. */
async function difference(): Promise<{ readonly sql: string; readonly differs: boolean }> {
  const engine = await startEngine();
  const names = existsSync(MIGRATIONS)
    ? readdirSync(MIGRATIONS, { withFileTypes: true }).filter((each) => each.isDirectory())
    : [];
  const migrationDirectories = names
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const value = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    });
  const lockfile = { path: 'migration_lock.toml', content: LOCKFILE };
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'migrations', baseDir: MIGRATIONS, lockfile, shadowDbInitScript: '', migrationDirectories },
    to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  } as Parameters<typeof engine.diff>[0]);
  return { sql: stdout ?? '', differs: exitCode === 2 };
}

async function main(argument: string | undefined): Promise<number> {
  if (argument !== '--check' && !/^[a-z0-9_]{3,60}$/.test(argument ?? '')) {
    process.stderr.write('Usage: npm run migration -- a_few_words   or   npm run migration -- --check\n');
    return 1;
  }
  const { sql, differs } = await difference();
  if (!differs) {
    process.stdout.write('Schema and migrations agree.\n');
    return 0;
  }
  if (argument === '--check') {
    process.stderr.write(`Schema and migrations disagree. Run npm run migration -- a_few_words. Missing:\n${sql}\n`);
    return 2;
  }
  const name = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${argument}`;
  mkdirSync(join(MIGRATIONS, name), { recursive: true });
  writeFileSync(join(MIGRATIONS, name, 'migration.sql'), sql);
  process.stdout.write(`Wrote prisma/migrations/${name}/migration.sql. Read it before you commit it.\n`);
  return 0;
}

// The engine and its databases keep the process alive.
process.exit(await main(process.argv[2]));
