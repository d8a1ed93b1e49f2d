import { Archive, ChevronRight, Ellipsis, Hash, Lock, MessagesSquare, Pause } from "lucide-react";
import Link from "next/link";
import { UnreadMark } from "@/components/attention";
import { classNames } from "@/components/ui";
import { shellTexts } from "../texts";
import type { TreeRow } from "./flatten-tree";
import type { RowAttention } from "./row-attention";

interface TreeRowItemProps {
  spaceId: string;
  row: TreeRow;
  attention: RowAttention;
  isCurrent: boolean;
  isTabStop: boolean;
  onToggle: (path: string) => void;
  onUnfold: (channel: string) => void;
  onListThreads: (channel: string) => void;
}

const rowClass =
  "relative flex h-8 pointer-coarse:h-10 w-full min-w-0 items-center gap-1.5 rounded-md pr-2 text-left transition-colors";
const levelPx = 16;
/** More are not counted. */
const threadsCountedMax = 1_000;
/** Room for the chevron before the icon. */
const startPx = 20;

function lookOf(isCurrent: boolean, { unread, forMe, isMuted }: RowAttention): string {
  if (isCurrent) return "bg-accent-soft font-medium text-ink";
  if (forMe > 0 || (unread > 0 && !isMuted)) return "font-medium text-ink hover:bg-hover";
  return classNames("hover:bg-hover hover:text-ink", isMuted ? "text-faint" : "text-muted");
}

/** One row of the channel tree: a channel or folder, a thread, or the way to the threads that are not shown. */
export function TreeRowItem(props: TreeRowItemProps) {
  const { row, spaceId, attention, isCurrent, isTabStop, onUnfold, onListThreads } = props;
  const tabIndex = isTabStop ? 0 : -1;
  const indent = { paddingLeft: row.level * levelPx + startPx };
  if (row.kind === "node") return <NodeRow {...props} row={row} />;
  if (row.kind === "more") {
    return (
      <button
        type="button"
        data-row={row.key}
        tabIndex={tabIndex}
        style={indent}
        onClick={() => (row.isList ? onListThreads : onUnfold)(row.channel.name)}
        className={classNames(rowClass, "text-faint text-xs hover:bg-hover hover:text-ink")}
      >
        <Ellipsis aria-hidden="true" className="mx-px size-3.5 shrink-0" />
        {shellTexts.moreThreads(row.hidden, row.channel.threadCount >= threadsCountedMax)}
        <Guides level={row.level} />
      </button>
    );
  }
  const { thread, channel } = row;
  const Icon = thread.isPrivate ? Lock : MessagesSquare;
  return (
    <Link
      href={`/s/${spaceId}/c/${channel.name}/t/${thread.name}`}
      data-row={row.key}
      tabIndex={tabIndex}
      aria-current={isCurrent ? "page" : undefined}
      style={indent}
      className={classNames(rowClass, "text-[13px]", lookOf(isCurrent, attention))}
    >
      <Icon aria-hidden="true" className="mx-px size-3.5 shrink-0 text-faint" />
      <span className="truncate" title={thread.topic || thread.name}>
        <bdi>{thread.topic || thread.name}</bdi>
      </span>
      {thread.isPrivate ? <span className="sr-only">({shellTexts.private})</span> : null}
      <UnreadMark {...attention} />
      <Guides level={row.level} />
    </Link>
  );
}

function NodeRow(props: TreeRowItemProps & { row: Extract<TreeRow, { kind: "node" }> }) {
  const { spaceId, row, attention, isCurrent, isTabStop, onToggle } = props;
  const { node, level } = row;
  const { channel } = node;
  const tabIndex = isTabStop ? 0 : -1;
  const indent = { paddingLeft: level * levelPx + startPx };
  return (
    <div className="relative">
      {row.hasBelow && channel?.canRead ? <Chevron row={row} onToggle={onToggle} /> : null}
      {channel?.canRead ? (
        <Link
          href={`/s/${spaceId}/c/${channel.name}`}
          data-row={row.key}
          tabIndex={tabIndex}
          aria-current={isCurrent ? "page" : undefined}
          style={indent}
          className={classNames(rowClass, lookOf(isCurrent, attention), channel.state === "Archived" && "text-faint")}
        >
          <ChannelIcon visibility={channel.visibility} />
          <span className="truncate" title={channel.name}>
            {node.label}
          </span>
          {channel.visibility === "private" ? <span className="sr-only">({shellTexts.private})</span> : null}
          <StateIcon state={channel.state} />
          <UnreadMark {...attention} />
          <Guides level={level} />
        </Link>
      ) : (
        <button
          type="button"
          data-row={row.key}
          tabIndex={tabIndex}
          aria-expanded={row.isExpanded}
          style={indent}
          onClick={() => onToggle(node.path)}
          className={classNames(rowClass, "font-medium text-faint text-xs hover:bg-hover hover:text-ink")}
        >
          <ChevronRight
            aria-hidden="true"
            style={{ left: level * levelPx + 2 }}
            className={classNames("absolute size-3.5 transition-transform", row.isExpanded && "rotate-90")}
          />
          <span className="truncate">{node.label}</span>
          <UnreadMark {...attention} />
          <Guides level={level} />
        </button>
      )}
    </div>
  );
}

/** A line for each level above, from the icon of the row that it belongs to. */
function Guides({ level }: { level: number }) {
  return Array.from({ length: level }, (_, above) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its position
      key={above}
      aria-hidden="true"
      style={{ left: above * levelPx + startPx + levelPx / 2 - 1 }}
      className="absolute inset-y-0 w-px bg-line"
    />
  ));
}

/** Arrow keys do the same, so it is no tab stop of its own. */
function Chevron(props: { row: Extract<TreeRow, { kind: "node" }>; onToggle: (path: string) => void }) {
  const { row, onToggle } = props;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={row.isExpanded}
      aria-label={row.isExpanded ? shellTexts.collapse(row.node.label) : shellTexts.expand(row.node.label)}
      onClick={() => onToggle(row.node.path)}
      style={{ left: row.level * levelPx }}
      className="absolute top-1.5 z-1 inline-flex pointer-coarse:top-2.5 size-5 items-center justify-center rounded-sm text-faint hover:bg-line hover:text-ink"
    >
      <ChevronRight
        aria-hidden="true"
        className={classNames("size-3.5 transition-transform", row.isExpanded && "rotate-90")}
      />
    </button>
  );
}

/** `#` for a channel open to the space, a lock for a private one. */
export function ChannelIcon({ visibility, className }: { visibility: "public" | "private"; className?: string }) {
  const Icon = visibility === "private" ? Lock : Hash;
  return <Icon aria-hidden="true" className={classNames("size-4 shrink-0 text-faint", className)} />;
}

function StateIcon({ state }: { state: "Active" | "Paused" | "Archived" }) {
  if (state === "Active") return null;
  const Icon = state === "Paused" ? Pause : Archive;
  const text = state === "Paused" ? shellTexts.paused : shellTexts.archived;
  return (
    <span className="inline-flex shrink-0" title={text}>
      <Icon aria-hidden="true" className="size-3.5 text-faint" />
      <span className="sr-only">({text})</span>
    </span>
  );
}
