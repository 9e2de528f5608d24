-- AlterTable
ALTER TABLE "places" ADD COLUMN     "gone_at" TIMESTAMPTZ(3),
ADD COLUMN     "object_id" TEXT;

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "member_id" TEXT,
    "conversation_id" TEXT,
    "lane" TEXT NOT NULL,
    "case_id" TEXT,
    "card" TEXT,
    "thread" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "repeats" BOOLEAN NOT NULL DEFAULT false,
    "claim" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "fault" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posted_cards" (
    "lane" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "posted_cards_pkey" PRIMARY KEY ("lane","card")
);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_seq_key" ON "outbox"("seq");

-- CreateIndex
CREATE INDEX "outbox_state_due_at_idx" ON "outbox"("state", "due_at");

-- CreateIndex
CREATE INDEX "outbox_lane_seq_idx" ON "outbox"("lane", "seq");

-- CreateIndex
CREATE INDEX "outbox_case_id_idx" ON "outbox"("case_id");

-- CreateIndex
CREATE INDEX "places_tenant_id_object_id_idx" ON "places"("tenant_id", "object_id");

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;
