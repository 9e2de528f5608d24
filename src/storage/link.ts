/**
 * What the repositories speak through: Prisma's client, and plain statements where a turn waits for the answer.
 * The same inside and outside a transaction; decides nothing about what is stored.
 */
import type { Prisma } from './generated/client.ts';

/** A statement that is asked often. The name lets the database keep its plan; unique within this folder. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Link {
  readonly db: Prisma.TransactionClient;
  rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]>;
}
