import type { Envelope } from "@/sdk/protocol";
import { firstString, recordOf } from "../message/records";
import { toolCallsOf, toolResultsOf } from "../message/tools/tool-shape";

/** What says which messages belong together, read once from each. */
export interface FoldKeys {
  callIds: readonly string[];
  names: readonly string[];
  /** How many calls it makes, or how many it answers. */
  count: number;
}

export type FoldedType = "tool.call" | "tool.result" | "task";

export function isFoldedType(type: string): type is FoldedType {
  return type === "tool.call" || type === "tool.result" || type === "task";
}

const cache = new WeakMap<Envelope, FoldKeys>();
const taskIdNames = ["taskId", "task_id", "id"];

export function foldKeysOf(envelope: Envelope): FoldKeys {
  const known = cache.get(envelope);
  if (known) return known;
  const keys = readKeys(envelope);
  cache.set(envelope, keys);
  return keys;
}

function readKeys(envelope: Envelope): FoldKeys {
  if (envelope.type === "task") {
    const id = firstString(recordOf(envelope.payload.data), taskIdNames);
    return { callIds: id === undefined ? [] : [id], names: [], count: 1 };
  }
  const all: { callId?: string; name?: string }[] =
    envelope.type === "tool.call" ? toolCallsOf(envelope) : toolResultsOf(envelope);
  return {
    callIds: all.flatMap(({ callId }) => callId ?? []),
    names: all.flatMap(({ name }) => name ?? []),
    count: all.length,
  };
}
