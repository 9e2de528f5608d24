-- CreateTable
CREATE TABLE "decisions" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "outcome" TEXT,
    "kind" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "behalf_of" TEXT,
    "meeting_id" TEXT,
    "ballot_id" TEXT,
    "review_on" DATE,
    "supersedes" TEXT,
    "content" JSONB NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "decisions_supersedes_key" ON "decisions"("supersedes");

-- CreateIndex
CREATE INDEX "decisions_decided_on_idx" ON "decisions"("decided_on");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_case_id_number_key" ON "decisions"("case_id", "number");

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Below this line: what Prisma's schema cannot say.

-- A decision is never edited, whoever asks, and goes only with its case: then the row of the case is gone already.
CREATE FUNCTION "refuse_decision_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM "cases" WHERE "id" = OLD."case_id") THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'table decisions is append-only';
END
$$;

CREATE TRIGGER "decisions_append_only" BEFORE UPDATE OR DELETE ON "decisions"
    FOR EACH ROW EXECUTE FUNCTION "refuse_decision_change"();
CREATE TRIGGER "decisions_not_emptied" BEFORE TRUNCATE ON "decisions"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
