import { Lock } from "lucide-react";
import { Avatar } from "@/components/ui";
import { causalityTexts } from "../texts";
import type { Names } from "../words";
import type { LaneLayout } from "./lane-layout";
import { headPx, timePx } from "./lane-layout";
import type { Lane } from "./sequence-rows";

interface LaneHeadProps {
  lanes: readonly Lane[];
  layout: LaneLayout;
  names: Names;
}

/** Whose lanes they are; stays in view while the rows scroll. The rows name everybody themselves. */
export function LaneHead({ lanes, layout, names }: LaneHeadProps) {
  return (
    <div
      aria-hidden="true"
      style={{ height: headPx, width: layout.totalPx }}
      className="sticky top-0 z-20 border-line border-b bg-canvas"
    >
      <span
        style={{ width: timePx, height: headPx - 1 }}
        className="sticky left-0 z-10 flex items-center bg-canvas pl-4 font-medium text-faint text-xs"
      >
        {causalityTexts.time}
      </span>
      {lanes.map((lane, index) => (
        <span
          key={lane.kind === "hidden" ? "" : lane.id}
          style={{ left: layout.at(index) - layout.lanePx / 2, width: layout.lanePx, height: headPx }}
          className="absolute top-0 flex items-center justify-center gap-1.5 px-2"
        >
          {lane.kind === "hidden" ? (
            <>
              <Lock className="size-3.5 shrink-0 text-faint" />
              <span className="truncate text-faint text-xs">{causalityTexts.hiddenLane}</span>
            </>
          ) : (
            <Participant id={lane.id} names={names} />
          )}
        </span>
      ))}
    </div>
  );
}

function Participant({ id, names }: { id: string; names: Names }) {
  const { name, kind } = names(id);
  return (
    <>
      <Avatar id={id} name={name} kind={kind} size="xs" />
      <bdi className="truncate font-medium text-[13px] text-ink" title={name === id ? id : `${name} (${id})`}>
        {name}
      </bdi>
    </>
  );
}
