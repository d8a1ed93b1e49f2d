import { createPermissionCache } from "@/server/policy";
import { median } from "../statistics";
import { drawQuestions, type Question, randomFrom } from "./questions";
import type { PolicyWorld } from "./world";

const distinct = 5_000;
const rounds = 7;
const checksInRound = 400_000;

/** Checks a second of one process on one core, of questions it knows; the median of the rounds. */
export async function measureCached(world: PolicyWorld): Promise<number> {
  const cache = createPermissionCache({ ...world.ctx });
  const questions = await drawQuestions(world, distinct, 2);
  const random = randomFrom(3);
  const order = Uint32Array.from({ length: checksInRound }, () => Math.floor(random() * questions.length));
  const rates: number[] = [];
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    // Answers live for seconds: they are read again before each round.
    await Promise.all(questions.map((question) => cache.check(question)));
    const begin = performance.now();
    const allowed = askAll(cache.check, questions, order);
    const rate = (checksInRound / (performance.now() - begin)) * 1_000;
    if (allowed < checksInRound / 2) throw new Error(`only ${allowed} of ${checksInRound} were allowed`);
    if (round > 0) rates.push(rate);
  }
  await cache.close();
  return median(rates);
}

function askAll(
  check: ReturnType<typeof createPermissionCache>["check"],
  questions: readonly Question[],
  order: Uint32Array,
): number {
  let allowed = 0;
  for (const index of order) {
    const question = questions[index];
    if (!question) continue;
    const decision = check({ ...question });
    if (decision instanceof Promise) throw new Error("an answer was not known");
    if (decision.allowed) allowed += 1;
  }
  return allowed;
}
