-- DropIndex
DROP INDEX "outbox_lane_seq_idx";

-- DropIndex
DROP INDEX "outbox_state_due_at_idx";

-- AlterTable
ALTER TABLE "members" ADD COLUMN     "email" TEXT;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "next_try" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "outbox_state_next_try_idx" ON "outbox"("state", "next_try");

-- CreateIndex
CREATE INDEX "outbox_lane_state_seq_idx" ON "outbox"("lane", "state", "seq");

-- CreateIndex
CREATE INDEX "outbox_lane_settled_at_idx" ON "outbox"("lane", "settled_at");

-- CreateIndex
CREATE INDEX "outbox_settled_at_idx" ON "outbox"("settled_at");
