"use client";

import { Button, DialogBody, DialogFooter, Spinner } from "@/components/ui";
import { bulkTexts } from "./texts";
import type { BulkRun } from "./use-bulk-change";

/** How far a long list has come, and a way to stop it. */
export function BulkProgress({ run, onStop }: { run: BulkRun; onStop: () => void }) {
  const { state, sent, total, changed, mode, problems, undone } = run;
  const isUndoing = state === "undoing";
  const [done, all] = isUndoing ? [undone, changed] : [sent, total];
  return (
    <>
      <DialogBody className="flex flex-col gap-3 pb-6">
        <div
          role="progressbar"
          aria-label={bulkTexts.progress}
          aria-valuemin={0}
          aria-valuemax={all}
          aria-valuenow={done}
          className="h-2 overflow-hidden rounded-full bg-hover"
        >
          <div
            style={{ width: `${all === 0 ? 0 : (done / all) * 100}%` }}
            className="h-full rounded-full bg-accent transition-[width] duration-200"
          />
        </div>
        <p role="status" className="flex items-center gap-2 text-muted tabular-nums">
          <Spinner />
          {isUndoing ? bulkTexts.undoing : state === "stopping" ? bulkTexts.stopping : bulkTexts.sent(sent, total)}
        </p>
        {isUndoing ? null : (
          <p className="text-faint text-xs tabular-nums">
            {bulkTexts.changed[mode](changed)} {problems.length > 0 ? `${bulkTexts.problems(problems.length)}.` : ""}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        {isUndoing ? null : (
          <Button onClick={onStop} disabled={state === "stopping"}>
            {bulkTexts.stop}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}
