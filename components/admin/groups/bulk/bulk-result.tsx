"use client";

import { CircleCheck, Download, TriangleAlert, Undo2 } from "lucide-react";
import { ProblemNote } from "@/components/shell";
import { Button, type Column, DataTable, DialogBody, DialogFooter, ScrollPane } from "@/components/ui";
import { saveTable } from "./read-source";
import { bulkTexts } from "./texts";
import type { BulkRun, LineProblem } from "./use-bulk-change";

interface BulkResultProps {
  group: string;
  run: BulkRun;
  onGoOn: () => void;
  onUndo: () => void;
  onClose: () => void;
}

const columns: Column<LineProblem>[] = [
  {
    id: "line",
    header: bulkTexts.columns.line,
    width: "6rem",
    cell: ({ line }) => <span className="text-ink tabular-nums">{bulkTexts.line(line)}</span>,
  },
  {
    id: "value",
    header: bulkTexts.columns.value,
    width: "minmax(0,1fr)",
    stacked: "plain",
    cell: ({ value }) => <bdi className="break-all font-mono text-xs">{value}</bdi>,
  },
  {
    id: "message",
    header: bulkTexts.columns.message,
    width: "minmax(0,1fr)",
    stacked: "line",
    cell: ({ message }) => message,
  },
];

/** What became of a list: how many were changed, each line that was not taken and why, and the way back. */
export function BulkResult({ group, run, onGoOn, onUndo, onClose }: BulkResultProps) {
  const { problems, state, changeIds } = run;
  const mayGoOn = state === "failed" || state === "stopped";
  return (
    <>
      <DialogBody className="flex flex-col gap-4 pb-5">
        <Summary run={run} />
        {problems.length > 0 ? <Problems group={group} problems={problems} /> : null}
        <ProblemNote>{run.failure}</ProblemNote>
      </DialogBody>
      <DialogFooter>
        {changeIds.length > 0 ? (
          <Button className="mr-auto" onClick={onUndo}>
            <Undo2 aria-hidden="true" className="size-4" />
            {bulkTexts.undo}
          </Button>
        ) : null}
        {mayGoOn ? <Button onClick={onGoOn}>{bulkTexts.goOn}</Button> : null}
        <Button variant="primary" onClick={onClose}>
          {bulkTexts.close}
        </Button>
      </DialogFooter>
    </>
  );
}

function Summary({ run }: { run: BulkRun }) {
  const { mode, state, sent, total, changed, closed, problems, undone } = run;
  if (state === "undone") return <Outcome isGood>{bulkTexts.undone(undone)}</Outcome>;
  const sentences = [
    bulkTexts.changed[mode](changed),
    ...(sent > changed + problems.length ? [bulkTexts.unchanged[mode]] : []),
    ...(closed > 0 ? [bulkTexts.closed(closed)] : []),
    ...(state === "stopped" ? [bulkTexts.stoppedAt(sent, total)] : []),
    ...(state === "failed" ? [bulkTexts.failedAt] : []),
  ];
  return <Outcome isGood={state === "done" && problems.length === 0}>{sentences.join(" ")}</Outcome>;
}

function Outcome({ isGood, children }: { isGood: boolean; children: string }) {
  return (
    <p role="status" className="flex items-start gap-2.5">
      {isGood ? (
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
      ) : (
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
      )}
      {children}
    </p>
  );
}

function Problems({ group, problems }: { group: string; problems: LineProblem[] }) {
  function save() {
    const rows = problems.map(({ line, value, message }) => [line, value, message]);
    void saveTable(bulkTexts.downloadName(group), Object.values(bulkTexts.columns), rows);
  }
  return (
    <section aria-label={bulkTexts.problems(problems.length)} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{bulkTexts.problems(problems.length)}</h3>
        <Button size="sm" onClick={save}>
          <Download aria-hidden="true" className="size-3.5" />
          {bulkTexts.download}
        </Button>
      </div>
      <ScrollPane className="max-h-72 rounded-md border border-line bg-canvas [scrollbar-gutter:auto]">
        <DataTable
          label={bulkTexts.problems(problems.length)}
          columns={columns}
          rows={problems}
          keyOf={({ line, value }) => `${line} ${value}`}
          nameOf={({ line }) => String(line)}
          empty={null}
        />
      </ScrollPane>
    </section>
  );
}
