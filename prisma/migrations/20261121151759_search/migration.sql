-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "SearchWord" (
    "spaceId" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("spaceId","word")
);

-- CreateIndex
CREATE INDEX "SearchWord_word_trgm" ON "SearchWord" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Message_spaceId_correlationId_sequence_idx" ON "Message"("spaceId", "correlationId", "sequence");

-- Everything by which search finds a message: the words of its text, its tags, and of its columns what people filter by.
-- Words are separated by what ASCII has beside letters, digits and the underscore, as in sdk/filter/search-text.ts. `at:`
-- names the stretch of 65,536 sequences it lies in, so that one stretch after the other can be searched.
CREATE FUNCTION message_terms(space text, sequence bigint, subject text, source text, type text, tags text[], said text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(array_remove(
  string_to_array(translate(said, $$!"#$%&'()*+,-./:;<=>?@[\]^`{|}~$$, repeat(' ', 31)), ' ')
  || ARRAY[
    'at:' || space || '/' || (sequence >> 16), 'in:' || split_part(subject, '.threads.', 1),
    'thread:' || substring(subject FROM '[.](?:threads|private)[.]([^.]+)$'), 'from:' || left(source, 100), 'type:' || left(type, 100)]
  || tags, ''), NULL));

-- A short list of what is not sorted in yet: each search looks through all of it.
CREATE INDEX "Message_terms" ON "Message"
USING GIN (message_terms("spaceId", sequence, subject, source, type, tags, text)) WITH (gin_pending_list_limit = 1024);
