import { checkPermission, createPermissionCache } from "@/server/policy";
import { quantile } from "../statistics";
import { drawQuestions } from "./questions";
import type { PolicyWorld } from "./world";

const asked = 3_000;
const atOnce = 16;

export interface Latencies {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
}

export interface Cold {
  /** One row by its key through the same client: what any look-up costs here. */
  row: Latencies;
  /** `checkPermission`. */
  check: Latencies;
  /** The permission cache's way when it knows nothing. */
  miss: Latencies;
}

/**
 * Each question once, about somebody nobody asked about before, one after the other for the latencies and sixteen at once for
 * the rates. The three ways take turns, so that what disturbs one disturbs all.
 */
export async function measureCold(world: PolicyWorld): Promise<Cold> {
  const { ctx, db, seeded } = world;
  const cache = createPermissionCache({ ...ctx });
  const questions = await drawQuestions(world, 5 * asked, 1);
  const next = () => {
    const question = questions.pop();
    if (!question) throw new Error("no question left");
    return question;
  };
  let key = seeded.first.agents;
  const ways = {
    row: () => {
      key += 331;
      return db.principal.findUnique({ where: { key }, select: { id: true } });
    },
    check: () => checkPermission(ctx, next()),
    miss: async () => cache.check(next()),
  };
  const names = ["row", "check", "miss"] as const;
  const times: Record<keyof Cold, number[]> = { row: [], check: [], miss: [] };
  for (let round = 0; round < asked; round++) {
    for (const name of names) {
      const begin = performance.now();
      await ways[name]();
      times[name].push(performance.now() - begin);
    }
  }
  const rates = { row: await rateOf(ways.row), check: await rateOf(ways.check), miss: await rateOf(ways.miss) };
  await cache.close();
  const latencies = (name: keyof Cold): Latencies => ({
    p50: quantile(times[name], 0.5),
    p95: quantile(times[name], 0.95),
    p99: quantile(times[name], 0.99),
    perSecond: rates[name],
  });
  return { row: latencies("row"), check: latencies("check"), miss: latencies("miss") };
}

async function rateOf(way: () => Promise<unknown>): Promise<number> {
  let left = asked;
  const begin = performance.now();
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await way();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (asked / (performance.now() - begin)) * 1_000;
}
