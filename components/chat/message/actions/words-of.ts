import type { Envelope } from "@/sdk/protocol";

/** A message's words, or its data where it has none. */
export function wordsOf({ payload }: Envelope): string {
  return payload.text ?? JSON.stringify(payload.data ?? payload.parts ?? payload, null, 2);
}
