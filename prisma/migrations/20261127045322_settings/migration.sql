-- CreateTable
CREATE TABLE "region_settings" (
    "region" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "region_settings_pkey" PRIMARY KEY ("region")
);

-- CreateTable
CREATE TABLE "member_settings" (
    "member_id" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "member_settings_pkey" PRIMARY KEY ("member_id")
);

-- AddForeignKey
ALTER TABLE "member_settings" ADD CONSTRAINT "member_settings_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
