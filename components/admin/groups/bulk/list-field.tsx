"use client";

import { FileText, FileUp, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button, classNames, Field, fieldDescription, IconButton, Textarea } from "@/components/ui";
import { readFile } from "./read-source";
import type { SourceLine } from "./source-lines";
import { bulkTexts } from "./texts";

/** A file that was read. */
export interface ListedFile {
  name: string;
  lines: SourceLine[];
}

interface ListFieldProps {
  text: string;
  onText: (text: string) => void;
  file: ListedFile | null;
  onFile: (file: ListedFile | null) => void;
  /** How many were found. */
  lines: number;
  problem?: string;
}

const id = "bulk-list";

/** A list of ids: typed, pasted, or from a file that is chosen or dropped. */
export function ListField({ text, onText, file, onFile, lines, problem }: ListFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const [isOver, setOver] = useState(false);

  async function take(chosen: File | undefined) {
    if (!chosen) return;
    setFailed(false);
    try {
      onFile({ name: chosen.name, lines: await readFile(chosen) });
    } catch {
      setFailed(true);
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  const wrong = hasFailed ? bulkTexts.fileFailed : problem;
  return (
    <Field id={id} label={bulkTexts.list} hint={bulkTexts.listHint} problem={wrong}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button beside it is the first */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames("flex flex-col gap-2 rounded-md", isOver && "outline-2 outline-accent outline-offset-4")}
      >
        {file ? (
          <div
            id={id}
            className="flex items-center gap-2.5 rounded-md border border-line bg-raised py-2 pr-1.5 pl-3 text-sm"
          >
            <FileText aria-hidden="true" className="size-4 shrink-0 text-muted" />
            <span className="min-w-0 grow truncate">{file.name}</span>
            <IconButton label={bulkTexts.takeFileAway} size="sm" onClick={() => onFile(null)}>
              <X className="size-4" />
            </IconButton>
          </div>
        ) : (
          <Textarea
            id={id}
            rows={8}
            value={text}
            spellCheck={false}
            autoCapitalize="none"
            placeholder={bulkTexts.placeholder}
            aria-invalid={wrong ? true : undefined}
            aria-describedby={fieldDescription(id)}
            onChange={(event) => onText(event.target.value)}
            className="field-sizing-fixed h-44 overflow-y-auto font-mono text-xs"
          />
        )}
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-faint text-xs">
          <Button size="sm" onClick={() => input.current?.click()}>
            <FileUp aria-hidden="true" className="size-3.5" />
            {bulkTexts.file}
          </Button>
          <span className="max-md:hidden">{bulkTexts.drop}</span>
          <span role="status" className="ml-auto tabular-nums">
            {lines > 0 ? bulkTexts.lines(lines) : ""}
          </span>
        </div>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          tabIndex={-1}
          aria-hidden="true"
          className="hidden"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </Field>
  );
}
