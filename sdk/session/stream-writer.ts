import { v7 } from "uuid";
import { SdkError } from "../errors";
import { type AcceptedVerdict, deltaCharactersMax, type MessageDraft, streamDeltaType } from "../protocol";
import type { PublishOptions, StreamDraft, StreamWriter } from "./types";

export interface StreamWorld {
  /** Sends without waiting for a verdict; false while there is no connection. */
  hint(draft: MessageDraft): boolean;
  publish(draft: MessageDraft, options?: PublishOptions): Promise<AcceptedVerdict>;
}

/** Pieces go out this far apart: smooth to read, and far from any limit. */
const pauseMs = 60;
/** How often a piece repeats everything, for those who came late or lost one, while that is short. */
const wholeEveryMs = 3_000;
const piecesAtOnceMax = 4;

/** A stream on top of a way to publish; `hint` is asked a few times a second at most. */
export function openStream(world: StreamWorld, draft: StreamDraft = {}): StreamWriter {
  const id = draft.id ?? v7();
  const correlationId = draft.correlationId ?? id;
  const { destination, causationId } = draft;
  let text = "";
  let sent = 0;
  let wholeAtMs = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  function hint(piece: string, data: object): boolean {
    const payload = { text: piece, data: { of: id, ...data } };
    return world.hint({ id: v7(), type: streamDeltaType, correlationId, causationId, destination, payload });
  }

  function flush(): void {
    timer = undefined;
    const now = Date.now();
    if (text.length <= deltaCharactersMax && now - wholeAtMs >= wholeEveryMs) {
      if (hint(text, { at: 0 })) {
        sent = text.length;
        wholeAtMs = now;
      }
      return;
    }
    for (let count = 0; count < piecesAtOnceMax && sent < text.length; count++) {
      const end = endOfPiece(text, sent);
      if (!hint(text.slice(sent, end), { at: sent })) return;
      sent = end;
    }
    if (sent < text.length) timer = setTimeout(flush, pauseMs);
  }

  function close(): void {
    if (isEnded) throw new SdkError("PRECONDITION_FAILED", "The stream has ended.", { reason: "stream_ended" });
    isEnded = true;
    clearTimeout(timer);
  }

  return {
    id,
    correlationId,
    get text() {
      return text;
    },
    write(chunk) {
      if (isEnded) throw new SdkError("PRECONDITION_FAILED", "The stream has ended.", { reason: "stream_ended" });
      text += chunk;
      timer ??= setTimeout(flush, sent === 0 ? 0 : pauseMs);
    },
    end(more, options) {
      close();
      return world.publish({ ...draft, ...more, id, correlationId, type: "text", payload: { text } }, options);
    },
    cancel() {
      close();
      hint("", { isStopped: true });
    },
  };
}

/** As far as one piece may go, never into the middle of a character. */
function endOfPiece(text: string, from: number): number {
  const end = Math.min(text.length, from + deltaCharactersMax);
  const code = text.charCodeAt(end - 1);
  return end < text.length && code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
