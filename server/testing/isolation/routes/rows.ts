import { readOutcomes } from "../outcomes";
import type { Stage } from "../stage";
import { type Caller, insiders, strangers } from "./agents";

/** What is sent: the values of the path's parameters, a query, a body. */
export interface Call {
  params?: Record<string, string>;
  query?: string;
  body?: object;
  /** A file in the place of a body. */
  file?: string;
}
type MakeCall = (stage: Stage) => Call | Promise<Call>;

/** What is expected of one route. */
export interface Row {
  /** Of every caller: the status of the answer. */
  outcomes: Record<Caller, string>;
  /** Made anew after each call that succeeds. */
  call: MakeCall;
}

/** By method and path as Fastify has them, such as `GET /healthz`. */
export type Table = Record<string, Row>;

/** A route of a space: who proves nothing gets 401, and `outcomes` says what its agents get. */
export function inSpace(outcomes: string, call: MakeCall = () => ({})): Row {
  return { outcomes: { ...readOutcomes("rest 401", strangers), ...readOutcomes(outcomes, insiders) }, call };
}

/** A route that answers everybody with that status, whoever asks. */
export function forEverybody(status: string, call: MakeCall = () => ({})): Row {
  return { outcomes: readOutcomes(`rest ${status}`, [...strangers, ...insiders]), call };
}

export const readers = "owner moderator member memberByNkey memberByToken paused";
export const writers = "owner moderator member memberByNkey memberByToken";
