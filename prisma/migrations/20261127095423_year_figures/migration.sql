-- CreateTable
CREATE TABLE "year_figures" (
    "region" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "tally" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "year_figures_pkey" PRIMARY KEY ("region","year","tally")
);
