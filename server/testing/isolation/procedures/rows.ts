import { readOutcomes } from "../outcomes";
import { type Caller, insiders } from "./callers";
import type { Console } from "./console";

/** The input, about what is in that space. */
type MakeInput = (console: Console, spaceId: string) => object | Promise<object>;

/** What is expected of one procedure. */
export interface Row {
  /** Of every caller: `OK`, or tRPC's name of the refusal. */
  outcomes: Record<Caller, string>;
  /** Made anew after each call that succeeds, so that what one caller may change or remove is there for the next. */
  input: (console: Console) => object | Promise<object>;
  /** The same about what is in another space, where that is found by an id: for nobody is it there. */
  foreignInput?: (console: Console) => object | Promise<object>;
}

/** By path, such as `channels.list`. */
export type Table = Record<string, Row>;

const unknown = "UNAUTHORIZED";
const withoutSession = { nobody: unknown, forged: unknown, expired: unknown, revoked: unknown, dismissed: unknown };
/** To a stranger the space looks like one that does not exist. */
const outsideOfSpace = { ...withoutSession, stranger: "NOT_FOUND", barred: "FORBIDDEN" };
const everybodyInside = readOutcomes("rest OK", insiders);

/** A procedure about a space: `outcomes` says who of its people gets what. The space's id need not be in the input. */
export function inSpace(outcomes: string, input: MakeInput = () => ({})): Row {
  return {
    outcomes: { ...outsideOfSpace, ...readOutcomes(outcomes, insiders) },
    input: async (console) => {
      const { spaceId } = console.stage;
      return { spaceId, ...(await input(console, spaceId)) };
    },
  };
}

/** A procedure for platform admins in a space. */
export function forAdmins(input?: MakeInput): Row {
  return inSpace("admin OK, rest FORBIDDEN", input);
}

/** The same, about something that the space owns. */
export function forAdminsOf(input: MakeInput): Row {
  return {
    ...forAdmins(input),
    foreignInput: async (console) => {
      const { spaceId, otherSpaceId } = console.stage;
      return { spaceId, ...(await input(console, otherSpaceId)) };
    },
  };
}

/** A procedure for whoever is signed in, wherever they belong. */
export function forSignedIn(): Row {
  const outcomes = { ...withoutSession, stranger: "OK", barred: "OK", ...everybodyInside };
  return { outcomes, input: () => ({}) };
}

/** A procedure for anybody; those without a session are told that they have none. */
export function forAnybody(): Row {
  const outcomes = { nobody: "OK", forged: "OK", expired: "OK", revoked: "OK", dismissed: "OK" };
  return { outcomes: { ...outcomes, stranger: "OK", barred: "OK", ...everybodyInside }, input: () => ({}) };
}

/** Those who read the private channels; paused ones do, blocked ones do not. */
export const readers = "admin owner watchingOwner moderator member paused";
