import { chatTexts } from "../../texts";
import { FoldMark } from "../fold-mark";
import { bodyTexts } from "../texts";
import { JsonLeaf } from "./json-leaf";
import type { JsonRow } from "./json-rows";
import { clip, summaryOf } from "./json-shape";

const nameCharacters = 120;
const indentPx = 20;

interface JsonLineProps {
  row: JsonRow;
  onToggle(): void;
  onMore(): void;
}

/** One line of a tree: a value, what can be opened, or how many more there are. */
export function JsonLine({ row, onToggle, onMore }: JsonLineProps) {
  const { name, value, depth, isExpanded, rest } = row;
  return (
    // However deep it is, half of the width is left to what it says.
    <div className="flex" style={{ paddingLeft: depth > 0 ? 7 : undefined }}>
      {depth > 0 ? (
        <span className="json-levels" style={{ width: `min(${depth * indentPx}px, 50%)` }}>
          <span className="sr-only">{bodyTexts.level(depth + 1)}</span>
        </span>
      ) : null}
      <div className="min-w-0 grow">
        {rest !== undefined ? (
          <button type="button" className="text-accent hover:underline" onClick={onMore}>
            {chatTexts.more(rest)}
          </button>
        ) : isExpanded === undefined ? (
          <div className={row.isIndented ? "pl-4" : "pl-0.5"}>
            <JsonName name={name} />
            <JsonLeaf value={value} />
          </div>
        ) : (
          <button
            type="button"
            aria-expanded={isExpanded}
            onClick={onToggle}
            className="flex max-w-full items-baseline rounded-sm text-left hover:bg-hover"
          >
            <FoldMark isOpen={isExpanded} className="mr-0.5 self-center text-faint" />
            <JsonName name={name} />
            <span className="truncate text-faint">{summaryOf(value as object, isExpanded)}</span>
          </button>
        )}
      </div>
    </div>
  );
}

function JsonName({ name }: { name: string }) {
  return (
    <bdi
      className={`json-name ${name.length > 30 ? "" : "shrink-0"}`}
      title={name.length > nameCharacters ? name : undefined}
    >
      {clip(name, nameCharacters)}
    </bdi>
  );
}
