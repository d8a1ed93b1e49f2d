import { parseStoredSubject, redactionType } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Claim } from "./claim";
import type { Mentioned } from "./mentioned/find-mentioned";
import { mentionParts } from "./mentioned/repository";
import { learnWords, newWordsOf } from "./search-words";
import type { MessageRow } from "./stored-form";

/** The space has a position to advance: 0 when it had none. */
export async function ensurePosition(db: Db, spaceId: string): Promise<number> {
  await db.loggerPosition.createMany({ data: [{ spaceId, sequence: 0n }], skipDuplicates: true });
  return readPosition(db, spaceId);
}

/** Every message of the space at or below this sequence is in `Message` or was removed on purpose. */
export async function readPosition(db: Db, spaceId: string): Promise<number> {
  const position = await db.loggerPosition.findUnique({ where: { spaceId } });
  return Number(position?.sequence ?? 0n);
}

/** The highest sequence that anything of the space is stored under, or that the logger has passed; 0 when there is none. */
export async function readLastSequence(db: Db, spaceId: string): Promise<number> {
  const { _max: last } = await db.message.aggregate({ where: { spaceId }, _max: { sequence: true } });
  return Math.max(Number(last.sequence ?? 0n), await readPosition(db, spaceId));
}

/**
 * Stores the rows that are not stored yet, with the words that search has to know, notes what they redact, whom they are for and
 * which files they name, and advances the position to `claim.through` when it has reached `claim.from`, in one statement and so in
 * one transaction. Returns the new position when it advanced.
 */
export async function storeRows(
  db: Db,
  spaceId: string,
  rows: readonly MessageRow[],
  claim: Claim | undefined,
  mentioned?: Mentioned,
): Promise<number | undefined> {
  const redactions = redactionsOf(rows);
  const files = rows.flatMap(({ attaches = [], ...of }) => attaches.map((id) => fileOf(id, of)));
  const isPlain = redactions.length === 0 && files.length === 0 && !mentioned;
  const words = newWordsOf(db, spaceId, rows);
  const [advanced] = await db.$queryRawUnsafe<{ sequence: bigint }[]>(
    isPlain ? insertAndAdvance : insertNoteAndAdvance,
    spaceId,
    jsonOf(rows),
    claim?.from ?? 0,
    claim?.through ?? 0,
    words,
    ...(isPlain
      ? []
      : [redactions, mentioned?.mentions ?? [], mentioned?.follows ?? [], files].map((of) => JSON.stringify(of))),
  );
  learnWords(db, spaceId, words);
  return advanced && Number(advanced.sequence);
}

const insert = `
WITH stored AS (
  INSERT INTO "Message" ("spaceId", sequence, subject, id, type, source, "correlationId", "causationId", "sentAt", "storedAt", text, tags, envelope)
  SELECT $1, r.*
  FROM json_to_recordset($2::json) AS r(
    sequence bigint, subject text, id uuid, type text, source text, "correlationId" text, "causationId" text,
    "sentAt" timestamptz, "storedAt" timestamptz, text text, tags text[], envelope json)
  ON CONFLICT ("spaceId", sequence) DO NOTHING
  RETURNING sequence, subject, type
), words AS (
  INSERT INTO "SearchWord" ("spaceId", word) SELECT $1, word FROM unnest($5::text[]) AS word ON CONFLICT DO NOTHING
)`;

const advance = `
UPDATE "LoggerPosition" SET sequence = $4::bigint, "updatedAt" = now()
WHERE "spaceId" = $1 AND sequence >= $3::bigint AND sequence < $4::bigint
RETURNING sequence`;

const insertAndAdvance = insert + advance;

/** Files go with the last message that names them ($9), and stay while it does. Fanout has seen to it that they are its sender's, for its place. */
const fileParts = `, attached AS (
  UPDATE "Attachment" a SET sequence = greatest(a.sequence, f.sequence), "namedAt" = coalesce(a."namedAt", now()), "collectAt" = NULL
  FROM (
    SELECT id, "uploadedBy", subject, max(sequence) AS sequence
    FROM json_to_recordset($9::json) AS f(id uuid, "uploadedBy" text, subject text, sequence bigint)
    JOIN stored USING (sequence, subject)
    GROUP BY id, "uploadedBy", subject
  ) f
  WHERE a."spaceId" = $1 AND a.id = f.id AND a.subject = f.subject AND a."uploadedBy" = f."uploadedBy"
)`;

/**
 * A redaction counts when what it names is a message of its subject that comes before it and is no redaction; of several
 * for one message the first, in whatever order they are stored. Who redacted what is in the audit log too; that somebody gave
 * what they said a new version is not, for it is no act of administration; whom it is for, the new version says.
 */
const insertNoteAndAdvance = `${insert},
named AS (
  SELECT * FROM json_to_recordset($6::json) AS r(
    sequence bigint, "bySequence" bigint, subject text, target text, by text, reason text, "isEdit" boolean, at timestamptz)
), redacted AS (
  INSERT INTO "Redaction" ("spaceId", sequence, "bySequence", by, reason, "isEdit", at)
  SELECT DISTINCT ON (r.sequence) $1, r.sequence, r."bySequence", r.by, r.reason, COALESCE(r."isEdit", false), r.at
  FROM named AS r
  JOIN (
    SELECT sequence, subject, type FROM "Message"
    WHERE "spaceId" = $1 AND sequence IN (SELECT sequence FROM named)
    UNION ALL SELECT sequence, subject, type FROM stored
  ) AS target ON target.sequence = r.sequence AND target.subject = r.subject
  WHERE r.sequence < r."bySequence" AND target.type <> '${redactionType}'
  ORDER BY r.sequence, r."bySequence"
  ON CONFLICT ("spaceId", sequence) DO UPDATE
    SET "bySequence" = EXCLUDED."bySequence", by = EXCLUDED.by, reason = EXCLUDED.reason,
      "isEdit" = EXCLUDED."isEdit", at = EXCLUDED.at
    WHERE EXCLUDED."bySequence" < "Redaction"."bySequence"
  RETURNING "bySequence", xmax = 0 AS "isNew"
), audited AS (
  INSERT INTO "AuditLog" (at, "spaceId", actor, verb, target, after)
  SELECT r.at, $1, COALESCE('user:' || u.email, 'agent:' || $1 || '/' || r.by), 'message.redact', r.target,
    jsonb_build_object('reason', r.reason)
  FROM redacted JOIN named AS r USING ("bySequence")
  LEFT JOIN "Principal" p ON p."spaceId" = $1 AND p.id = r.by
  LEFT JOIN "User" u ON u.id = p."userId"
  WHERE redacted."isNew" AND r."isEdit" IS NOT TRUE ORDER BY r."bySequence"
), forgotten AS (
  DELETE FROM "Mention" m USING redacted JOIN named AS r USING ("bySequence")
  WHERE r."isEdit" AND m."spaceId" = $1 AND m.sequence = r.sequence AND m.kind <> 'thread'
)${mentionParts}${fileParts}${advance}`;

function fileOf(id: string, { sequence, subject, source: uploadedBy }: Omit<MessageRow, "attaches">): object {
  return { id, sequence, subject, uploadedBy };
}

function redactionsOf(rows: readonly MessageRow[]): object[] {
  return rows.flatMap(({ redacts, sequence: bySequence, subject, source: by, storedAt: at }) =>
    redacts ? [{ ...redacts, bySequence, subject, target: targetOf(subject, redacts.sequence), by, at }] : [],
  );
}

/** A message as the audit log names it: `message:sensors/17`, in a thread `message:sensors/spike/17`. */
function targetOf(subject: string, sequence: number): string {
  const { channel, thread } = parseStoredSubject(subject) ?? { channel: subject };
  return `message:${thread === undefined ? channel : `${channel}/${thread}`}/${sequence}`;
}

/** One JSON array. The envelopes go in as the stream's own text: parsing and writing them again would double the cost. */
function jsonOf(rows: readonly MessageRow[]): string {
  const objects = rows.map(
    ({ envelope, redacts: _, calls: __, attaches: ___, ...columns }) =>
      `${JSON.stringify(columns).slice(0, -1)},"envelope":${envelope}}`,
  );
  return `[${objects.join(",")}]`;
}

/** Spaces whose stream exists or is about to. */
export async function listLoggedSpaces(db: Db): Promise<string[]> {
  const spaces = await db.space.findMany({
    where: { accountPublicKey: { not: null }, archivedAt: null },
    select: { id: true },
  });
  return spaces.map(({ id }) => id);
}
