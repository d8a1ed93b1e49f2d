import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { columnDefinitions, table } from "../output/table";
import type { ApiContext, Target } from "../verbs/context";
import { type WatchEvent, type WatchOptions, watch } from "../verbs/watch";
import { type Presentation, presentObject } from "./answer";

/** Sends the events of a watch as they come, one JSON document a line, no faster than the client reads. */
export async function serveWatch(
  context: ApiContext,
  response: ServerResponse,
  target: Target,
  options: WatchOptions,
  presentation: Presentation,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, { "Cache-Control": "no-cache, private", "Content-Type": "application/json" });
  response.flushHeaders();
  let isFirst = true;
  for await (const event of watch(context, target, options, signal)) {
    const line = `${JSON.stringify(presentEvent(context, target, event, presentation, isFirst))}\n`;
    isFirst = false;
    if (!response.write(line) && !signal.aborted) await once(response, "drain", { signal }).catch(() => undefined);
  }
  response.end();
}

function presentEvent(
  context: ApiContext,
  { type }: Target,
  event: WatchEvent,
  presentation: Presentation,
  isFirst: boolean,
): object {
  if (event.type === "ERROR") return event;
  if (event.type === "BOOKMARK") {
    if (presentation.form.as !== "table") return event;
    const { metadata } = event.object;
    return { type: event.type, object: table(isFirst ? columnDefinitions(type) : null, [], { ...metadata }) };
  }
  const now = context.clock.now();
  return { type: event.type, object: presentObject(type, event.object, { ...presentation, now }, isFirst) };
}
