import type { Db } from "@/server/db";
import type { PermissionRequest } from "@/server/policy";
import { scaleSpaceId } from "../seed/seed";
import type { PolicyWorld } from "./world";

/** What is asked: reading and posting in channels, by those who may and by strangers. */
export type Question = PermissionRequest & { principal: string };

const strangersShare = 0.1;

/**
 * Different questions about as many agents and channels, nine tenths of them by members of one of the channel's groups. The same
 * `seed` gives the same questions.
 */
export async function drawQuestions({ db, seeded }: PolicyWorld, count: number, seed: number): Promise<Question[]> {
  const random = randomFrom(seed);
  const channels = await readChannels(db);
  const strangers = Math.round(count * strangersShare);
  const groups = channels.flatMap(({ name, groupKeys }) => groupKeys.map((groupKey) => ({ name, groupKey })));
  const chosen = Array.from({ length: count - strangers }, () => pick(groups, random()));
  const members = await readMembers(
    db,
    chosen.map(({ groupKey }) => groupKey),
    random,
  );
  const byMembers = members.map((principal, index) => ({ principal, channel: chosen[index]?.name ?? "" }));
  const keys = Array.from({ length: strangers }, () => seeded.first.agents + Math.floor(random() * seeded.plan.agents));
  const byStrangers = (await readIds(db, keys)).map((principal) => ({
    principal,
    channel: pick(channels, random()).name,
  }));
  return shuffled([...byMembers, ...byStrangers], random).map(({ principal, channel }) => ({
    spaceId: scaleSpaceId,
    principal,
    action: random() < 0.5 ? "channel.read" : "channel.post",
    place: { channel },
  }));
}

async function readChannels(db: Db): Promise<{ name: string; groupKeys: number[] }[]> {
  return db.$queryRaw`
    SELECT c.name, array_remove(array_agg(r."groupKey"), NULL) AS "groupKeys" FROM "Channel" c
    JOIN "ChannelRole" r ON r."channelKey" = c.key WHERE c."spaceId" = ${scaleSpaceId} GROUP BY c.name ORDER BY c.name`;
}

/** Somebody out of each group: the next id after a random one. */
async function readMembers(db: Db, groupKeys: number[], random: () => number): Promise<string[]> {
  const after = groupKeys.map(
    () => `${String.fromCharCode(97 + Math.floor(random() * 24))}${random().toString(36).slice(2, 6)}`,
  );
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT coalesce(behind.id, first.id) AS "id"
    FROM unnest(${groupKeys}::int[], ${after}::text[]) WITH ORDINALITY AS asked(key, after, position)
    LEFT JOIN LATERAL (
      SELECT m."principalId" AS id FROM "Membership" m WHERE m."groupKey" = asked.key AND m."principalId" > asked.after
      ORDER BY m."principalId" OFFSET (asked.position % 50) LIMIT 1
    ) behind ON true
    LEFT JOIN LATERAL (
      SELECT m."principalId" AS id FROM "Membership" m WHERE m."groupKey" = asked.key ORDER BY m."principalId" LIMIT 1
    ) first ON true
    ORDER BY asked.position`;
  return rows.map(({ id }) => id);
}

async function readIds(db: Db, keys: number[]): Promise<string[]> {
  const rows = await db.principal.findMany({
    where: { key: { in: keys } },
    select: { id: true },
    orderBy: { key: "asc" },
  });
  return rows.map(({ id }) => id);
}

function pick<Item>(items: readonly Item[], share: number): Item {
  const item = items[Math.floor(share * items.length)];
  if (item === undefined) throw new Error("there is nothing to choose from");
  return item;
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Mulberry32: the same numbers in every run, so that runs can be compared. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
