"use client";

import { RotateCw } from "lucide-react";
import { IconButton } from "@/components/ui";
import { logTexts } from "./texts";

export function RefreshButton({ onClick }: { onClick: () => void }) {
  return (
    <IconButton label={logTexts.refresh} onClick={onClick}>
      <RotateCw className="size-4" />
    </IconButton>
  );
}
