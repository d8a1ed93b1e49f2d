-- AlterTable
ALTER TABLE "Redaction" ADD COLUMN     "isEdit" BOOLEAN NOT NULL DEFAULT false;
