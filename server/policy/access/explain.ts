import { z } from "zod";
import type { Place } from "@/sdk/protocol";
import type { Db, ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { blocksInForce } from "../blocks/in-force";
import { selectBlocksById } from "../blocks/repository";
import { type BlockView, viewOfBlock } from "../blocks/view";
import { answerToPrincipal } from "../check";
import { decide, type Question } from "../decide";
import type { Facts } from "../facts";
import { loadFacts } from "../facts-repository";
import { findChannel, findThread } from "../grants/repository";
import { parseInput, placeInput, principalId, spaceName } from "../input";
import { actions, type Decision } from "../types";
import { lackOf, rolesThatGive } from "./missing";
import { requireInsight } from "./require-insight";
import { type Way, waysOf } from "./ways";
import { selectHelpfulGroups, selectHoldings } from "./ways-repository";

const transactionTimeoutMs = 30_000;
const holdingsMax = 50;
const helpfulGroupsMax = 6;

export const ExplainInput = z.object({
  spaceId: spaceName,
  principal: principalId,
  action: z.enum(actions),
  /** Every action but `space.admin` needs one. */
  place: placeInput.optional(),
});
export type ExplainInput = z.input<typeof ExplainInput>;

export interface Explanation {
  decision: Decision;
  /** Every way in which the right comes about, also when something stands in its way; at most some fifty. */
  ways: Way[];
  /** What it takes for a denial to become a grant, each on its own: all of them are missing. Empty when it is allowed. */
  missing: string[];
  /** Blocks that count for the principal here. */
  blocks: BlockView[];
  revision: string;
}

/**
 * Why the principal may or may not do it, from one consistent picture of the space. For admins and the channel's owners;
 * the principal itself learns what it would be told: its own ways, and not whether a place exists that is closed to it.
 */
export async function explain(ctx: ServiceContext, given: ExplainInput): Promise<Explanation> {
  const { spaceId, ...question } = parseInput(ExplainInput, given);
  const { principal, place } = question;
  const insight = await requireInsight(ctx, { spaceId, principal, channel: place?.channel });
  const explanation = await inOnePicture(ctx.db, (tx) => explainIn(tx, spaceId, question));
  return insight === "all" ? explanation : toPrincipal(explanation, place);
}

function inOnePicture<Result>(db: Db, read: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.$transaction(read, {
    isolationLevel: "RepeatableRead",
    timeout: transactionTimeoutMs,
    maxWait: transactionTimeoutMs,
  });
}

async function explainIn(tx: Tx, spaceId: string, question: Question): Promise<Explanation> {
  const [facts] = (await loadFacts(tx, spaceId, [question])) ?? [];
  if (!facts) throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
  const decision = decide(question, facts);
  const keys = await keysOf(tx, spaceId, question.place);
  const principalKeys = facts.principal ? [facts.principal.key] : [];
  const holdings = keys ? await selectHoldings(tx, { ...keys, principalKeys, perPrincipal: holdingsMax }) : [];
  const { platformRole } = facts.principal ?? {};
  const inForce = blocksInForce({ ...facts, platformRole, role: facts.role?.role });
  const blocks = await selectBlocksById(
    tx,
    inForce.map(({ id }) => id),
  );
  return {
    decision,
    ways: waysOf(question, facts, holdings),
    missing: decision.allowed ? [] : lackOf(question, facts, await helpfulGroups(tx, question, facts, keys)),
    blocks: blocks.map(viewOfBlock),
    revision: decision.revision,
  };
}

interface Keys {
  channelKey: number;
  threadKey: number | null;
}

async function keysOf(tx: Tx, spaceId: string, place: Place | undefined): Promise<Keys | undefined> {
  const channel = place && (await findChannel(tx, spaceId, place.channel));
  if (!place || !channel) return undefined;
  const thread = place.thread === undefined ? undefined : await findThread(tx, spaceId, place.channel, place.thread);
  return { channelKey: channel.key, threadKey: thread?.key ?? null };
}

async function helpfulGroups(tx: Tx, { action }: Question, facts: Facts, keys: Keys | undefined): Promise<string[]> {
  if (!keys) return [];
  const { channelKey, threadKey } = keys;
  const isAboutThread = facts.thread?.isPrivate && (action === "channel.read" || action === "channel.post");
  const where = isAboutThread && threadKey !== null ? { threadKey } : { channelKey, roles: rolesThatGive[action] };
  return selectHelpfulGroups(tx, where, helpfulGroupsMax);
}

function toPrincipal({ decision, ways, revision }: Explanation, place: Place | undefined): Explanation {
  const told = answerToPrincipal(decision, place);
  return {
    decision: told,
    ways: decision.told ? [] : ways,
    missing: told.allowed ? [] : [told.reason],
    blocks: [],
    revision,
  };
}
