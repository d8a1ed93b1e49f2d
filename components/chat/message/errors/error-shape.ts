import type { Envelope } from "@/sdk/protocol";
import { type Fields, firstDefined, firstString, recordOf } from "../records";

/** What went wrong, as a message tells it. */
export interface ErrorView {
  /** Such as `TimeoutError` or `E42`. */
  name?: string;
  message: string;
  /** A stack or traceback. */
  trace?: string;
}

const messageNames = ["message", "reason", "detail", "description", "error", "title"];
const traceNames = ["stack", "trace", "traceback", "stacktrace", "stackTrace"];

/** Whether a message says that something failed: by its type, or by an `error` in its data. */
export function isError({ type, payload }: Envelope): boolean {
  if (type === "error" || type.endsWith(".error")) return true;
  return errorTextOf(recordOf(payload.data)?.["error"]) !== undefined;
}

/** What failed, from the words and the data of a message that says so. */
export function errorOf({ payload: { text, data } }: Envelope): ErrorView {
  const outer = recordOf(data);
  const inner = recordOf(outer?.["error"]) ?? outer;
  const message = errorTextOf(outer?.["error"]) ?? firstString(inner, messageNames) ?? text ?? "";
  const name = nameOf(inner) ?? (inner === outer ? undefined : nameOf(outer));
  const trace = firstString(inner, traceNames) ?? firstString(outer, traceNames);
  return { ...(name !== undefined && { name }), message, ...(trace !== undefined && { trace }) };
}

/** An `error` field in words; `undefined` when it says that there is none. */
export function errorTextOf(error: unknown): string | undefined {
  if (error === undefined || error === null || error === false || error === "") return undefined;
  if (typeof error === "string") return error;
  const fields = recordOf(error);
  return firstString(fields, messageNames) ?? nameOf(fields) ?? JSON.stringify(error);
}

function nameOf(fields: Fields | undefined): string | undefined {
  const found = firstDefined(fields, ["name", "code", "type", "kind"]);
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
