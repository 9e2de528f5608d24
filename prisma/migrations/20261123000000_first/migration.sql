-- CreateTable
CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "display_name" TEXT,
    "roles" TEXT[],
    "lang" TEXT,

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "protocol_id" TEXT NOT NULL,
    "protocol_version" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "next_due" DATE,
    "state" JSONB NOT NULL,

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_log" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "member_id" TEXT,
    "type" TEXT NOT NULL,
    "effect" JSONB NOT NULL,

    CONSTRAINT "case_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participations" (
    "case_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,

    CONSTRAINT "participations_pkey" PRIMARY KEY ("case_id","member_id")
);

-- CreateTable
CREATE TABLE "places" (
    "conversation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,

    CONSTRAINT "places_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateTable
CREATE TABLE "current_cases" (
    "key" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,

    CONSTRAINT "current_cases_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "case_counters" (
    "prefix" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "case_counters_pkey" PRIMARY KEY ("prefix","year")
);

-- CreateTable
CREATE TABLE "protocol_versions" (
    "protocol_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "protocol_versions_pkey" PRIMARY KEY ("protocol_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "members_tenant_id_object_id_key" ON "members"("tenant_id", "object_id");

-- CreateIndex
CREATE UNIQUE INDEX "cases_code_key" ON "cases"("code");

-- CreateIndex
CREATE INDEX "cases_next_due_idx" ON "cases"("next_due");

-- CreateIndex
CREATE INDEX "case_log_case_id_seq_idx" ON "case_log"("case_id", "seq");

-- CreateIndex
CREATE INDEX "participations_member_id_idx" ON "participations"("member_id");

-- CreateIndex
CREATE INDEX "current_cases_case_id_idx" ON "current_cases"("case_id");

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_opened_by_fkey" FOREIGN KEY ("opened_by") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_log" ADD CONSTRAINT "case_log_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_log" ADD CONSTRAINT "case_log_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "current_cases" ADD CONSTRAINT "current_cases_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below this line: what Prisma's schema cannot say.

-- The log of a case is append-only, whoever asks.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER "case_log_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_log"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
