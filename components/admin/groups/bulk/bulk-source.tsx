"use client";

import { type FormEvent, useEffect, useMemo, useState } from "react";
import { Button, DialogBody, DialogFooter } from "@/components/ui";
import { useDebounced } from "../../frame/use-debounced";
import { EffectPreview } from "../../preview/effect-preview";
import { BulkModeField } from "./bulk-mode-field";
import { type ListedFile, ListField } from "./list-field";
import { readPasted } from "./read-source";
import type { SourceLine } from "./source-lines";
import { bulkTexts } from "./texts";
import type { BulkMode } from "./use-bulk-change";

interface BulkSourceProps {
  spaceId: string;
  group: string;
  onStart: (mode: BulkMode, lines: readonly SourceLine[]) => void;
  onClose: () => void;
}

const linesMax = 2_000_000;
const previewedMax = 10_000;
const nothing: SourceLine[] = [];

/** Where the list comes from, and what it would change. */
export function BulkSource({ spaceId, group, onStart, onClose }: BulkSourceProps) {
  const [mode, setMode] = useState<BulkMode>("add");
  const [text, setText] = useState("");
  const [file, setFile] = useState<ListedFile | null>(null);
  const pasted = usePasted(text);
  const lines = file ? file.lines : pasted;
  const isTooLong = lines.length > linesMax;
  const change = useMemo(() => {
    if (lines.length === 0) return undefined;
    const ids = lines.slice(0, previewedMax).map(({ value }) => value);
    return { kind: "members" as const, group, [mode]: ids };
  }, [lines, mode, group]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // Somebody may send before the pause after which the text is read.
    const all = file ? file.lines : await readPasted(text);
    if (all.length > 0 && all.length <= linesMax) onStart(mode, all);
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-4 pb-5">
        <BulkModeField value={mode} onChange={setMode} />
        <ListField
          text={text}
          onText={setText}
          file={file}
          onFile={setFile}
          lines={lines.length}
          problem={isTooLong ? bulkTexts.tooMany(linesMax) : undefined}
        />
        {lines.length > previewedMax ? (
          <p className="-mb-2 text-faint text-xs">{bulkTexts.previewOfFirst(previewedMax)}</p>
        ) : null}
        <EffectPreview spaceId={spaceId} change={change} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {bulkTexts.cancel}
        </Button>
        <Button
          variant={mode === "add" ? "primary" : "danger"}
          type="submit"
          disabled={(file ? lines.length === 0 : text.trim() === "") || isTooLong}
        >
          {bulkTexts.start(mode, lines.length)}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The lines of what is pasted, shortly after. */
function usePasted(text: string): SourceLine[] {
  const settled = useDebounced(text);
  const [read, setRead] = useState(nothing);
  useEffect(() => {
    let isCurrent = true;
    void readPasted(settled).then((lines) => isCurrent && setRead(lines));
    return () => {
      isCurrent = false;
    };
  }, [settled]);
  return text.trim() === "" ? nothing : read;
}
