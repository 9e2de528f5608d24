/**
 * "Besluiten exporteren": the register as text for a spreadsheet, for who coordinates, in a personal chat. The use-case
 * notes in the log that it was handed out.
 */
import { decisionsData, decisionsExportCard } from '../../presenters/decisionExport.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { decisionWords } from '../../presenters/wordingDecisions.ts';
import { listDecisions } from '../../usecases/exportDecisions.ts';
import { isAdministrator } from '../../usecases/people.ts';
import { noCase, personalOnly, type Answer, type Turn } from '../turn.ts';

const WORDS =
  /^(?:(?:de |alle )?besluiten exporteren|exporteer (?:de |alle )?besluiten|export (?:the |all )?decisions)(?: (?:van |of )?([a-z]{2,4}-\d{4}-\d{3,}))?[.!?]?$/i;

/** The answer to words about handing out the register; null for other words. */
export async function decisionsExportAnswer(turn: Turn, text: string): Promise<Answer | null> {
  const match = WORDS.exec(text);
  if (!match) return null;
  const { deps, member, reader } = turn;
  if (reader.shared) return personalOnly(turn);
  const by = { memberId: member.id, administrator: isAdministrator(deps, member), memberships: member.memberships };
  const query = { code: match[1]?.toUpperCase() ?? null, region: null, day: null };
  const found = await listDecisions(deps, query, by, true);
  if (found.kind === 'no_case') return noCase(turn);
  if (found.kind === 'forbidden') {
    return { card: wordCard([decisionWords(reader.lang).exportForbidden], waysOn(reader)) };
  }
  return { card: decisionsExportCard(decisionsData(found.cases), reader) };
}
