import { X } from "lucide-react";
import { IconButton } from "@/components/ui";
import { logTexts } from "./texts";

/** A filter that was taken from a row, with the way to take it away again. */
export function FilterChip({ label, value, onClear }: { label: string; value: string; onClear: () => void }) {
  return (
    <span className="inline-flex h-7 min-w-0 max-w-full items-center gap-1.5 rounded-md bg-accent-soft pr-0.5 pl-2 text-xs">
      <span className="text-muted">{label}</span>
      <bdi className="min-w-0 truncate font-medium text-ink">{value}</bdi>
      <IconButton size="sm" label={logTexts.takeAway(`${label} ${value}`)} onClick={onClear}>
        <X className="size-3.5" />
      </IconButton>
    </span>
  );
}
