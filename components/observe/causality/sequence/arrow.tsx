import { classNames } from "@/components/ui";
import { isBroken, type Link } from "../graph";
import { rowPx } from "./lane-layout";

interface ArrowProps {
  link: Link;
  isError: boolean;
  /** Where the sender's lane is, and that of whoever sent the cause. */
  toPx: number;
  fromPx: number | undefined;
  widthPx: number;
}

/** Below the words, at the level of the lower line of the row. */
const linePx = 35;
const middlePx = rowPx / 2;
const stubPx = 38;

/** From the lane of the cause to the lane of the message; a dashed stub where the cause is not here. */
export function Arrow({ link, isError, toPx, fromPx, widthPx }: ArrowProps) {
  const tone =
    isError || isBroken(link) ? "text-danger" : link === "hidden" || link === "earlier" ? "text-faint" : "text-accent";
  return (
    <svg
      aria-hidden="true"
      width={widthPx}
      height={rowPx}
      className={classNames("pointer-events-none absolute inset-0", tone)}
    >
      <Line link={link} toPx={toPx} fromPx={fromPx} />
    </svg>
  );
}

function Line({ link, toPx, fromPx }: Pick<ArrowProps, "link" | "toPx" | "fromPx">) {
  if (fromPx === undefined) {
    return (
      <>
        {link === "none" ? null : (
          <path
            d={`M${toPx - stubPx} ${middlePx}H${toPx - 6}`}
            stroke="currentColor"
            strokeWidth={1.5}
            strokeDasharray="3 3"
          />
        )}
        <circle cx={toPx} cy={middlePx} r={4.5} fill="currentColor" />
      </>
    );
  }
  if (fromPx === toPx) {
    const [top, bottom] = [middlePx - 8, middlePx + 8];
    return (
      <>
        <path
          d={`M${toPx} ${top}H${toPx + 10}a4 4 0 0 1 4 4v8a4 4 0 0 1 -4 4H${toPx + 7}`}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
        />
        <path d={headOf(toPx, bottom, -1)} fill="currentColor" />
      </>
    );
  }
  const direction = toPx > fromPx ? 1 : -1;
  return (
    <>
      <circle cx={fromPx} cy={linePx} r={3} fill="currentColor" />
      <path
        d={`M${fromPx} ${linePx}H${toPx - direction * 6}`}
        stroke="currentColor"
        strokeWidth={1.5}
        strokeDasharray={link === "hidden" ? "3 3" : undefined}
      />
      <path d={headOf(toPx, linePx, direction)} fill="currentColor" />
    </>
  );
}

function headOf(x: number, y: number, direction: 1 | -1): string {
  return `M${x} ${y}l${-8 * direction} -4.5v9z`;
}
