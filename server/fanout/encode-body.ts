import { malformedBody, type Refusal } from "./refusals";

const encoder = new TextEncoder();

/** A body as bytes: as they are, or the JSON of a value that was parsed already. What has no JSON is refused. */
export function encodeBody(body: unknown): Uint8Array | Refusal {
  if (body instanceof Uint8Array) return body;
  try {
    const json = JSON.stringify(body) as string | undefined;
    return json === undefined ? malformedBody("The message is empty.") : encoder.encode(json);
  } catch {
    // A cycle, a BigInt, or nesting that overflows the stack.
    return malformedBody("The message cannot be written as JSON.");
  }
}
