"use client";

import { useState } from "react";
import { chatTexts } from "../texts";
import { useExpanded } from "./expansion";
import { FoldMark } from "./fold-mark";
import { branchesOf, clip, isBranch, isSmall, sizeOf, summaryOf } from "./json-shape";
import { bodyTexts } from "./texts";

const pageSize = 50;
const stringCharacters = 400;
/** As much of a long text as is laid out without a pause. */
const stringStep = 20_000;
const nameCharacters = 120;

interface JsonTreeProps {
  /** Remembers what is open. */
  id: string;
  value: unknown;
}

/** Any JSON value, to read and to open part by part; only what is open is drawn. */
export function JsonTree({ id, value }: JsonTreeProps) {
  return (
    <div className="json-tree" dir="ltr">
      {isBranch(value) ? <Branches path={id} value={value} depth={0} /> : <Leaf value={value} />}
    </div>
  );
}

function Branches({ path, value, depth }: { path: string; value: object; depth: number }) {
  const [limit, setLimit] = useState(pageSize);
  const branches = branchesOf(value, limit);
  const rest = sizeOf(value) - branches.length;
  const canOpen = branches.some(([, part]) => isBranch(part) && sizeOf(part) > 0);
  return (
    <ul className={depth > 0 ? "ml-[7px] border-line border-l pl-3" : undefined}>
      {branches.map(([name, part]) => (
        <li key={name}>
          <Node path={`${path}/${name}`} name={name} value={part} depth={depth} isIndented={canOpen} />
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <button type="button" className="text-accent hover:underline" onClick={() => setLimit(limit + pageSize * 4)}>
            {chatTexts.more(rest)}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

interface NodeProps {
  path: string;
  name: string;
  value: unknown;
  depth: number;
  /** Its neighbours can be opened: leaves room for their arrows. */
  isIndented: boolean;
}

function Node({ path, name, value, depth, isIndented }: NodeProps) {
  const [isExpanded, setExpanded] = useExpanded(path, depth === 0 && isSmall(value));
  if (!isBranch(value) || sizeOf(value) === 0) {
    return (
      <div className={isIndented ? "pl-4" : "pl-0.5"}>
        <Name name={name} />
        <Leaf value={value} />
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        aria-expanded={isExpanded}
        onClick={() => setExpanded(!isExpanded)}
        className="flex max-w-full items-baseline rounded-sm text-left hover:bg-hover"
      >
        <FoldMark isOpen={isExpanded} className="mr-0.5 self-center text-faint" />
        <Name name={name} />
        <span className="truncate text-faint">{summaryOf(value, isExpanded)}</span>
      </button>
      {isExpanded ? <Branches path={path} value={value} depth={depth + 1} /> : null}
    </>
  );
}

function Name({ name }: { name: string }) {
  return (
    <bdi
      className={`json-name ${name.length > 30 ? "" : "shrink-0"}`}
      title={name.length > nameCharacters ? name : undefined}
    >
      {clip(name, nameCharacters)}
    </bdi>
  );
}

function Leaf({ value }: { value: unknown }) {
  const [shown, setShown] = useState(stringCharacters);
  if (typeof value !== "string") return <span className={`json-${typeof value}`}>{JSON.stringify(value)}</span>;
  if (value.length <= shown) return <span className="json-string">{value}</span>;
  return (
    <span className="json-string">
      {value.slice(0, shown)}…{" "}
      <button
        type="button"
        className="font-sans text-accent hover:underline"
        onClick={() => setShown(shown + stringStep)}
      >
        {value.length <= shown + stringStep
          ? chatTexts.showAll(1, value.length)
          : bodyTexts.moreCharacters(value.length - shown)}
      </button>
    </span>
  );
}
