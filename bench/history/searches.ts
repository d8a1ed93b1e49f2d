import { createHash } from "node:crypto";
import { searchMessages } from "@/server/history";
import { drawsFrom, fullPlan, makeWords, reader, historySpaceId as spaceId } from "./plan";
import { tools } from "./statements";
import type { HistoryWorld } from "./world";

export interface SearchTimes {
  name: string;
  ms: number[];
  /** Found on average. */
  hits: number;
  /** How many of the answers covered the whole history, or as much as was asked for. */
  complete: number;
}

const times = 40;

/** Milliseconds of each kind of search: rare, common and structured ones, the first page and those after it. */
export async function measureSearches({ ctx }: HistoryWorld): Promise<SearchTimes[]> {
  const measured: SearchTimes[] = [];
  for (const [name, make] of kinds()) {
    const kind: SearchTimes = { name, ms: [], hits: 0, complete: 0 };
    let before: number | undefined;
    let query = make();
    for (let time = 0; time < times; time += 1) {
      const began = performance.now();
      const { hits, next } = await searchMessages(ctx, { spaceId, principal: reader, query, before });
      kind.ms.push(performance.now() - began);
      kind.hits += hits.length / times;
      if (next === null || hits.length === 25) kind.complete += 1;
      // Every third search is followed by its second page.
      before = time % 3 === 0 ? (next ?? undefined) : undefined;
      if (before === undefined) query = make();
    }
    measured.push(kind);
  }
  return measured;
}

function kinds(): [string, () => string][] {
  const draw = drawsFrom(5);
  const words = makeWords(fullPlan.words);
  const number = (below: number) => Math.floor(draw() * below);
  const wordAmong = (from: number, to: number) => words[from + number(to - from)] ?? "";
  const common = () => wordAmong(0, 50);
  const medium = () => wordAmong(500, 3_000);
  const rare = () => wordAmong(15_000, fullPlan.words);
  const token = () =>
    createHash("md5")
      .update(String(number(fullPlan.messages / 20) * 20 + 3))
      .digest("hex");
  const agent = (below = fullPlan.agents) => `agent-${number(below)}`;
  const channel = () => {
    const at = number(fullPlan.channels);
    return `area-${at % 20}.channel-${at}`;
  };
  const day = () => new Date(Date.now() - number(115) * 86_400_000).toISOString().slice(0, 10);
  return [
    ["a word of most messages", common],
    ["a word of some", medium],
    ["a rare word", rare],
    ["a word that one message has", () => token().slice(0, 10)],
    ["a part of such a word", () => token().slice(2, 9)],
    ["a word that none has", () => `${rare()}zzqx`],
    ["three common words", () => `${common()} ${common()} ${common()}`],
    ["two words of some", () => `${medium()} ${medium()}`],
    ["two rare words", () => `${rare()} ${rare()}`],
    ["a phrase", () => `"${medium()} ${common()}"`],
    ["a phrase of common words", () => `"${common()} ${common()} ${common()}"`],
    ["from: and a word", () => `from:${agent()} ${medium()}`],
    ["from: one that says little", () => `from:agent-${2_900 + number(100)}`],
    ["in: and a word", () => `in:${channel()} ${medium()}`],
    ["in: and a rare word", () => `in:${channel()} ${rare()}`],
    ["tool: and has:error", () => `tool:${tools[number(tools.length)]} has:error`],
    ["tool: and a rare word", () => `tool:${tools[number(tools.length)]} ${rare()}`],
    ["has:code from:", () => `has:code from:${agent()}`],
    ["mentions:me", () => "mentions:me"],
    ["mentions: and a word", () => `mentions:${agent()} ${medium()}`],
    ["type: without a word", () => `type:agent.error -${common()}`],
    ["correlation:", () => `correlation:case-${number(fullPlan.messages / 8)}`],
    ["during: and a word", () => `during:${day()} ${medium()}`],
    ["before: and a rare word", () => `before:${day()} ${rare()}`],
    ["thread: and a word", () => `thread:talk-${1 + number(5)} ${medium()}`],
    ["json. and a word", () => `json.ms=${number(5_000)} type:tool.result`],
    ["json. alone", () => `json.ms=${number(5_000)}`],
    ["two letters", () => `${wordAmong(0, 50).slice(0, 2)} ${rare()}`],
  ];
}
