/**
 * The protocol versions that cases run on, as text. A version is written once and never changed:
 * a running case keeps the agreements that it began with.
 */
import type { ProtocolVersionStore } from '../usecases/ports.ts';
import type { Link } from './link.ts';

/** The protocol versions in the database behind the link. */
export function protocolVersionStore(link: Link): ProtocolVersionStore {
  return {
    put: async ({ protocolId, version, text }) => {
      await link.db.protocolVersion.createMany({ data: [{ protocolId, version, text }], skipDuplicates: true });
    },
    get: async (protocolId, version) => {
      const row = await link.db.protocolVersion.findUnique({ where: { protocolId_version: { protocolId, version } } });
      return row?.text ?? null;
    },
  };
}
