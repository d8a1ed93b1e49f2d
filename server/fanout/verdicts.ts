import type { AcceptedVerdict, RefusedVerdict, Verdict } from "@/sdk/protocol";
import type { Refusal } from "./refusals";

/** A refusal of the message with this id, as far as the id is known. */
export function refused(refusal: Refusal, id: string | undefined): RefusedVerdict {
  return id === undefined ? { verdict: "refused", ...refusal } : { verdict: "refused", id, ...refusal };
}

/** The verdict as it goes over NATS. An acceptance is written by hand: its parts are a UUID, a number and a flag. */
export function encodeVerdict(verdict: Verdict): string {
  return verdict.verdict === "accepted" ? encodeAccepted(verdict) : JSON.stringify(verdict);
}

function encodeAccepted(verdict: AcceptedVerdict): string {
  const { id, sequence, duplicate, unresolved, untold } = verdict;
  if (unresolved || untold) return JSON.stringify(verdict);
  const stored = sequence === undefined ? "" : `,"sequence":${sequence}`;
  return `{"verdict":"accepted","id":"${id}"${stored}${duplicate ? ',"duplicate":true' : ""}}`;
}
