"use client";

import { ArrowUp } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { IconButton } from "@/components/ui";
import { useLocalTimes } from "../moderation/local-times";
import { chatTexts } from "../texts";
import { fitOf, readDraft, writeDraft } from "./draft";

const draftPauseMs = 400;

export interface ComposerHandle {
  focus: () => void;
}

interface ComposerProps {
  ref?: RefObject<ComposerHandle | null>;
  /** Where the draft is kept: unique for a place. Mount anew (`key`) when it changes. */
  draftKey: string;
  place: string;
  /** Why nothing can be posted here, in words; it stands in the field's stead. */
  disabledReason?: string;
  /** What may be done about that. */
  disabledAction?: ReactNode;
  onSend: (text: string) => void;
}

/** A field to write in: Enter sends, Shift+Enter breaks the line, what is unsent survives a reload. */
export function Composer({ ref, draftKey, place, disabledReason, disabledAction, onSend }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(draftKey);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows its text
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);

  if (disabledReason !== undefined) return <Disabled reason={disabledReason}>{disabledAction}</Disabled>;
  const fit = fitOf(text);
  const canSend = text.trim() !== "" && fit.kind !== "over";
  const send = () => {
    if (!canSend) return;
    onSend(text);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div>
      <div className="flex items-end gap-1 rounded-lg border border-edge bg-raised py-1 pr-1.5 pl-3.5 focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)]">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={chatTexts.composer(place)}
          aria-label={chatTexts.composer(place)}
          aria-description={chatTexts.newLine}
          enterKeyHint="send"
          className="max-h-[40dvh] min-w-0 grow resize-none overflow-y-auto bg-transparent py-1.5 text-base leading-6 outline-none placeholder:truncate placeholder:text-faint md:text-sm md:leading-5"
        />
        <IconButton
          label={chatTexts.send}
          shortcut="Enter"
          tooltipSide="top"
          disabled={!canSend}
          onClick={send}
          className="mb-px bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent disabled:bg-transparent disabled:text-faint disabled:opacity-100"
        >
          <ArrowUp className="size-4" aria-hidden="true" />
        </IconButton>
      </div>
      {fit.kind === "fits" ? null : (
        <p role="status" className={`px-1 pt-1 text-xs ${fit.kind === "over" ? "text-danger" : "text-faint"}`}>
          {fit.kind === "over" ? chatTexts.tooLong(fit.overBytes) : chatTexts.nearLimit(fit.leftBytes)}
        </p>
      )}
    </div>
  );
}

function Disabled({ reason, children }: { reason: string; children: ReactNode }) {
  return (
    <div
      data-composer="disabled"
      className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-2.5 text-muted"
    >
      <p className="min-w-0 grow [overflow-wrap:anywhere]">{useLocalTimes(reason)}</p>
      {children}
    </div>
  );
}

/** The browser cannot be asked for it everywhere (`field-sizing`), so the field is measured. */
function fitHeight(field: HTMLTextAreaElement) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

/** The server and the first render know no draft: it is read once the page is there, and kept only from then on. */
function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState<string>();
  useEffect(() => setText(readDraft(key)), [key]);
  useEffect(() => {
    if (text === undefined) return;
    const keep = () => writeDraft(key, text);
    const timer = setTimeout(keep, draftPauseMs);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [key, text]);
  return [text ?? "", setText];
}
