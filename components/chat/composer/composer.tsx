"use client";

import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { isKey } from "@/components/shell/keyboard-help/is-key";
import type { Attachment, Place } from "@/sdk/protocol";
import { chatTexts } from "../texts";
import type { Aim } from "./aim";
import { AttachButton } from "./attachments/attach-button";
import { filesOf } from "./attachments/files-of";
import { useUploads } from "./attachments/use-uploads";
import { commandOf, withoutEscape } from "./command-of";
import { ComposerButtons } from "./composer-buttons";
import { fitOf } from "./draft";
import { LengthNotice } from "./length-notice";
import { useMentionRequests } from "./mention-requests";
import { useDraft } from "./use-draft";
import { useExtras } from "./use-extras";

// Fetched when they are needed for the first time, which for most visits is never.
const AimStrip = lazy(() => import("./aim-strip"));
const UploadStrip = lazy(() => import("./attachments/upload-strip"));
const Preview = lazy(() => import("./preview"));
const ComposerExtras = lazy(() => import("./extras/composer-extras"));

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
  at: Place;
  /** What is being written, when it is not simply a message. */
  aim: Aim | undefined;
  onAimEnd: () => void;
  /** Begins a new version of the last message; whether there is one. */
  onEditLast: () => boolean;
  onSend: (text: string, attachments: Attachment[]) => void;
}

/** A field to write in: Enter sends, Shift+Enter breaks the line, what is unsent survives a reload. */
export function Composer({ ref, draftKey, place, at, aim, onAimEnd, onEditLast, onSend }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isEdit = aim?.kind === "edit";
  const [text, setText] = useDraft(draftKey, isEdit ? aim.text : "");
  const [caret, setCaret] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [isPreviewed, setPreviewed] = useState(false);
  const extras = useExtras();
  const uploads = useUploads(at);
  // The new version of a message keeps the files of the old one.
  const takesFiles = !isEdit;
  const files = takesFiles ? uploads.ready : [];
  useImperativeHandle(ref, () => ({
    focus: () => {
      const { current } = field;
      current?.focus();
      current?.setSelectionRange(current.value.length, current.value.length);
    },
    insert: (inserted) => setText(text === "" ? inserted : `${inserted}\n${text}`),
  }));
  useMentionRequests((mention) => {
    setText(text === "" || /\s$/.test(text) ? text + mention : `${text} ${mention}`);
    field.current?.focus();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows its text
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);

  const fit = fitOf(text);
  const isComplete = !takesFiles || !uploads.isBusy;
  const canSend = (text.trim() !== "" || files.length > 0) && isComplete && fit.kind !== "over";
  const send = async () => {
    if (!canSend) return;
    const command = isEdit ? undefined : commandOf(text);
    if (command) {
      const wrong = await extras.run(command);
      setProblem(wrong);
      if (wrong === undefined) setText("");
      return;
    }
    onSend(isEdit ? text : withoutEscape(text), files);
    setText("");
    if (takesFiles) uploads.clear();
  };
  const endAim = () => {
    if (isEdit) setText("");
    onAimEnd();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (extras.onKeyDown(event)) event.stopPropagation();
    else if (aim && isKey(event, "leaveAim")) endAim();
    else if (isKey(event, "preview")) setPreviewed(!isPreviewed);
    else if (isKey(event, "send")) void send();
    else if (text !== "" || aim || !isKey(event, "editLast") || !onEditLast()) return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = takesFiles ? filesOf(event.clipboardData) : [];
    if (pasted.length === 0) return;
    event.preventDefault();
    uploads.add(pasted);
  };
  const see = () => setCaret(caretOf(field.current));
  return (
    <div>
      {aim ? (
        <Suspense fallback={<div className="h-9" />}>
          <AimStrip aim={aim} onCancel={endAim} />
        </Suspense>
      ) : null}
      <div
        className={`relative rounded-lg border border-edge bg-raised focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)] ${aim ? "rounded-t-none" : ""}`}
      >
        {isPreviewed ? (
          <Suspense>
            <Preview text={text} />
          </Suspense>
        ) : null}
        {takesFiles && uploads.items.length > 0 ? (
          <div className="px-1.5 pt-1">
            <Suspense fallback={<div className="h-16" />}>
              <UploadStrip uploads={uploads} />
            </Suspense>
          </div>
        ) : null}
        <div className={`flex items-end gap-1 py-1 pr-1.5 ${takesFiles ? "pl-1.5" : "pl-3.5"}`}>
          {takesFiles ? <AttachButton onFiles={uploads.add} className="mb-px" /> : null}
          <textarea
            ref={field}
            rows={1}
            dir="auto"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setCaret(caretOf(event.target));
              setProblem(undefined);
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onFocus={extras.load}
            onSelect={see}
            onBlur={() => setCaret(undefined)}
            placeholder={chatTexts.composer(place)}
            aria-label={chatTexts.composer(place)}
            aria-description={chatTexts.newLine}
            aria-autocomplete="list"
            enterKeyHint="send"
            className="max-h-[40dvh] min-w-0 flex-1 resize-none overflow-y-auto bg-transparent py-1.5 text-base leading-6 outline-none placeholder:truncate placeholder:text-faint md:text-sm md:leading-5"
          />
          <ComposerButtons
            hasText={text !== ""}
            isPreviewed={isPreviewed}
            onPreview={() => setPreviewed(!isPreviewed)}
            canSend={canSend}
            onSend={() => void send()}
          />
        </div>
        {extras.isWanted ? (
          <Suspense>
            <ComposerExtras
              ref={extras.ref}
              field={field}
              place={at}
              text={text}
              caret={caret}
              hasCommands={!isEdit}
              onEditLast={onEditLast}
              onReady={extras.onReady}
            />
          </Suspense>
        ) : null}
      </div>
      {problem === undefined ? null : (
        <p role="alert" className="px-1 pt-1 text-danger text-xs [overflow-wrap:anywhere]">
          {problem}
        </p>
      )}
      <LengthNotice fit={fit} />
    </div>
  );
}

/** Where the caret is; absent while something is selected. */
function caretOf(field: HTMLTextAreaElement | null): number | undefined {
  return field && field.selectionStart === field.selectionEnd ? field.selectionStart : undefined;
}

/** The browser cannot be asked for it everywhere (`field-sizing`), so the field is measured. */
function fitHeight(field: HTMLTextAreaElement) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
