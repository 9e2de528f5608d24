-- By hand: what was there is kept. People had roles and no organisation; they get one that says so. The old log is
-- copied line by line into the chained one.

-- DropForeignKey
ALTER TABLE "case_log" DROP CONSTRAINT "case_log_case_id_fkey";

-- DropForeignKey
ALTER TABLE "case_log" DROP CONSTRAINT "case_log_member_id_fkey";

-- AlterTable
ALTER TABLE "members" ADD COLUMN     "away_from" DATE,
ADD COLUMN     "away_until" DATE,
ADD COLUMN     "deputy_id" TEXT,
ADD COLUMN     "left_on" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "participations" DROP CONSTRAINT "participations_pkey",
ADD COLUMN     "casushouder" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "organisation_id" TEXT;

-- CreateTable
CREATE TABLE "organisations" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "region" TEXT NOT NULL,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "member_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "roles" TEXT[],
    "functions" TEXT[],

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("member_id","organisation_id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "member_id" TEXT,
    "behalf_of" TEXT,
    "case_id" TEXT,
    "type" TEXT NOT NULL,
    "effect" JSONB,
    "content_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_organisations" (
    "case_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,

    CONSTRAINT "case_organisations_pkey" PRIMARY KEY ("case_id","organisation_id")
);

-- CreateTable
CREATE TABLE "channel_links" (
    "conversation_id" TEXT NOT NULL,
    "case_id" TEXT,
    "region" TEXT,
    "linked_by" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_links_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisations_region_name_key" ON "organisations"("region", "name");

-- CreateIndex
CREATE INDEX "memberships_organisation_id_idx" ON "memberships"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_log_seq_key" ON "audit_log"("seq");

-- CreateIndex
CREATE INDEX "audit_log_case_id_seq_idx" ON "audit_log"("case_id", "seq");

-- CreateIndex
CREATE INDEX "case_organisations_organisation_id_idx" ON "case_organisations"("organisation_id");

-- CreateIndex
CREATE INDEX "channel_links_case_id_idx" ON "channel_links"("case_id");

-- CreateIndex
CREATE INDEX "members_deputy_id_idx" ON "members"("deputy_id");

-- CreateIndex
CREATE INDEX "participations_organisation_id_idx" ON "participations"("organisation_id");

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "members"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_organisations" ADD CONSTRAINT "case_organisations_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_organisations" ADD CONSTRAINT "case_organisations_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_links" ADD CONSTRAINT "channel_links_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below this line: what Prisma's schema cannot say, and what was there before.

INSERT INTO "organisations" ("id", "name", "kind", "region")
SELECT gen_random_uuid()::text, 'Nog in te delen', 'anders', region FROM (
    SELECT DISTINCT "protocol_id" AS region FROM "cases"
    UNION SELECT 'haarlemmermeer' WHERE EXISTS (SELECT 1 FROM "members")
) AS regions;

INSERT INTO "memberships" ("member_id", "organisation_id", "roles", "functions")
SELECT m."id", o."id", m."roles", '{}' FROM "members" m CROSS JOIN "organisations" o;

UPDATE "participations" p SET "organisation_id" = o."id", "casushouder" = c."opened_by" = p."member_id"
FROM "cases" c JOIN "organisations" o ON o."region" = c."protocol_id" WHERE c."id" = p."case_id";

INSERT INTO "case_organisations" ("case_id", "organisation_id")
SELECT DISTINCT "case_id", "organisation_id" FROM "participations";

ALTER TABLE "members" DROP COLUMN "roles";
ALTER TABLE "participations" ALTER COLUMN "organisation_id" SET NOT NULL,
ADD CONSTRAINT "participations_pkey" PRIMARY KEY ("case_id", "member_id", "organisation_id");

-- Each line of the log is chained to the one before it. Writers wait for each other at the head, so that there is one
-- order without gaps; a line that was written before is not written again. The same sum is made in storage/audit.ts.
INSERT INTO "audit_head" ("id", "seq", "hash") VALUES (1, 0, sha256(''));

CREATE FUNCTION "chain_audit_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head "audit_head";
BEGIN
    SELECT * INTO head FROM "audit_head" WHERE "id" = 1 FOR UPDATE;
    IF EXISTS (SELECT 1 FROM "audit_log" WHERE "id" = NEW."id") THEN
        RETURN NULL;
    END IF;
    NEW."seq" := head."seq" + 1;
    NEW."content_hash" := sha256(convert_to(NEW."effect"::text, 'UTF8'));
    NEW."hash" := sha256(convert_to(concat_ws('|',
        encode(head."hash", 'hex'), NEW."seq", NEW."id", (extract(epoch FROM NEW."at") * 1000)::bigint,
        coalesce(NEW."member_id", ''), coalesce(NEW."behalf_of", ''), coalesce(NEW."case_id", ''), NEW."type",
        encode(NEW."content_hash", 'hex')), 'UTF8'));
    UPDATE "audit_head" SET "seq" = NEW."seq", "hash" = NEW."hash" WHERE "id" = 1;
    RETURN NEW;
END
$$;

CREATE TRIGGER "audit_log_chain" BEFORE INSERT ON "audit_log"
    FOR EACH ROW EXECUTE FUNCTION "chain_audit_line"();

INSERT INTO "audit_log" ("id", "at", "member_id", "case_id", "type", "effect")
SELECT "id", "at", "member_id", "case_id", "type", "effect" FROM "case_log" ORDER BY "seq";
DROP TABLE "case_log";

-- The log is append-only, whoever asks. The one thing that may change: content goes when a case is erased.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW."effect" IS NULL
        AND (to_jsonb(NEW) - 'effect') = (to_jsonb(OLD) - 'effect') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'table audit_log is append-only';
END
$$;

CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log"
    FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_log_not_emptied" BEFORE TRUNCATE ON "audit_log"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Who may see which case, and why: one place, so that no question can forget a part of it. A row with days counts only
-- on those days. A deputy must work in the organisation for which the absent colleague takes part.
CREATE VIEW "case_access" AS
SELECT p."case_id", p."member_id", p."organisation_id", p."casushouder", ms."roles", 'participant' AS "relation",
    NULL::text AS "behalf_of", NULL::date AS "from_day", NULL::date AS "until_day"
FROM "participations" p
JOIN "memberships" ms ON ms."member_id" = p."member_id" AND ms."organisation_id" = p."organisation_id"
UNION ALL
SELECT p."case_id", away."deputy_id", p."organisation_id", p."casushouder", ms."roles", 'deputy',
    away."id", away."away_from", away."away_until"
FROM "members" away
JOIN "participations" p ON p."member_id" = away."id"
JOIN "memberships" ms ON ms."member_id" = away."id" AND ms."organisation_id" = p."organisation_id"
JOIN "memberships" theirs ON theirs."member_id" = away."deputy_id" AND theirs."organisation_id" = p."organisation_id"
UNION ALL
SELECT co."case_id", ms."member_id", co."organisation_id", false, ms."roles", 'coordinator', NULL, NULL, NULL
FROM "memberships" ms
JOIN "case_organisations" co ON co."organisation_id" = ms."organisation_id"
WHERE 'coordinator' = ANY (ms."functions");
