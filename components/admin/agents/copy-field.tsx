"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, Textarea } from "@/components/ui";
import { keyTexts } from "./key-texts";

const shownMs = 2_000;

/** A text to take away: selected by a click, copied by the button, which says whether it worked. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome !== "copied") return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex gap-2">
        <Textarea
          readOnly
          rows={2}
          value={text}
          aria-label={label}
          onFocus={(event) => event.target.select()}
          className="break-all font-mono"
        />
        <Button onClick={copy} className="h-auto self-stretch">
          {outcome === "copied" ? (
            <Check aria-hidden="true" className="size-4 text-success" />
          ) : (
            <Copy aria-hidden="true" className="size-4" />
          )}
          {outcome === "copied" ? keyTexts.copied : keyTexts.copy}
        </Button>
      </div>
      <p role="status" className="text-danger text-xs empty:hidden">
        {outcome === "failed" ? keyTexts.copyFailed : ""}
      </p>
    </div>
  );
}
