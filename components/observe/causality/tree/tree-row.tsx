import { ChevronRight, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { exactTime } from "@/components/chat/message/time";
import { Avatar, classNames } from "@/components/ui";
import type { ExchangeNode } from "../graph";
import { LinkMark } from "../link-mark";
import { MessageLine } from "../message-line";
import { causalityTexts } from "../texts";
import { delayText, type Names, spokenOf } from "../words";
import { barOf, type Scale } from "./scale";
import type { ExchangeRow } from "./tree-rows";

const indentPx = 18;
const levelsShown = 12;
export const treeRowPx = 36;

interface TreeRowProps {
  row: ExchangeRow;
  index: number;
  names: Names;
  scale: Scale;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: () => void;
  onToggle: () => void;
}

/** A message below what caused it, with the time that lies between on the scale of the whole. */
export function ExchangeTreeRow(props: TreeRowProps) {
  const { row, index, names, scale, isSelected, isTabStop, onSelect, onToggle } = props;
  const label = row.kind === "hidden" ? causalityTexts.hiddenRow : spokenOf(row.node, names);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys
    <div
      role="treeitem"
      data-index={index}
      data-sequence={row.kind === "message" ? row.node.message.sequence : undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={label}
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={row.hasBelow ? row.isExpanded : undefined}
      aria-selected={isSelected}
      onClick={row.kind === "hidden" ? onToggle : onSelect}
      style={{ height: treeRowPx }}
      className={classNames(
        "relative flex cursor-pointer items-center gap-3 pr-4 pl-2 -outline-offset-2",
        isSelected ? "bg-accent-soft" : "hover:bg-hover/60",
      )}
    >
      <span
        style={{ paddingLeft: (Math.min(row.level, levelsShown) - 1) * indentPx }}
        className="flex min-w-0 flex-1 items-center gap-1.5"
      >
        <Chevron row={row} onToggle={onToggle} />
        {row.kind === "hidden" ? (
          <span title={causalityTexts.hiddenHint} className="flex min-w-0 items-center gap-1.5 text-faint italic">
            <Lock aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="truncate">{causalityTexts.hiddenRow}</span>
          </span>
        ) : (
          <Words node={row.node} names={names} />
        )}
      </span>
      {row.kind === "message" ? <Waterfall node={row.node} scale={scale} /> : <Waterfall />}
    </div>
  );
}

function Words({ node, names }: { node: ExchangeNode; names: Names }) {
  const { source } = node.message;
  const { name, kind } = names(source);
  return (
    <>
      <LinkMark link={node.parent || node.link === "hidden" ? "linked" : node.link} className="shrink-0" />
      <Avatar id={source} name={name} kind={kind} size="xs" />
      <bdi className="max-w-[40%] shrink-0 truncate font-medium text-[13px] text-ink">{name}</bdi>
      <MessageLine node={node} className="text-[13px]" />
    </>
  );
}

function Chevron({ row, onToggle }: Pick<TreeRowProps, "row" | "onToggle">): ReactNode {
  if (!row.hasBelow) return <span className="size-4 shrink-0" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys do the same
    <span
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className="inline-flex size-4 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-line hover:text-ink"
    >
      <ChevronRight
        aria-hidden="true"
        className={classNames("size-3.5 transition-transform duration-100", row.isExpanded && "rotate-90")}
      />
    </span>
  );
}

/** The bar, and beside it how long that was; on a phone a line along the row. */
function Waterfall({ node, scale }: { node?: ExchangeNode; scale?: Scale }) {
  const bar = node && scale ? barOf(node, scale) : undefined;
  const style = bar && { left: `${bar.left}%`, width: `${bar.width}%` };
  const look = classNames("absolute min-w-[3px] rounded-full", node?.message.isError ? "bg-danger" : "bg-accent");
  return (
    <>
      <span aria-hidden="true" className="relative h-full w-[34%] shrink-0 border-line border-l @max-2xl:hidden">
        {style ? <span style={style} className={classNames(look, "top-1/2 h-2 -translate-y-1/2")} /> : null}
      </span>
      <span
        title={node && exactTime(node.message.storedAt)}
        className="w-18 shrink-0 text-right text-2xs text-muted tabular-nums"
      >
        {node ? delayText(node) : null}
      </span>
      {style ? (
        <span aria-hidden="true" className="absolute inset-x-4 bottom-0 h-0.5 @2xl:hidden">
          <span style={style} className={classNames(look, "inset-y-0")} />
        </span>
      ) : null}
    </>
  );
}
