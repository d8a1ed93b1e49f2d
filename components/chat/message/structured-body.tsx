import { Badge } from "@/components/ui";
import type { MessagePart } from "@/sdk/protocol";
import type { Body } from "./body-kind";
import { FoldedData } from "./folded-data";
import { isBranch } from "./json/json-shape";
import { StructuredData } from "./structured-data";
import { TextBody } from "./text-body";

/** A message with more than words: its type when it says something, its words, its parts, its data. */
export function StructuredBody({ id, body }: { id: string; body: Extract<Body, { kind: "structured" }> }) {
  // Chat first: what is already said in words keeps its structure one click away.
  const isFolded = Boolean(body.text) && isBranch(body.data);
  return (
    <div className="flex flex-col items-start gap-1 *:max-w-full">
      {body.type && !isFolded ? <Badge className="font-mono">{body.type}</Badge> : null}
      {body.text ? <TextBody id={id} text={body.text} /> : null}
      {body.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored message never change
        <Part key={index} id={`${id}:part-${index}`} part={part} />
      ))}
      {isFolded ? <FoldedData id={`${id}:data`} label={body.type} value={body.data} /> : null}
      {body.data !== undefined && !isFolded ? <StructuredData id={`${id}:data`} value={body.data} /> : null}
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
  return <StructuredData id={id} label={kind} value={rest.data ?? rest} />;
}
