"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui";
import { resourceTexts } from "./texts";

/** A resource as `kubectl get -o yaml` shows it; to read and to copy. */
export function YamlView({ yaml }: { yaml: string }) {
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === yaml;
  return (
    <div className="relative">
      <Button
        size="sm"
        className="absolute top-2 right-2"
        onClick={() => navigator.clipboard.writeText(yaml).then(() => setCopied(yaml))}
      >
        {isCopied ? (
          <Check aria-hidden="true" className="size-3.5" />
        ) : (
          <Copy aria-hidden="true" className="size-3.5" />
        )}
        {isCopied ? resourceTexts.copied : resourceTexts.copyYaml}
      </Button>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-canvas p-3 pt-12 font-mono text-ink text-xs leading-5 sm:pt-3"
      >
        {yaml}
      </pre>
    </div>
  );
}
