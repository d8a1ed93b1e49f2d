import { type RefObject, useEffect, useMemo, useRef } from "react";
import { v7 as newId } from "uuid";
import type { Attachment } from "@/sdk/protocol";
import { canEdit, lastEditable } from "../edit/can-edit";
import type { Publish } from "../timeline/outbox";
import type { OutboxActions } from "../timeline/outbox-notice";
import type { TimelineRow } from "../timeline/rows";
import type { TimelineStore } from "../timeline/store";
import { type Aim, draftOf, editOf, replyTo } from "./aim";
import type { ComposerHandle } from "./composer";
import { useAim } from "./use-aim";

export interface Writing {
  /** What is being written, when it is not simply a message. */
  aim: Aim | undefined;
  endAim: () => void;
  send: (text: string, attachments?: readonly Attachment[]) => void;
  reply: (row: TimelineRow) => void;
  /** Does nothing for what is not the reader's own. */
  edit: (row: TimelineRow) => void;
  /** The newest of the reader's own messages on this page; whether there is one. */
  editLast: () => boolean;
  outbox: OutboxActions;
}

interface WritingOptions {
  store: TimelineStore;
  /** Where the draft and its aim are kept. */
  draftKey: string;
  principal: string;
  publish: Publish;
  composer: RefObject<ComposerHandle | null>;
  /** A message that was not sent gives back its files. */
  restoreFiles: (attachments: readonly Attachment[]) => void;
}

/** What somebody writes in a place, from its aim to what became of what they sent. */
export function useWriting(options: WritingOptions): Writing {
  const { store, draftKey, principal, publish, composer, restoreFiles } = options;
  const [aim, setAim] = useAim(draftKey);
  const sentWith = useRef(new Map<string, Aim>());
  const next = useRef<{ insert?: string }>(undefined);
  // The field may be another one once the aim is another one: it is only there now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is another aim
  useEffect(() => {
    const { current } = next;
    next.current = undefined;
    if (!current) return;
    if (current.insert !== undefined) composer.current?.insert(current.insert);
    composer.current?.focus();
  }, [aim, composer]);

  return useMemo(() => {
    const aimAt = (to: Aim | undefined, then: { insert?: string } = {}) => {
      next.current = then;
      setAim(to && { ...to });
    };
    const edit = (row: TimelineRow) => {
      if (row.sequence !== undefined && canEdit(row, principal)) aimAt(editOf(row, row.sequence));
    };
    const send = (text: string, attachments: readonly Attachment[] = []) => {
      const id = newId();
      if (aim) sentWith.current.set(id, aim);
      const files = attachments.length > 0 ? { attachments: [...attachments] } : {};
      void store.send({ ...draftOf(text, aim), ...files, id }, principal, publish);
      if (aim) aimAt(undefined);
    };
    return {
      aim,
      endAim: () => aimAt(undefined),
      send,
      reply: (row) => aimAt(replyTo(row)),
      edit,
      editLast: () => {
        const row = lastEditable(store.getSnapshot().rows, principal);
        if (row) edit(row);
        return row !== undefined;
      },
      outbox: {
        retry: (id) => {
          const entry = store.outboxEntry(id);
          if (entry) void store.send(entry.draft, principal, publish);
        },
        discard: (id) => store.discard(id),
        amend: (id) => {
          const { payload, attachments = [] } = store.outboxEntry(id)?.envelope ?? {};
          const text = payload?.text ?? "";
          const was = sentWith.current.get(id);
          if (was?.kind !== "edit") restoreFiles(attachments);
          store.discard(id);
          if (was?.kind === "edit") aimAt({ ...was, text });
          else if (was || aim) aimAt(was, { insert: text });
          else {
            composer.current?.insert(text);
            composer.current?.focus();
          }
        },
      },
    };
  }, [store, principal, publish, aim, setAim, composer, restoreFiles]);
}
