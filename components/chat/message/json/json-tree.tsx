"use client";

import { useMemo, useState } from "react";
import { useExpansions } from "../expansion";
import { JsonLeaf } from "./json-leaf";
import { JsonLine } from "./json-line";
import { type JsonRow, jsonRows, nextLimit } from "./json-rows";
import { isBranch } from "./json-shape";
import { JsonWindow } from "./json-window";

/** As many lines stand among the messages; more scroll in a box. */
const linesInFlow = 60;

interface JsonTreeProps {
  /** Remembers what is open. */
  id: string;
  value: unknown;
  linesMax?: number;
}

/** Any JSON value, to read and to open part by part. However large it is, only lines in view are mounted. */
export function JsonTree({ id, value, linesMax = linesInFlow }: JsonTreeProps) {
  return (
    <div className="json-tree" dir="ltr">
      {isBranch(value) ? <Lines id={id} value={value} linesMax={linesMax} /> : <JsonLeaf value={value} />}
    </div>
  );
}

function Lines({ id, value, linesMax }: { id: string; value: object; linesMax: number }) {
  const expansions = useExpansions();
  const [limits, setLimits] = useState<ReadonlyMap<string, number>>(new Map());
  const [isBoxed, setBoxed] = useState(false);
  const [pressed, setPressed] = useState<{ index: number }>();
  const rows = useMemo(
    () => jsonRows(id, value, { isExpanded: expansions.isExpanded, limitOf: (key) => limits.get(key) }),
    [id, value, expansions, limits],
  );
  if (!isBoxed && rows.length > linesMax) setBoxed(true);

  const line = (row: JsonRow, index: number) => (
    <JsonLine
      row={row}
      onToggle={() => {
        if (!isBoxed) setPressed({ index });
        expansions.setExpanded(row.key, !row.isExpanded);
      }}
      onMore={() => {
        setPressed({ index });
        setLimits((before) => new Map(before).set(row.name, nextLimit(before.get(row.name))));
      }}
    />
  );
  if (isBoxed) return <JsonWindow rows={rows} pressed={pressed} line={line} />;
  return (
    <ul>
      {rows.map((row, index) => (
        <li key={row.key}>{line(row, index)}</li>
      ))}
    </ul>
  );
}
