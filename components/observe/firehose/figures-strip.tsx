import { Badge, Tooltip } from "@/components/ui";
import type { FirehoseFigures } from "./firehose-store";
import { firehoseTexts } from "./texts";

interface FiguresStripProps {
  figures: FirehoseFigures;
  /** How many messages the list holds, those that wait included. */
  listed: number;
  isHeld: boolean;
  isFiltered: boolean;
}

/** How much comes, how much of it is listed, and from how many channels. */
export function FiguresStrip({ figures, listed, isHeld, isFiltered }: FiguresStripProps) {
  const { channels, perSecond, keptPerSecond, leftOut, unexamined } = figures;
  const oneIn = Math.max(2, Math.round(figures.oneIn));
  const isSampled = figures.oneIn > 1;
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-3 py-1 text-muted text-xs md:px-5">
      <span className="flex items-center gap-1.5 font-semibold text-ink tabular-nums">
        <span aria-hidden="true" className={`size-2 rounded-full ${isHeld ? "bg-warning" : "bg-success"}`} />
        <span data-rate="" title={firehoseTexts.spokenRate(perSecond)}>
          {firehoseTexts.perSecond(perSecond)}
        </span>
      </span>
      {isFiltered ? (
        <span className="tabular-nums">{firehoseTexts.kept(firehoseTexts.perSecond(keptPerSecond))}</span>
      ) : null}
      {isSampled ? (
        <Tooltip label={firehoseTexts.oneInHint} side="bottom">
          <span className="inline-flex">
            <Badge tone="warning" className="tabular-nums">
              {firehoseTexts.oneIn(oneIn)}
            </Badge>
          </span>
        </Tooltip>
      ) : null}
      {leftOut > 0 ? (
        <span data-listed={listed} data-left-out={leftOut} className="tabular-nums">
          {firehoseTexts.leftOut(listed, leftOut)}
        </span>
      ) : null}
      {unexamined > 0 ? (
        <span className="text-warning tabular-nums">{firehoseTexts.unexamined(unexamined)}</span>
      ) : null}
      {channels === undefined ? null : (
        <span className="ml-auto tabular-nums" title={firehoseTexts.listeningTo(channels)}>
          {firehoseTexts.listening(channels)}
        </span>
      )}
      <span aria-live="polite" className="sr-only">
        {isHeld ? firehoseTexts.paused : isSampled ? firehoseTexts.oneInHint : ""}
      </span>
    </div>
  );
}
