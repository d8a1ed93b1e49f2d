"use client";

import { CircleSlash, Ellipsis } from "lucide-react";
import { useLayoutEffect, useMemo, useRef } from "react";
import type { LiveStream } from "../../timeline/streams";
import { clampText } from "../clamp";
import { useExpanded } from "../expansion";
import { presentable } from "../preformat/presentable";
import { ShowAll } from "../show-all";
import { MarkdownPart } from "../text-body";
import { bodyTexts } from "../texts";
import { splitSettled } from "./split-settled";

/** A text while it is written: grows in place, and once its message is stored nothing of it moves. */
export function StreamBody({ stream }: { stream: LiveStream }) {
  const { envelope, isStopped, isPartial } = stream;
  const text = envelope.payload.text ?? "";
  const clamped = useMemo(() => clampText(text), [text]);
  const [isExpanded, setExpanded] = useKeptOpen(envelope.id, clamped.isClamped);
  const shown = clamped.isClamped && !isExpanded ? clamped.text : text;
  const { settled, rest } = useMemo(() => splitSettled(shown), [shown]);
  return (
    <>
      {isPartial ? (
        <p className="flex items-center gap-1.5 text-faint text-xs leading-[22px]">
          <Ellipsis className="size-3.5" aria-hidden="true" />
          {bodyTexts.streamPartial}
        </p>
      ) : null}
      <div className={`message-text ${isStopped ? "" : "is-writing"}`} data-stream={isStopped ? "stopped" : "writing"}>
        {settled.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: settled parts stay where they are
          <MarkdownPart key={index} text={presentable(part)} isSettled />
        ))}
        <MarkdownPart text={rest} isSettled={isStopped} />
      </div>
      {clamped.isClamped ? <ShowAll size={clamped} isExpanded={isExpanded} onChange={setExpanded} /> : null}
      {isStopped ? (
        <p className="flex items-center gap-1.5 text-warning text-xs leading-[22px]">
          <CircleSlash className="size-3.5" aria-hidden="true" />
          {bodyTexts.streamStopped}
        </p>
      ) : null}
    </>
  );
}

/** Like `useExpanded` of the message that the stream becomes; who watches a long text grow sees all of it, then and afterwards. */
function useKeptOpen(id: string, isLong: boolean): [boolean, (isExpanded: boolean) => void] {
  const [isExpanded, setExpanded] = useExpanded(`${id}:text`, false);
  const wasLong = useRef(false);
  useLayoutEffect(() => {
    if (!isLong || wasLong.current) return;
    wasLong.current = true;
    setExpanded(true);
  }, [isLong, setExpanded]);
  return [isExpanded, setExpanded];
}
