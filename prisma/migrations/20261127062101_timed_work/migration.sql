-- CreateTable
CREATE TABLE "job_runs" (
    "name" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("name","slot")
);

-- CreateTable
CREATE TABLE "reminder_marks" (
    "id" TEXT NOT NULL,
    "case_id" TEXT,
    "region" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "day" DATE,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,
    "via" TEXT NOT NULL,
    "messages" TEXT[],

    CONSTRAINT "reminder_marks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reminder_marks_case_id_idx" ON "reminder_marks"("case_id");

-- CreateIndex
CREATE INDEX "reminder_marks_marked_at_idx" ON "reminder_marks"("marked_at");

-- AddForeignKey
ALTER TABLE "reminder_marks" ADD CONSTRAINT "reminder_marks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;
