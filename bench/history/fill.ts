import { isDeepStrictEqual } from "node:util";
import { Client } from "pg";
import { searchTextOf, tagsOf } from "@/sdk/filter";
import type { Envelope } from "@/sdk/protocol";
import type { SeedProgress } from "../seed/seed";
import { drawsFrom, fullPlan, type HistoryPlan, makeSentences, makeWords, historySpaceId as spaceId } from "./plan";
import { insertMessages, insertPlaces, insertRest, insertSentences, insertWords, tools } from "./statements";

const note = `bench.history.${spaceId}`;
const noteOfBegun = `${note}.begun`;
/** Raised when what is filled in changes, so that it is made anew. */
const edition = 1;
const rowsAtOnce = 100_000;
const samples = 500;

/** Whether the history is there to the last message. */
export async function isFilled(databaseUrl: string, plan: HistoryPlan = fullPlan): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(`SELECT value FROM "Setting" WHERE name = $1`, [note]);
    return isDeepStrictEqual(rows[0]?.value, { ...plan, edition });
  });
}

/**
 * The space `history` holds exactly the plan's messages. What an earlier filling of the same plan left unfinished is gone on
 * with; anything else that was in it is removed first.
 */
export async function fill(databaseUrl: string, progress: SeedProgress, plan: HistoryPlan = fullPlan): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const words = makeWords(plan.words);
    const begun = (await findBegun(client, plan)) ?? (await begin(client, progress, plan));
    await insertSentences(client, makeSentences(words, plan.sentences));
    const { rows } = await client.query(
      `SELECT COALESCE(max(sequence), 0) AS last FROM "Message" WHERE "spaceId" = $1`,
      [spaceId],
    );
    const first = Number(rows[0].last) + 1;
    progress.start(plan.messages);
    progress.advance(first - 1);
    for (let from = first; from <= plan.messages; from += rowsAtOnce) {
      const to = Math.min(plan.messages + 1, from + rowsAtOnce);
      await insertMessages(client, plan, { from, to, end: new Date(begun.end) });
      progress.advance(to - from);
    }
    await checkSamples(client, plan);
    await restoreIndexes(client, progress, begun.indexes);
    progress.step("Words and redactions");
    await insertWords(client, plan, words);
    await insertRest(client, plan);
    progress.step("Statistics");
    for (const table of ["Message", "SearchWord", "Redaction", "Channel", "Thread"]) {
      await client.query(`VACUUM (ANALYZE) "${table}"`);
    }
    await remember(client, note, { ...plan, edition });
    await forget(client, noteOfBegun);
  });
}

/** A filling that was begun: what to make again at its end, and when its last message was stored. */
interface Begun {
  plan: HistoryPlan;
  edition: number;
  end: string;
  /** Definitions of the indexes that were dropped, by name. */
  indexes: Record<string, string>;
}

async function findBegun(client: Client, plan: HistoryPlan): Promise<Begun | undefined> {
  const { rows } = await client.query(`SELECT value FROM "Setting" WHERE name = $1`, [noteOfBegun]);
  const begun = rows[0]?.value as Begun | undefined;
  return begun && isDeepStrictEqual([begun.plan, begun.edition], [plan, edition]) ? begun : undefined;
}

async function begin(client: Client, progress: SeedProgress, plan: HistoryPlan): Promise<Begun> {
  await clear(client, progress);
  await insertPlaces(client, plan);
  const { rows: others } = await client.query(`SELECT FROM "Message" LIMIT 1`);
  // Building an index at the end takes a fraction of the time; but not while others use it.
  const { rows: dropped } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename = 'Message' AND indexname <> 'Message_pkey' AND $1::boolean`,
    [others.length === 0],
  );
  const indexes = Object.fromEntries(dropped.map(({ name, definition }) => [name, definition]));
  const begun: Begun = { plan, edition, end: new Date().toISOString(), indexes };
  await client.query("BEGIN");
  await remember(client, noteOfBegun, begun);
  for (const name of Object.keys(indexes)) await client.query(`DROP INDEX "${name}"`);
  await client.query("COMMIT");
  return begun;
}

async function restoreIndexes(client: Client, progress: SeedProgress, indexes: Begun["indexes"]): Promise<void> {
  await client.query("SET maintenance_work_mem = '1GB'");
  for (const [name, definition] of Object.entries(indexes)) {
    progress.step(`Index ${name}`);
    await client.query(definition.replace(" INDEX ", " INDEX IF NOT EXISTS "));
  }
}

async function clear(client: Client, progress: SeedProgress): Promise<void> {
  await forget(client, note);
  const unfinished = await client.query(`SELECT value FROM "Setting" WHERE name = $1`, [noteOfBegun]);
  const left = (unfinished.rows[0]?.value as Begun | undefined)?.indexes ?? {};
  const isThere = await client.query(`SELECT FROM "Message" WHERE "spaceId" = $1 LIMIT 1`, [spaceId]);
  const others = await client.query(
    `(SELECT FROM "Message" WHERE "spaceId" < $1 LIMIT 1) UNION ALL (SELECT FROM "Message" WHERE "spaceId" > $1 LIMIT 1)`,
    [spaceId],
  );
  if (isThere.rowCount) {
    progress.step("Removing what an earlier filling left");
    await client.query(others.rowCount ? `DELETE FROM "Message" WHERE "spaceId" = '${spaceId}'` : `TRUNCATE "Message"`);
  }
  await restoreIndexes(client, progress, left);
  for (const table of ["SearchWord", "Redaction", "LoggerPosition"]) {
    await client.query(`DELETE FROM "${table}" WHERE "spaceId" = $1`, [spaceId]);
  }
  await client.query(`DELETE FROM "Space" WHERE id = $1`, [spaceId]);
  await forget(client, noteOfBegun);
}

async function remember(client: Client, name: string, value: object): Promise<void> {
  await client.query(
    `INSERT INTO "Setting" (name, value, "updatedAt") VALUES ($1, $2, now())
    ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value, "updatedAt" = now()`,
    [name, JSON.stringify(value)],
  );
}

async function forget(client: Client, name: string): Promise<void> {
  await client.query(`DELETE FROM "Setting" WHERE name = $1`, [name]);
}

/** Throws unless what is stored beside envelopes is what the logger stores. */
async function checkSamples(client: Client, plan: HistoryPlan): Promise<void> {
  const draw = drawsFrom(3);
  const sequences = Array.from({ length: samples }, () => 1 + Math.floor(draw() * plan.messages));
  const { rows } = await client.query<{ sequence: string; text: string; tags: string[]; envelope: Envelope }>(
    `SELECT sequence, text, tags, envelope FROM "Message" WHERE "spaceId" = $1 AND sequence = ANY($2::bigint[])`,
    [spaceId, sequences],
  );
  for (const { sequence, text, tags, envelope } of rows) {
    const expected = { text: searchTextOf(envelope), tags: tagsOf(envelope).sort() };
    if (isDeepStrictEqual({ text, tags: [...tags].sort() }, expected)) continue;
    throw new Error(
      `message ${sequence} is stored as ${JSON.stringify({ text, tags })}, not ${JSON.stringify(expected)}`,
    );
  }
  if (rows.length === 0 || tools.length === 0) throw new Error("nothing was stored");
}

async function withClient<Result>(databaseUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl });
  // The statement under way fails too, and says so.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
