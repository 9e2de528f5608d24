-- CreateTable
CREATE TABLE "meetings" (
    "id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "last_part_at" TIMESTAMPTZ(3),
    "place" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "chair_id" TEXT NOT NULL,
    "secretary_id" TEXT,
    "hidden" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "planned_by" TEXT NOT NULL,
    "conversation_id" TEXT,
    "last_conversation_id" TEXT,

    CONSTRAINT "meetings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_items" (
    "id" TEXT NOT NULL,
    "meeting_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "carried_from" TEXT,

    CONSTRAINT "meeting_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_seats" (
    "meeting_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "presence" TEXT NOT NULL,

    CONSTRAINT "meeting_seats_pkey" PRIMARY KEY ("meeting_id","organisation_id")
);

-- CreateTable
CREATE TABLE "meeting_people" (
    "meeting_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,

    CONSTRAINT "meeting_people_pkey" PRIMARY KEY ("meeting_id","member_id")
);

-- CreateTable
CREATE TABLE "ballots" (
    "id" TEXT NOT NULL,
    "meeting_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "hidden" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "electorate" TEXT[],
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "result" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ballots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "votes" (
    "ballot_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "witness_id" TEXT,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "votes_pkey" PRIMARY KEY ("ballot_id","organisation_id")
);

-- CreateIndex
CREATE INDEX "meetings_state_starts_at_idx" ON "meetings"("state", "starts_at");

-- CreateIndex
CREATE INDEX "meetings_conversation_id_idx" ON "meetings"("conversation_id");

-- CreateIndex
CREATE INDEX "meetings_last_conversation_id_idx" ON "meetings"("last_conversation_id");

-- CreateIndex
CREATE INDEX "meeting_items_meeting_id_position_idx" ON "meeting_items"("meeting_id", "position");

-- CreateIndex
CREATE INDEX "meeting_items_case_id_idx" ON "meeting_items"("case_id");

-- CreateIndex
CREATE INDEX "meeting_seats_organisation_id_idx" ON "meeting_seats"("organisation_id");

-- CreateIndex
CREATE INDEX "meeting_people_member_id_idx" ON "meeting_people"("member_id");

-- CreateIndex
CREATE INDEX "ballots_meeting_id_idx" ON "ballots"("meeting_id");

-- CreateIndex
CREATE INDEX "ballots_item_id_idx" ON "ballots"("item_id");

-- CreateIndex
CREATE INDEX "ballots_case_id_idx" ON "ballots"("case_id");

-- CreateIndex
CREATE INDEX "votes_organisation_id_idx" ON "votes"("organisation_id");

-- AddForeignKey
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_seats" ADD CONSTRAINT "meeting_seats_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_seats" ADD CONSTRAINT "meeting_seats_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "votes" ADD CONSTRAINT "votes_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballots"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "votes" ADD CONSTRAINT "votes_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
