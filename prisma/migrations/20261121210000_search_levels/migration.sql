-- Search asks for one stretch of a space after the other. `at:` names the one a message lies in at three sizes, of 2^16, 2^19
-- and 2^22 sequences, so that a long way back is a few terms: of a list of alternatives, the index looks at each for each row.
DROP INDEX "Message_terms";

-- Messages whose text may have been cut for its length say so: what their data holds cannot be told from their words. Of a few
-- more than were cut it is said too; only what is long can be.
UPDATE "Message" SET tags = array_append(tags, 'text:cut')
WHERE octet_length(envelope::text) >= 10000 OR octet_length(text) >= 19000;

CREATE OR REPLACE FUNCTION message_terms(space text, sequence bigint, subject text, source text, type text, tags text[], said text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(array_remove(
  string_to_array(translate(said, $$!"#$%&'()*+,-./:;<=>?@[\]^`{|}~$$, repeat(' ', 31)), ' ')
  || ARRAY[
    'at:' || space || '/16/' || (sequence >> 16), 'at:' || space || '/19/' || (sequence >> 19), 'at:' || space || '/22/' || (sequence >> 22),
    'in:' || split_part(subject, '.threads.', 1),
    'thread:' || substring(subject FROM '[.](?:threads|private)[.]([^.]+)$'), 'from:' || left(source, 100), 'type:' || left(type, 100)]
  || tags, ''), NULL));

-- Some minutes for ten million messages.
SET LOCAL maintenance_work_mem = '512MB';

-- A short list of what is not sorted in yet: each search looks through all of it.
CREATE INDEX "Message_terms" ON "Message"
USING GIN (message_terms("spaceId", sequence, subject, source, type, tags, text)) WITH (gin_pending_list_limit = 1024);
