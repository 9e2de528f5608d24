-- CreateTable
CREATE TABLE "questions" (
    "id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "short" TEXT,
    "answer" TEXT,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_askers" (
    "question_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_askers_pkey" PRIMARY KEY ("question_id","member_id")
);

-- CreateTable
CREATE TABLE "answer_feedback" (
    "answer_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "helpful" BOOLEAN NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_feedback_pkey" PRIMARY KEY ("answer_id","member_id")
);

-- CreateIndex
CREATE INDEX "questions_state_asked_at_idx" ON "questions"("state", "asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "questions_region_key_key" ON "questions"("region", "key");

-- CreateIndex
CREATE INDEX "question_askers_member_id_idx" ON "question_askers"("member_id");

-- CreateIndex
CREATE INDEX "answer_feedback_region_at_idx" ON "answer_feedback"("region", "at");

-- AddForeignKey
ALTER TABLE "question_askers" ADD CONSTRAINT "question_askers_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_askers" ADD CONSTRAINT "question_askers_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_feedback" ADD CONSTRAINT "answer_feedback_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
