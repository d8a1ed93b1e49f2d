import { durationText } from "@/components/chat/message/duration";
import { clockTime, exactTime } from "@/components/chat/message/time";
import { classNames } from "@/components/ui";
import { LinkMark } from "../link-mark";
import { MessageLine } from "../message-line";
import { causalityTexts } from "../texts";
import { type Names, spokenOf } from "../words";
import { Arrow } from "./arrow";
import { gapPx, type LaneLayout, rowPx, timePx } from "./lane-layout";
import type { SequenceRow } from "./sequence-rows";

interface MessageRowProps {
  row: Extract<SequenceRow, { kind: "message" }>;
  index: number;
  layout: LaneLayout;
  names: Names;
  startMs: number;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: () => void;
}

const wordsPxMin = 400;

/** A message on its sender's lane, with an arrow from where it was caused. */
export function SequenceMessage(props: MessageRowProps) {
  const { row, index, layout, names, startMs, isSelected, isTabStop, onSelect } = props;
  const { node, lane, from } = row;
  const { message, link } = node;
  const toPx = layout.at(lane);
  const fromPx = from === undefined ? undefined : layout.at(from);
  return (
    <button
      type="button"
      data-index={index}
      data-sequence={message.sequence}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isSelected ? "true" : undefined}
      aria-label={spokenOf(node, names)}
      onClick={onSelect}
      style={{ width: layout.totalPx, height: rowPx }}
      className={classNames(
        "group relative block text-left -outline-offset-2",
        isSelected ? "bg-accent-soft" : "hover:bg-hover/60",
      )}
    >
      <Arrow link={link} isError={message.isError} toPx={toPx} fromPx={fromPx} widthPx={layout.totalPx} />
      <span style={wordsPlace(toPx, fromPx, layout)} className="absolute flex">
        <MessageLine node={node} className={classNames("rounded-sm px-1 text-[13px]", !isSelected && "bg-canvas/85")} />
      </span>
      {fromPx === undefined ? (
        <span style={{ left: toPx - 56, top: rowPx / 2 - 7 }} className="absolute">
          <LinkMark link={link} />
        </span>
      ) : null}
      <time
        dateTime={message.storedAt}
        title={exactTime(message.storedAt)}
        style={{ width: timePx, height: rowPx }}
        className={classNames(
          "sticky left-0 z-10 flex items-center pl-4 text-2xs tabular-nums",
          isSelected ? "text-ink" : "text-faint",
        )}
      >
        <span className={classNames("rounded-sm pr-1", !isSelected && "bg-canvas/85")}>
          {index === 0 ? clockTime(message.storedAt) : causalityTexts.after(durationText(node.atMs - startMs))}
        </span>
      </time>
    </button>
  );
}

/** Above an arrow, from its left end on; beside a dot or a loop otherwise. */
function wordsPlace(toPx: number, fromPx: number | undefined, { totalPx }: LaneLayout) {
  const isAbove = fromPx !== undefined && fromPx !== toPx;
  const left = isAbove ? Math.min(toPx, fromPx) + 6 : toPx + (fromPx === undefined ? 8 : 18);
  const spanPx = isAbove ? Math.abs(toPx - fromPx) - 12 : 0;
  return {
    left,
    top: isAbove ? 7 : rowPx / 2 - 10,
    maxWidth: Math.min(Math.max(spanPx, wordsPxMin), totalPx - left - 8),
  };
}

/** Time that passed without a message. */
export function SequenceGap({ ms, layout }: { ms: number; layout: LaneLayout }) {
  return (
    <div style={{ width: layout.totalPx, height: gapPx }} className="relative bg-surface">
      <span
        style={{ height: gapPx }}
        className="sticky left-0 inline-flex items-center pl-4 text-2xs text-faint italic"
      >
        {causalityTexts.pause(durationText(ms))}
      </span>
    </div>
  );
}
