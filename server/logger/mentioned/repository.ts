import { storedWildcard } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Calls } from "./calls";

/** A message that may be for somebody. */
export interface Call extends Partial<Calls> {
  sequence: number;
  subject: string;
  /** Of the channel itself. */
  channel: string;
  source: string;
  /** RFC 3339. */
  at: string;
  isThread: boolean;
}

export interface Candidate {
  principalKey: number;
  principal: string;
  sequence: bigint;
  kind: "direct" | "addressed" | "group" | "here" | "thread";
  /** They have seen it: it was on their screen before it was stored. */
  isRead: boolean;
}

/**
 * People whom the messages are for, each once for a message and for the most direct reason, without their senders and without
 * those who muted the place, whom only what names them reaches. Groups are searched from the people's side: they may hold a
 * million agents, but a space has few people.
 */
export async function selectCandidates(db: Db, spaceId: string, calls: readonly Call[]): Promise<Candidate[]> {
  return db.$queryRawUnsafe<Candidate[]>(candidates, spaceId, JSON.stringify(calls));
}

const candidates = `
WITH called AS MATERIALIZED (
  SELECT * FROM json_to_recordset($2::json) AS c(
    sequence bigint, subject text, channel text, source text, at timestamptz,
    direct text[], addressed text[], groups text[], here boolean, "isThread" boolean)
), found AS (
  SELECT c.sequence, p.key, p.id, 'direct' AS kind, 1 AS rank FROM called c
  JOIN "Principal" p ON p."spaceId" = $1 AND p.id = ANY(c.direct) AND p.kind = 'person'
  UNION ALL
  SELECT c.sequence, p.key, p.id, 'addressed', 2 FROM called c
  JOIN "Principal" p ON p."spaceId" = $1 AND p.id = ANY(c.addressed) AND p.kind = 'person'
  UNION ALL
  SELECT c.sequence, p.key, p.id, 'group', 3 FROM called c
  JOIN "Principal" p ON p."spaceId" = $1 AND p."userId" IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT 1 FROM "Membership" m JOIN "Group" g ON g.key = m."groupKey"
    WHERE m."principalKey" = p.key AND g."spaceId" = $1 AND g.name = ANY(c.groups) LIMIT 1
  ) held
  WHERE cardinality(c.groups) > 0
  UNION ALL
  SELECT c.sequence, p.key, p.id, 'here', 4 FROM called c
  JOIN "Principal" p ON p."spaceId" = $1 AND p.connections > 0 AND p."userId" IS NOT NULL
  WHERE c.here
  UNION ALL
  SELECT c.sequence, p.key, p.id, 'thread', 5 FROM called c
  JOIN "Attention" a ON a.subject = c.subject AND a.level = 'following'
  JOIN "Principal" p ON p.key = a."principalKey" AND p."spaceId" = $1
  WHERE c."isThread"
)
SELECT DISTINCT ON (f.key, f.sequence) f.key AS "principalKey", f.id AS principal, f.sequence, f.kind,
  greatest(own."readThrough", every."readThrough", 0) >= f.sequence AS "isRead"
FROM found f
JOIN called c USING (sequence)
LEFT JOIN "Attention" own ON own."principalKey" = f.key AND own.subject = c.subject
LEFT JOIN "Attention" around ON around."principalKey" = f.key AND around.subject = c.channel
LEFT JOIN "Attention" every ON every."principalKey" = f.key AND every.subject = '${storedWildcard}'
WHERE f.id <> c.source AND (
  f.rank <= 2
  OR (CASE WHEN coalesce(own.level, 'default') = 'default' THEN coalesce(around.level, 'default') ELSE own.level END) <> 'muted'
)
ORDER BY f.key, f.sequence, f.rank`;

/** The people among the senders, each with the thread that they wrote in. */
export async function selectWriters(
  db: Db,
  spaceId: string,
  written: readonly { subject: string; source: string }[],
): Promise<{ principalKey: number; principal: string; subject: string }[]> {
  return db.$queryRawUnsafe(
    `SELECT p.key AS "principalKey", p.id AS principal, w.subject
     FROM json_to_recordset($2::json) AS w(subject text, source text)
     JOIN "Principal" p ON p."spaceId" = $1 AND p.id = w.source AND p.kind = 'person'`,
    spaceId,
    JSON.stringify(written),
  );
}

/**
 * Parts of the statement that stores messages: of those it has stored just now, $7 says who is told of them. A thread that
 * somebody follows tells them once until they have read it. Who writes in a thread ($8) follows it, unless they muted it.
 */
export const mentionParts = `, mentioned AS (
  INSERT INTO "Mention" ("principalKey", sequence, "spaceId", subject, kind, at, "readAt")
  SELECT m."principalKey", m.sequence, $1, m.subject, m.kind::"MentionKind", m.at, CASE WHEN m."isRead" THEN m.at END
  FROM json_to_recordset($7::json) AS m(
    "principalKey" int, sequence bigint, subject text, kind text, at timestamptz, "isRead" boolean)
  JOIN stored USING (sequence)
  WHERE m.kind <> 'thread' OR NOT EXISTS (
    SELECT 1 FROM "Mention" earlier WHERE earlier."principalKey" = m."principalKey" AND earlier."readAt" IS NULL
      AND earlier.subject = m.subject AND earlier.kind = 'thread')
  ON CONFLICT DO NOTHING
), following AS (
  INSERT INTO "Attention" ("principalKey", subject, level)
  SELECT f."principalKey", f.subject, 'following' FROM json_to_recordset($8::json) AS f("principalKey" int, subject text)
  ON CONFLICT ("principalKey", subject) DO UPDATE SET level = 'following', "updatedAt" = now()
    WHERE "Attention".level = 'default'
)`;
