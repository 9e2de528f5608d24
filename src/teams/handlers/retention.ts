/**
 * "bewaartermijnen": which closed cases have been kept long enough, for administrators. In a personal chat only.
 */
import { retentionCard, retentionWords } from '../../presenters/retention.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { retentionReport } from '../../usecases/retentionReport.ts';
import { personalOnly, type Answer, type Turn } from '../turn.ts';

const RETENTION = /^(?:bewaartermijn(?:en)?|retention(?: terms?)?|how long are cases kept)[.!?]?$/i;

/** The answer to the command; null for other words. */
export async function retentionAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (!RETENTION.test(text)) return null;
  const { deps, member, reader } = turn;
  if (reader.shared) return personalOnly(turn);
  const report = await retentionReport(deps, member);
  return {
    card: report ? retentionCard(report, reader) : wordCard([retentionWords(reader.lang).forbidden], waysOn(reader)),
  };
}
