-- CreateTable
CREATE TABLE "signals" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "state" JSONB NOT NULL,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "signals_case_id_idx" ON "signals"("case_id");

-- CreateIndex
CREATE INDEX "signals_next_at_idx" ON "signals"("next_at");

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;
