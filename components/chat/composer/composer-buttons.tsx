import { ArrowUp, Eye, EyeOff } from "lucide-react";
import { IconButton } from "@/components/ui";
import { chatTexts } from "../texts";
import { previewTexts } from "./texts";

interface ComposerButtonsProps {
  /** There is something to preview. */
  hasText: boolean;
  isPreviewed: boolean;
  onPreview: () => void;
  canSend: boolean;
  onSend: () => void;
}

/** What can be done with the message being written, at the end of its last line. */
export function ComposerButtons(props: ComposerButtonsProps) {
  const { hasText, isPreviewed, onPreview, canSend, onSend } = props;
  return (
    <div className="mb-px flex shrink-0 gap-0.5">
      {hasText || isPreviewed ? (
        <IconButton
          label={isPreviewed ? previewTexts.hide : previewTexts.show}
          shortcut="Ctrl+Shift+P"
          tooltipSide="top"
          aria-pressed={isPreviewed}
          onClick={onPreview}
        >
          {isPreviewed ? (
            <EyeOff className="size-4" aria-hidden="true" />
          ) : (
            <Eye className="size-4" aria-hidden="true" />
          )}
        </IconButton>
      ) : null}
      <IconButton
        label={chatTexts.send}
        shortcut="Enter"
        tooltipSide="top"
        disabled={!canSend}
        onClick={onSend}
        className="bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent disabled:bg-transparent disabled:text-faint disabled:opacity-100"
      >
        <ArrowUp className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
