/**
 * The schema of a protocol file for editors: hover help and red lines while typing. Made from zod, never by hand.
 */
import { z } from 'zod';
import { protocolSchema } from './protocolSchema.ts';

/** The text of content/protocols/protocol.schema.json. */
export function protocolJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(protocolSchema, { io: 'input' }), null, 2)}\n`;
}
