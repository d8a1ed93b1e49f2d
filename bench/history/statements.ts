import type { Client } from "pg";
import { type HistoryPlan, reader, historySpaceId as spaceId } from "./plan";

export const tools = ["search", "read_file", "run_tests", "query_database", "send_mail", "plan_route", "fetch_page"];

/** Of the space: its channels (two in five are private, the reader is a member of half of those), threads and agents. */
export async function insertPlaces(client: Client, { channels, agents }: HistoryPlan): Promise<void> {
  await client.query(`INSERT INTO "Space" (id, "displayName") VALUES ($1, 'History')`, [spaceId]);
  await client.query(
    `INSERT INTO "Principal" ("spaceId", id, kind, "displayName")
    SELECT $1, $3, 'agent'::"PrincipalKind", 'Reader'
    UNION ALL SELECT $1, 'agent-' || n, 'agent', 'Agent ' || n FROM generate_series(0, $2::int - 1) n`,
    [spaceId, agents, reader],
  );
  await client.query(
    `INSERT INTO "Channel" ("spaceId", name, visibility)
    SELECT $1, ${channelName("n")}, (CASE WHEN n % 5 < 2 THEN 'private' ELSE 'public' END)::"Visibility"
    FROM generate_series(0, $2::int - 1) n`,
    [spaceId, channels],
  );
  await client.query(
    `INSERT INTO "Thread" ("channelKey", name, "isPrivate")
    SELECT key, 'talk-' || n, n = 0 FROM "Channel", generate_series(0, 5) n WHERE "spaceId" = $1`,
    [spaceId],
  );
  await client.query(
    `INSERT INTO "ChannelRole" (id, "channelKey", "principalKey", role, origin)
    SELECT gen_random_uuid(), c.key, p.key, 'member', 'admin' FROM "Channel" c JOIN "Principal" p ON p."spaceId" = $1 AND p.id = $2
    WHERE c."spaceId" = $1 AND c.visibility = 'private' AND c.key % 2 = 0`,
    [spaceId, reader],
  );
}

function channelName(number: string): string {
  return `'area-' || ${number} % 20 || '.channel-' || ${number}`;
}

export async function insertSentences(client: Client, sentences: readonly string[]): Promise<void> {
  await client.query("CREATE TEMP TABLE sentence (n int PRIMARY KEY, said text NOT NULL)");
  await client.query(
    "INSERT INTO sentence SELECT n - 1, said FROM unnest($1::text[]) WITH ORDINALITY AS made(said, n)",
    [sentences],
  );
}

/** What search knows of the words, as the logger would have stored it. */
export async function insertWords(client: Client, plan: HistoryPlan, words: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO "SearchWord" ("spaceId", word)
    SELECT $1, word FROM unnest($2::text[]) word
    UNION SELECT $1, word FROM unnest($3::text[]) word
    UNION SELECT $1, n::text FROM generate_series(0, 4999) n
    UNION SELECT $1, ${token("n")} FROM generate_series(1, $4::bigint) n WHERE ${hasToken("n")}
    ON CONFLICT DO NOTHING`,
    [spaceId, words, tools, plan.messages],
  );
}

/** One message in twenty holds a word that no other does. */
const token = (n: string) => `substr(md5(${n}::text), 1, 10)`;
const hasToken = (n: string) => `${n} % 20 = 3`;

/** Numbers that look random, from 0 to 1. */
const scattered = (factor: number) => `(((g.n * ${factor}) % 1000003) / 1000003::float8)`;

/**
 * The messages with these numbers, which are their sequences: text, tool calls and results, events and errors, in
 * conversations of eight, one a second until now. What is stored beside the envelope is what the logger would have stored.
 */
export async function insertMessages(
  client: Client,
  plan: HistoryPlan,
  range: { from: number; to: number; end: Date },
): Promise<void> {
  await client.query(
    `WITH numbered AS (
      SELECT g.n, g.n % 100 AS kind, a.said AS first, b.said AS second,
        ($4::text[])[1 + g.n % ${tools.length}] AS tool,
        floor($5::int * ${scattered(7919)} ^ 2)::int AS channel, floor($6::int * ${scattered(104_729)} ^ 3)::int AS agent,
        date_trunc('milliseconds', $7::timestamptz) - ($8::bigint - g.n) * interval '1 second' AS at
      FROM generate_series($2::bigint, $3::bigint - 1) AS g(n)
      JOIN sentence a ON a.n = (g.n * 15485863) % $9::int JOIN sentence b ON b.n = (g.n * 32452843 + 7) % $9::int
    ), said AS (
      SELECT *,
        CASE WHEN kind < 70 THEN 'text' WHEN kind < 82 THEN 'tool.call' WHEN kind < 94 THEN 'tool.result'
          WHEN kind < 99 THEN 'event' ELSE 'agent.error' END AS type,
        n % 37 = 0 AND kind < 70 AS is_code, kind BETWEEN 82 AND 93 AND n % 7 = 0 AS is_failed,
        CASE WHEN n % 53 = 0 THEN '["agent-' || n % $6::int || '"]' WHEN n % 5003 = 0 THEN '["${reader}"]' END AS mentions
      FROM numbered
    ), composed AS (
      SELECT *, 'channels.' || ${channelName("channel")}
          || CASE WHEN n % 11 = 0 THEN '.threads.talk-' || 1 + n % 5 WHEN n % 101 = 0 THEN '.private.talk-0' ELSE '' END AS subject,
        CASE WHEN is_code THEN first || ' \`\`\` ' || second || ' \`\`\`'
          WHEN kind < 70 THEN first || ' ' || second || CASE WHEN ${hasToken("n")} THEN ' ' || ${token("n")} ELSE '' END
          WHEN kind < 82 THEN first || ' ' || tool || ' ' || second
          WHEN kind < 94 THEN tool || ' ' || first || ' ' || n % 5000
          ELSE first END AS text,
        array_remove(ARRAY[
          CASE WHEN is_code THEN 'has:code' END, CASE WHEN is_failed OR kind = 99 THEN 'has:error' END,
          CASE WHEN kind BETWEEN 70 AND 93 THEN 'tool:' || tool END,
          CASE WHEN mentions IS NOT NULL THEN 'mentions:' || (mentions::json ->> 0) END], NULL) AS tags,
        (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid AS id
      FROM said
    )
    INSERT INTO "Message" ("spaceId", sequence, subject, id, type, source, "correlationId", "sentAt", "storedAt", text, tags, envelope)
    SELECT $1, n, subject, id, type, 'agent-' || agent, 'case-' || n / 8, at, at, text, tags,
      ('{"id":"' || id || '","type":"' || type || '","source":"agent-' || agent || '","timestamp":"'
      || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","correlationId":"case-' || n / 8 || '","payload":'
      || CASE WHEN is_code THEN '{"text":"' || first || '\\n\`\`\`\\n' || second || '\\n\`\`\`"}'
          WHEN kind < 70 OR kind > 93 THEN '{"text":"' || text || '"}'
          WHEN kind < 82 THEN '{"text":"' || first || '","data":{"name":"' || tool || '","arguments":{"query":"' || second || '"}}}'
          ELSE '{"data":{"name":"' || tool || '","output":"' || first || '","ms":' || n % 5000
            || CASE WHEN is_failed THEN ',"isError":true' ELSE '' END || '}}' END
      || COALESCE(',"mentions":' || mentions, '') || '}')::json
    FROM composed ORDER BY n`,
    [spaceId, range.from, range.to, tools, plan.channels, plan.agents, range.end, plan.messages + 1, plan.sentences],
  );
}

/** Every ten thousandth message was redacted, and all is stored that the stream had. */
export async function insertRest(client: Client, plan: HistoryPlan): Promise<void> {
  await client.query(
    `INSERT INTO "Redaction" ("spaceId", sequence, "bySequence", by, reason, at)
    SELECT $1, n, n + 1, 'agent-1', 'Not for here.', now() FROM generate_series(10000, $2::bigint - 1, 10000) n
    ON CONFLICT DO NOTHING`,
    [spaceId, plan.messages],
  );
  await client.query(
    `INSERT INTO "LoggerPosition" ("spaceId", sequence, "updatedAt") VALUES ($1, $2, now()) ON CONFLICT DO NOTHING`,
    [spaceId, plan.messages],
  );
}
