-- AlterTable
ALTER TABLE "participations" ADD COLUMN     "held_from" DATE,
ADD COLUMN     "held_until" DATE;

-- The same view with the days on which a casushouder is one: after a handover both are for a while. Left to the asker,
-- who knows which day it is.
CREATE OR REPLACE VIEW "case_access" AS
SELECT p."case_id", p."member_id", p."organisation_id", p."casushouder", ms."roles", 'participant' AS "relation",
    NULL::text AS "behalf_of", NULL::date AS "from_day", NULL::date AS "until_day", p."held_from", p."held_until"
FROM "participations" p
JOIN "memberships" ms ON ms."member_id" = p."member_id" AND ms."organisation_id" = p."organisation_id"
UNION ALL
SELECT p."case_id", away."deputy_id", p."organisation_id", p."casushouder", ms."roles", 'deputy',
    away."id", away."away_from", away."away_until", p."held_from", p."held_until"
FROM "members" away
JOIN "participations" p ON p."member_id" = away."id"
JOIN "memberships" ms ON ms."member_id" = away."id" AND ms."organisation_id" = p."organisation_id"
JOIN "memberships" theirs ON theirs."member_id" = away."deputy_id" AND theirs."organisation_id" = p."organisation_id"
UNION ALL
SELECT co."case_id", ms."member_id", co."organisation_id", false, ms."roles", 'coordinator', NULL, NULL, NULL, NULL, NULL
FROM "memberships" ms
JOIN "case_organisations" co ON co."organisation_id" = ms."organisation_id"
WHERE 'coordinator' = ANY (ms."functions");
