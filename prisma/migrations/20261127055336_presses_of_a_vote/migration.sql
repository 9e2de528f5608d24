-- AlterTable
ALTER TABLE "votes" ADD COLUMN     "presses" TEXT[];
