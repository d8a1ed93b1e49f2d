"use client";

import { Minus, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui";
import type { Difference } from "./difference";
import { auditTexts } from "./texts";

const itemsShownMax = 50;

/** Before and after side by side in reading order: what went with a minus, what came with a plus. */
export function DifferenceList({ differences }: { differences: Difference[] }) {
  if (differences.length === 0) return <p className="text-muted">{auditTexts.unchanged}</p>;
  return (
    <dl className="flex flex-col divide-y divide-line overflow-hidden rounded-md border border-line">
      {differences.map((difference) => (
        <div key={difference.path} className="flex flex-col gap-1.5 px-3 py-2.5">
          {difference.path ? <dt className="font-mono text-faint text-xs">{difference.path}</dt> : null}
          <dd className="flex flex-col gap-1">
            {difference.kind === "items" ? (
              <>
                <Items isAdded={false} items={difference.removed} />
                <Items isAdded items={difference.added} />
              </>
            ) : (
              <>
                {difference.before === undefined ? null : <Line isAdded={false}>{difference.before}</Line>}
                {difference.after === undefined ? null : <Line isAdded>{difference.after}</Line>}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ isAdded, items }: { isAdded: boolean; items: string[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, itemsShownMax);
  return (
    <>
      {shown.map((item) => (
        <Line key={item} isAdded={isAdded}>
          {item}
        </Line>
      ))}
      {shown.length < items.length ? (
        <Button size="sm" variant="ghost" onClick={() => setWhole(true)} className="self-start">
          {auditTexts.showAll(items.length)}
        </Button>
      ) : null}
    </>
  );
}

function Line({ isAdded, children }: { isAdded: boolean; children: ReactNode }) {
  const Icon = isAdded ? Plus : Minus;
  return (
    <span
      className={
        isAdded
          ? "flex items-start gap-2 rounded-sm bg-success-soft px-2 py-0.5 text-ink"
          : "flex items-start gap-2 rounded-sm bg-danger-soft px-2 py-0.5 text-muted"
      }
    >
      <Icon aria-hidden="true" className={`mt-1 size-3 shrink-0 ${isAdded ? "text-success" : "text-danger"}`} />
      <span className="sr-only">{isAdded ? auditTexts.added : auditTexts.removed}: </span>
      <bdi className="min-w-0 whitespace-pre-wrap break-words">
        {children === "" ? <em className="text-faint">{auditTexts.empty}</em> : children}
      </bdi>
    </span>
  );
}
