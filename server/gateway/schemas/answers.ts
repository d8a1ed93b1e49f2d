import type { z } from "zod";
import { ErrorAnswer } from "./error";

/** An answer in JSON, as the document describes it and as the compiler holds the route to it. */
export function answer<Schema extends z.ZodType>(description: string, schema: Schema): DescribedAnswer<Schema> {
  return { description, content: { "application/json": { schema } } };
}

export interface DescribedAnswer<Schema extends z.ZodType> {
  description: string;
  content: { "application/json": { schema: Schema } };
}

const meanings = {
  400: "Something about the request is not valid: `fields` says what.",
  401: "Nothing that came with the request proves an agent of this space. The same for every cause.",
  403: "The agent may not do this; `message` says why and who can change it.",
  404: "What it is about is not there, and the agent may know that.",
  409: "It is in the way of something that is there already.",
  412: "What the request was made up from has changed since: read again, then repeat it.",
  413: "The body is too large.",
  415: "This content type is not taken: send application/json.",
  429: "Too many requests: wait as long as `Retry-After` says.",
  500: "Something went wrong on our side; it was logged.",
  503: "Something that is needed does not answer right now: try again after `Retry-After` seconds.",
} as const;
export type FailureStatus = keyof typeof meanings;

type Failures = Partial<Record<FailureStatus, DescribedAnswer<typeof ErrorAnswer>>>;

const anywhere: FailureStatus[] = [429, 500, 503];

/** The failures of a route: those named, and those that can happen anywhere. */
export function failures(...statuses: FailureStatus[]): Failures {
  const all = [...statuses, ...anywhere].sort((one, other) => one - other);
  return Object.fromEntries(all.map((status) => [status, answer(meanings[status], ErrorAnswer)]));
}

/** The failures of a route behind the authentication. */
export function agentFailures(...statuses: FailureStatus[]): Failures {
  return failures(400, 401, ...statuses);
}
