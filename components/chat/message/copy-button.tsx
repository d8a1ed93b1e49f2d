"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui";
import { chatTexts } from "../texts";
import { copyText } from "./copy-text";

const shownMs = 1_500;

interface CopyButtonProps {
  label: string;
  /** Asked for when pressed, so that large texts are not made before. */
  text: () => string;
  className?: string;
}

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ label, text, className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      size="sm"
      tooltipSide="top"
      label={isCopied ? chatTexts.copied : label}
      className={className}
      onClick={async () => setCopied(await copyText(text()))}
    >
      {isCopied ? (
        <Check className="size-3.5 text-success" aria-hidden="true" />
      ) : (
        <Copy className="size-3.5" aria-hidden="true" />
      )}
    </IconButton>
  );
}
