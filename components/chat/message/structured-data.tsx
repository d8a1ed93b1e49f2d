import { chatTexts } from "../texts";
import { CopyButton } from "./copy-button";
import { jsonText } from "./json/json-text";
import { JsonTree } from "./json/json-tree";

interface StructuredDataProps {
  /** Remembers what is open. */
  id: string;
  label?: string;
  value: unknown;
  /** As many lines stand in the flow; more scroll in a box. */
  linesMax?: number;
}

/** A JSON value in a frame of its own, to open part by part and to copy whole. */
export function StructuredData({ id, label, value, linesMax }: StructuredDataProps) {
  return (
    <div className="group/data relative max-w-full rounded-md border border-line bg-raised py-2 pr-10 pl-2">
      {label ? <div className="mb-1 pl-0.5 font-medium text-2xs text-faint">{label}</div> : null}
      <JsonTree id={id} value={value} linesMax={linesMax} />
      <CopyButton
        label={chatTexts.copyMessage}
        text={() => jsonText(value) ?? ""}
        className="absolute top-1 right-1 opacity-0 focus-visible:opacity-100 group-hover/data:opacity-100 [@media(hover:none)]:opacity-100"
      />
    </div>
  );
}
