"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { chatTexts } from "../texts";
import { useExpanded } from "./expansion";
import { branchesOf, isBranch, isSmall, summaryOf } from "./json-shape";

const pageSize = 50;
const stringCharacters = 400;

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
  const branches = branchesOf(value);
  const canOpen = branches.some(([, child]) => isBranch(child) && branchesOf(child).length > 0);
  return (
    <ul className={depth > 0 ? "ml-[7px] border-line border-l pl-3" : undefined}>
      {branches.slice(0, limit).map(([name, child]) => (
        <li key={name}>
          <Node path={`${path}/${name}`} name={name} value={child} depth={depth} isIndented={canOpen} />
        </li>
      ))}
      {branches.length > limit ? (
        <li>
          <button type="button" className="text-accent hover:underline" onClick={() => setLimit(limit + pageSize * 4)}>
            {chatTexts.more(branches.length - limit)}
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
  if (!isBranch(value) || branchesOf(value).length === 0) {
    return (
      <div className={isIndented ? "pl-4" : "pl-0.5"}>
        <span className="json-name">{name}</span>
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
        <ChevronRight
          className={`mr-0.5 size-3.5 shrink-0 self-center text-faint transition-transform duration-100 ${isExpanded ? "rotate-90" : ""}`}
          aria-hidden="true"
        />
        <span className="json-name shrink-0">{name}</span>
        <span className="truncate text-faint">{summaryOf(value, isExpanded)}</span>
      </button>
      {isExpanded ? <Branches path={path} value={value} depth={depth + 1} /> : null}
    </>
  );
}

function Leaf({ value }: { value: unknown }) {
  const [isWhole, setWhole] = useState(false);
  if (typeof value !== "string") return <span className={`json-${typeof value}`}>{JSON.stringify(value)}</span>;
  if (value.length <= stringCharacters || isWhole) return <span className="json-string">{value}</span>;
  return (
    <span className="json-string">
      {value.slice(0, stringCharacters)}…{" "}
      <button type="button" className="font-sans text-accent hover:underline" onClick={() => setWhole(true)}>
        {chatTexts.showAll(1, value.length)}
      </button>
    </span>
  );
}
