import { type Place, parseStoredSubject } from "@/sdk/protocol";
import { readHistory } from "@/server/history";
import { drawsFrom, fullPlan, reader, historySpaceId as spaceId } from "./plan";
import type { HistoryWorld } from "./world";

export interface ReadTimes {
  /** A row by its key. */
  row: number[];
  /** Pages of 100: the latest of a place, those before a message and those after it. */
  page: number[];
  /** 1,000 messages of one place without a gap, as a client asks for what it missed. */
  repair: number[];
}

const rounds = 200;
const repairMessages = 1_000;

/** Milliseconds of each reading, at random places and positions. */
export async function measureReads(world: HistoryWorld): Promise<ReadTimes> {
  const { db, ctx } = world;
  const draw = drawsFrom(4);
  const times: ReadTimes = { row: [], page: [], repair: [] };
  const anySequence = () => 1 + Math.floor(draw() * fullPlan.messages);
  const read = (query: object, place: Place) =>
    readHistory(ctx, { spaceId, principal: reader, query: { place, ...query } });
  for (let round = 0; round < rounds; round += 1) {
    const key = { spaceId_sequence: { spaceId, sequence: BigInt(anySequence()) } };
    await timed(times.row, () => db.message.findUnique({ where: key }));
    const { place, sequence } = await anyReadable(world, anySequence);
    await timed(times.page, () => read({}, place));
    await timed(times.page, () => read({ before: sequence }, place));
    await timed(times.page, () => read({ after: sequence }, place));
  }
  for (let round = 0; round < rounds / 4; round += 1) {
    const { place, sequence } = await anyReadable(world, () => 1 + Math.floor((draw() * fullPlan.messages) / 2));
    const last = await db.message.findFirst({
      where: { spaceId, subject: `channels.${place.channel}`, sequence: { gt: sequence } },
      orderBy: { sequence: "asc" },
      skip: repairMessages - 1,
    });
    const through = Number(last?.sequence ?? fullPlan.messages);
    const range = { after: sequence, through, limit: repairMessages };
    const page = await timed(times.repair, () => read(range, { channel: place.channel }));
    if (last && page.messages.length !== repairMessages)
      throw new Error(`${page.messages.length} messages were repaired`);
  }
  return times;
}

async function timed<Result>(into: number[], work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  into.push(performance.now() - began);
  return result;
}

/** Some message that the reader may read. */
async function anyReadable({ db }: HistoryWorld, draw: () => number): Promise<{ place: Place; sequence: number }> {
  for (;;) {
    const sequence = draw();
    const row = await db.message.findUnique({
      where: { spaceId_sequence: { spaceId, sequence: BigInt(sequence) } },
      select: { subject: true },
    });
    const place = row && parseStoredSubject(row.subject);
    if (!place || place.isPrivate) continue;
    const channel = await db.channel.findUnique({ where: { spaceId_name: { spaceId, name: place.channel } } });
    if (channel?.visibility === "public") return { place, sequence };
  }
}
