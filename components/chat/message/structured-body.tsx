import { Badge } from "@/components/ui";
import type { MessagePart } from "@/sdk/protocol";
import { chatTexts } from "../texts";
import type { Body } from "./body-kind";
import { CopyButton } from "./copy-button";
import { JsonTree } from "./json-tree";
import { TextBody } from "./text-body";

/** A message with more than words: its type when it says something, its words, its parts, its data. */
export function StructuredBody({ id, body }: { id: string; body: Extract<Body, { kind: "structured" }> }) {
  return (
    <div className="flex flex-col items-start gap-1">
      {body.type ? <Badge className="font-mono">{body.type}</Badge> : null}
      {body.text ? <TextBody id={id} text={body.text} /> : null}
      {body.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored message never change
        <Part key={index} id={`${id}:part-${index}`} part={part} />
      ))}
      {body.data === undefined ? null : <DataBlock id={`${id}:data`} value={body.data} />}
    </div>
  );
}

function Part({ id, part }: { id: string; part: MessagePart }) {
  const { kind, ...rest } = part;
  if (kind === "text" && typeof rest.text === "string") return <TextBody id={id} text={rest.text} />;
  if (kind === "code" && typeof (rest.code ?? rest.text) === "string") {
    const language = typeof rest.language === "string" ? rest.language.replace(/\W/g, "") : "";
    return <TextBody id={id} text={`~~~~~~${language}\n${rest.code ?? rest.text}\n~~~~~~`} />;
  }
  return <DataBlock id={id} label={kind} value={rest.data ?? rest} />;
}

function DataBlock({ id, label, value }: { id: string; label?: string; value: unknown }) {
  return (
    <div className="group/data relative max-w-full rounded-md border border-line bg-raised py-2 pr-10 pl-2">
      {label ? <div className="mb-1 pl-0.5 font-medium text-2xs text-faint">{label}</div> : null}
      <JsonTree id={id} value={value} />
      <CopyButton
        label={chatTexts.copyMessage}
        text={() => JSON.stringify(value, null, 2)}
        className="absolute top-1 right-1 opacity-0 focus-visible:opacity-100 group-hover/data:opacity-100 [@media(hover:none)]:opacity-100"
      />
    </div>
  );
}
