"use client";

import { ArrowUp } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { isKey } from "@/components/shell/keyboard-help/is-key";
import { IconButton } from "@/components/ui";
import type { Attachment } from "@/sdk/protocol";
import type { Place } from "@/sdk/protocol/subjects";
import { chatTexts } from "../texts";
import type { Aim } from "./aim";
import { AttachButton } from "./attachments/attach-button";
import { filesOf } from "./attachments/files-of";
import { useUploads } from "./attachments/use-uploads";
import { fitOf } from "./draft";
import { LengthNotice } from "./length-notice";
import { useDraft } from "./use-draft";

// Fetched with the first file.
const UploadStrip = lazy(() => import("./attachments/upload-strip"));
// Fetched when the first message is answered.
const AimStrip = lazy(() => import("./aim-strip"));

export interface ComposerHandle {
  /** Puts the caret at the end. */
  focus: () => void;
  /** Puts a text before what is there. */
  insert: (text: string) => void;
}

interface ComposerProps {
  ref?: RefObject<ComposerHandle | null>;
  /** Where the draft is kept: unique for a place. Mount anew (`key`) when it changes. */
  draftKey: string;
  /** The place in words: `#sensors`. */
  place: string;
  /** What is being written, when it is not simply a message. */
  aim: Aim | undefined;
  onAimEnd: () => void;
  /** Begins a new version of the last message; whether there is one. */
  onEditLast: () => boolean;
  /** Where its files go. */
  at: Place;
  onSend: (text: string, attachments: Attachment[]) => void;
}

/** A field to write in: Enter sends, Shift+Enter breaks the line, what is unsent survives a reload. */
export function Composer({ ref, draftKey, place, aim, onAimEnd, onEditLast, at, onSend }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(draftKey, aim?.kind === "edit" ? aim.text : "");
  useImperativeHandle(ref, () => ({
    focus: () => {
      const { current } = field;
      current?.focus();
      current?.setSelectionRange(current.value.length, current.value.length);
    },
    insert: (inserted) => setText(text === "" ? inserted : `${inserted}\n${text}`),
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows its text
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);

  const fit = fitOf(text);
  const uploads = useUploads(at);
  // The new version of a message keeps the files of the old one.
  const takesFiles = aim?.kind !== "edit";
  const files = takesFiles ? uploads.ready : [];
  const isComplete = !takesFiles || !uploads.isBusy;
  const canSend = (text.trim() !== "" || files.length > 0) && isComplete && fit.kind !== "over";
  const send = () => {
    if (!canSend) return;
    onSend(text, files);
    setText("");
    if (takesFiles) uploads.clear();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = takesFiles ? filesOf(event.clipboardData) : [];
    if (pasted.length === 0) return;
    event.preventDefault();
    uploads.add(pasted);
  };
  const endAim = () => {
    if (aim?.kind === "edit") setText("");
    onAimEnd();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (aim && isKey(event, "leaveAim")) endAim();
    else if (text === "" && !aim && isKey(event, "editLast") && onEditLast()) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) send();
    else return;
    event.preventDefault();
  };
  return (
    <div>
      {aim ? (
        <Suspense fallback={<div className="h-9" />}>
          <AimStrip aim={aim} onCancel={endAim} />
        </Suspense>
      ) : null}
      <div
        className={`flex flex-wrap items-end gap-1 rounded-lg border border-edge bg-raised py-1 pr-1.5 focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)] ${aim ? "rounded-t-none" : ""} ${takesFiles ? "pl-1.5" : "pl-3.5"}`}
      >
        {takesFiles && uploads.items.length > 0 ? (
          <div className="w-full">
            <Suspense fallback={<div className="h-16" />}>
              <UploadStrip uploads={uploads} />
            </Suspense>
          </div>
        ) : null}
        {takesFiles ? <AttachButton onFiles={uploads.add} className="mb-px" /> : null}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          placeholder={chatTexts.composer(place)}
          aria-label={chatTexts.composer(place)}
          aria-description={chatTexts.newLine}
          enterKeyHint="send"
          className="max-h-[40dvh] min-w-0 flex-1 resize-none overflow-y-auto bg-transparent py-1.5 text-base leading-6 outline-none placeholder:truncate placeholder:text-faint md:text-sm md:leading-5"
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
      <LengthNotice fit={fit} />
    </div>
  );
}

/** The browser cannot be asked for it everywhere (`field-sizing`), so the field is measured. */
function fitHeight(field: HTMLTextAreaElement) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
