import { durationText } from "@/components/chat/message/duration";
import { plainLine } from "@/components/chat/message/plain-words";
import { type ExchangeNode, isBroken, sinceCause } from "./graph";
import { causalityTexts } from "./texts";

export interface Participant {
  id: string;
  name: string;
  kind: "agent" | "person";
}

/** Who somebody of the exchange is, by their id. */
export type Names = (id: string) => Participant;

/** How long after its cause a message came; empty where that is not known. */
export function delayText(node: ExchangeNode): string {
  const ms = sinceCause(node);
  return ms === undefined ? "" : causalityTexts.after(durationText(ms));
}

/** What a message says, in a line. */
export function lineOf({ message }: ExchangeNode): string {
  if (message.redaction) return causalityTexts.redacted;
  const line = plainLine(message.excerpt);
  // A call says its tool's name itself, as a rule.
  const { tool = "" } = message;
  const rest = tool !== "" && line.toLowerCase().startsWith(tool) ? line.slice(tool.length).trim() : line;
  return rest || (tool === "" ? causalityTexts.nothingSaid : "");
}

/** A message for whoever hears it: who, to whom, what it is, how long after what. */
export function spokenOf(node: ExchangeNode, names: Names): string {
  const { message, parent, link } = node;
  const ms = sinceCause(node);
  const { kinds, links, causedBy, row } = causalityTexts;
  const isCall = message.type === "tool.call";
  const tool = message.tool === undefined ? "" : `${isCall ? kinds.call : kinds.result} ${message.tool}`;
  return row({
    sender: names(message.source).name,
    to: message.destination?.map((id) => names(id).name) ?? [],
    what: [tool || (message.type === "text" ? "" : message.type), message.isError ? kinds.error : ""]
      .filter(Boolean)
      .join(" "),
    when: "",
    cause:
      parent && ms !== undefined
        ? causedBy(names(parent.message.source).name, durationText(ms))
        : isBroken(link) || link === "hidden" || link === "earlier"
          ? links[link]
          : "",
    text: lineOf(node),
  });
}
