-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "salt" TEXT;

-- Below this line: what Prisma's schema cannot say.

-- The hash of a content stays when the content is erased, and most contents have few possibilities: a yes or no, a day.
-- Who has the hash could try them all. With chance in it that goes with the content, there is nothing to try.
-- Lines from before have no salt and keep the hash that they have.
CREATE OR REPLACE FUNCTION "chain_audit_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head "audit_head";
BEGIN
    SELECT * INTO head FROM "audit_head" WHERE "id" = 1 FOR UPDATE;
    IF EXISTS (SELECT 1 FROM "audit_log" WHERE "id" = NEW."id") THEN
        RETURN NULL;
    END IF;
    NEW."seq" := head."seq" + 1;
    NEW."salt" := gen_random_uuid();
    NEW."content_hash" := sha256(convert_to(NEW."salt" || NEW."effect"::text, 'UTF8'));
    NEW."hash" := sha256(convert_to(concat_ws('|',
        encode(head."hash", 'hex'), NEW."seq", NEW."id", (extract(epoch FROM NEW."at") * 1000)::bigint,
        coalesce(NEW."member_id", ''), coalesce(NEW."behalf_of", ''), coalesce(NEW."case_id", ''), NEW."type",
        encode(NEW."content_hash", 'hex')), 'UTF8'));
    UPDATE "audit_head" SET "seq" = NEW."seq", "hash" = NEW."hash" WHERE "id" = 1;
    RETURN NEW;
END
$$;

-- Content and salt go together or not at all.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW."effect" IS NULL AND NEW."salt" IS NULL
        AND (to_jsonb(NEW) - 'effect' - 'salt') = (to_jsonb(OLD) - 'effect' - 'salt') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'table audit_log is append-only';
END
$$;
