import { isChannelName, isPrincipalId, isThreadName, type Place } from "@/sdk/protocol";
import { prepared, type Sql, sql, type Tx } from "@/server/db";
import type { PlatformRole } from "@/server/kernel";
import { blocksAt } from "./blocks/facts-sql";
import { type BlockFacts, type Facts, groupsNamedMax } from "./facts";
import type { ChannelState, Role } from "./types";

export interface FactsWanted {
  principal: string;
  place?: Place;
}

interface Row {
  revision: string;
  readAt: number;
  isSpaceArchived: boolean;
  principalKey: number | null;
  kind: "agent" | "person";
  isDisabled: boolean;
  platformRole: PlatformRole | null;
  channelKey: number | null;
  channelState: ChannelState;
  isPublic: boolean;
  hasGroups: boolean;
  enablePersistence: boolean;
  retentionMs: number | null;
  threadKey: number | null;
  threadIsPrivate: boolean;
  threadState: ChannelState;
  role: Role | null;
  roleGroup: string | null;
  participantGroup: string | null;
  blocks: BlockFacts[] | null;
  groups: string[] | null;
}

/**
 * The facts for each question, in the order asked, from one statement: a consistent picture of the space. `undefined`
 * when there is no such space. Each question costs a few index look-ups, whatever the size of groups and spaces.
 */
export async function loadFacts(db: Tx, spaceId: string, wanted: FactsWanted[]): Promise<Facts[] | undefined> {
  // What cannot be a name is nobody's, and must not fail the statement that others share (Postgres takes no NUL).
  const principals = wanted.map(({ principal }) => (isPrincipalId(principal) ? principal : ""));
  const channels = wanted.map(({ place }) => (place && isChannelName(place.channel) ? place.channel : ""));
  const threads = wanted.map(({ place }) => (place?.thread && isThreadName(place.thread) ? place.thread : ""));
  const rows = await db.$queryRaw<Row[]>`${statementFor(wanted.length)}
    SELECT s.revision::text AS "revision",
      (extract(epoch FROM statement_timestamp()) * 1000)::float8 AS "readAt", s."archivedAt" IS NOT NULL AS "isSpaceArchived",
      p.key AS "principalKey", p.kind::text AS "kind",
      (p."disabledAt" IS NOT NULL OR u."disabledAt" IS NOT NULL) AS "isDisabled", u."platformRole"::text AS "platformRole",
      c.key AS "channelKey", c.state::text AS "channelState", c.visibility = 'public' AS "isPublic", c."hasGroups",
      c."enablePersistence", c."retentionMs"::float8 AS "retentionMs",
      t.key AS "threadKey", t."isPrivate" AS "threadIsPrivate", t.state::text AS "threadState",
      held.role::text AS "role", held."group" AS "roleGroup", part."group" AS "participantGroup", kept_out.blocks AS "blocks",
      some_groups.names AS "groups"
    FROM ${askedRows(principals, channels, threads)} AS asked(principal, channel, thread, position)
    JOIN "Space" s ON s.id = ${spaceId}
    LEFT JOIN "Principal" p ON p."spaceId" = s.id AND p.id = asked.principal
    LEFT JOIN "User" u ON u.id = p."userId"
    LEFT JOIN "Channel" c ON c."spaceId" = s.id AND c.name = asked.channel
    LEFT JOIN "Thread" t ON t."channelKey" = c.key AND t.name = asked.thread
    LEFT JOIN LATERAL (
      SELECT either.role, either."group" FROM (
        SELECT r.role, NULL::text AS "group" FROM "ChannelRole" r
        WHERE r."channelKey" = c.key AND r."principalKey" = p.key
        UNION ALL
        SELECT r.role, g.name FROM "ChannelRole" r
        JOIN "Membership" m ON m."groupKey" = r."groupKey" AND m."principalKey" = p.key
        JOIN "Group" g ON g.key = r."groupKey"
        WHERE r."channelKey" = c.key
      ) either ORDER BY either.role, either."group" NULLS FIRST LIMIT 1
    ) held ON true
    LEFT JOIN LATERAL (
      SELECT g.name AS "group" FROM "ThreadGrant" tg
      JOIN "Membership" m ON m."groupKey" = tg."groupKey" AND m."principalKey" = p.key
      JOIN "Group" g ON g.key = tg."groupKey"
      WHERE tg."threadKey" = t.key ORDER BY g.name LIMIT 1
    ) part ON true
    LEFT JOIN LATERAL (${blocksAt(sql`c.key`, sql`p.key`)}) kept_out ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(mine.name) AS names FROM (
        SELECT g.name FROM "Membership" m JOIN "Group" g ON g.key = m."groupKey"
        WHERE m."principalKey" = p.key ORDER BY m."groupKey" LIMIT ${groupsNamedMax + 1}
      ) mine
    ) some_groups ON true
    ORDER BY asked.position`;
  return rows.length === 0 ? undefined : rows.map(factsOf);
}

/** Planning takes several times as long as running it for one question. */
function statementFor(questions: number): Sql {
  return prepared(questions === 1 ? "facts" : "facts_of_many");
}

/** A single row is known to be one when the statement is planned; of an array Postgres then only guesses the length. */
function askedRows(principals: string[], channels: string[], threads: string[]): Sql {
  const [principal] = principals;
  return principal !== undefined && principals.length === 1
    ? sql`(VALUES (${principal}::text, ${channels[0]}::text, ${threads[0]}::text, 1))`
    : sql`unnest(${principals}::text[], ${channels}::text[], ${threads}::text[]) WITH ORDINALITY`;
}

function factsOf(row: Row): Facts {
  return {
    revision: row.revision,
    readAt: row.readAt,
    isSpaceArchived: row.isSpaceArchived,
    principal:
      row.principalKey === null
        ? undefined
        : {
            key: row.principalKey,
            kind: row.kind,
            isDisabled: row.isDisabled,
            platformRole: row.platformRole ?? undefined,
          },
    channel:
      row.channelKey === null
        ? undefined
        : {
            state: row.channelState,
            isPublic: row.isPublic,
            hasGroups: row.hasGroups,
            enablePersistence: row.enablePersistence,
            retentionMs: row.retentionMs,
          },
    thread: row.threadKey === null ? undefined : { isPrivate: row.threadIsPrivate, state: row.threadState },
    role: row.role === null ? undefined : { role: row.role, group: row.roleGroup },
    participantGroup: row.participantGroup ?? undefined,
    blocks: row.blocks ?? [],
    groups: row.groups ?? [],
  };
}
