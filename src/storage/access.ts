/**
 * How members stand to cases: the one question that everything else is answered after. Rules are in domain/access.ts,
 * the join in the database's view `case_access`.
 */
import type { Standing } from '../domain/access.ts';

/** Whether the row of participations or `case_access` with this alias is a casushouder's on day `$today`. */
export const holds = (alias: string, today: string): string =>
  `(${alias}.casushouder AND ${today}::date BETWEEN coalesce(${alias}.held_from, ${today}::date)
    AND coalesce(${alias}.held_until, ${today}::date))`;

/** The ways in which member `$member` has to do with case `c` on day `$today`, as JSON; null: none. */
export const standings = (member: string, today: string): string => `(
  SELECT jsonb_agg(jsonb_build_object('relation', a.relation, 'organisationId', a.organisation_id,
    'casushouder', ${holds('a', today)}, 'roles', a.roles, 'behalfOf', a.behalf_of) ORDER BY a.relation, a.organisation_id)
  FROM case_access a
  WHERE a.case_id = c.id AND a.member_id = ${member}
    AND (a.from_day IS NULL OR ${today}::date BETWEEN a.from_day AND a.until_day))`;

/** A row that has them. */
export interface StandingsRow {
  readonly standings: readonly Standing[] | null;
}
