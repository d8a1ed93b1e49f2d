"use client";

import { Braces, CloudDownload, Download } from "lucide-react";
import { Button, Menu, MenuItem } from "@/components/ui";
import { logTexts } from "./texts";

interface ExportMenuProps {
  log: "audit" | "decisions";
  /** The list's own input: the file holds what the list would. */
  filters: Record<string, string | boolean | undefined>;
}

const icons = { jsonl: <Braces />, cloudevents: <CloudDownload /> };
const formats = Object.keys(logTexts.formats) as (keyof typeof logTexts.formats)[];

/** Downloads the log as a file, streamed by the server. */
export function ExportMenu({ log, filters }: ExportMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download aria-hidden="true" className="size-4" />
          {logTexts.exportFile}
        </Button>
      }
    >
      <p className="px-2 pt-1.5 pb-1 text-2xs text-faint">{logTexts.exportHint}</p>
      {formats.map((format) => (
        <MenuItem key={format} render={<a href={exportPath(log, { ...filters, format })} download />}>
          {icons[format]}
          {logTexts.formats[format]}
        </MenuItem>
      ))}
    </Menu>
  );
}

function exportPath(log: string, input: ExportMenuProps["filters"]): string {
  const given = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `/api/export/${log}?${new URLSearchParams(given)}`;
}
