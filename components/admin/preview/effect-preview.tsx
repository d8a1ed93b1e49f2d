"use client";

import { CircleAlert, CircleCheck, Minus, Plus, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { failureOf } from "@/components/api";
import { classNames, Skeleton } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { effectSentence } from "./effect-sentence";
import { previewTexts } from "./texts";
import { type PolicyChange, useEffectPreview } from "./use-effect-preview";

type Preview = RouterOutputs["effects"]["preview"];

interface EffectPreviewProps {
  spaceId: string;
  /** Nothing is shown while there is none. */
  change: PolicyChange | undefined;
  className?: string;
}

/** Who would gain and lose which channels by a change, and how many connections it closes; read aloud when it is known. */
export function EffectPreview({ spaceId, change, className }: EffectPreviewProps) {
  const { data, error, isFetching } = useEffectPreview(spaceId, change);
  if (!change) return null;
  return (
    <section
      aria-label={previewTexts.effect}
      aria-live="polite"
      aria-busy={isFetching}
      className={classNames("rounded-md border border-line bg-raised px-3 py-2.5", className)}
    >
      {error ? (
        <Line icon={<CircleAlert className="text-danger" />}>
          {previewTexts.failed} {failureOf(error).message}
        </Line>
      ) : data ? (
        <div className={classNames("flex flex-col gap-2", isFetching && "opacity-60")}>
          <Lines preview={data} isFinal={change.kind === "disable"} />
        </div>
      ) : (
        <>
          <span className="sr-only">{previewTexts.working}</span>
          <Skeleton className="my-0.5 w-3/5" />
        </>
      )}
    </section>
  );
}

function Lines({ preview, isFinal }: { preview: Preview; isFinal: boolean }) {
  const { loses, gains, connections } = preview;
  const lost = effectSentence(loses, "lose");
  const gained = effectSentence(gains, "gain");
  if (!lost && !gained) {
    const isCapped = loses.isCapped || gains.isCapped;
    return (
      <Line icon={<CircleCheck className="text-success" />}>
        {isCapped ? previewTexts.nobodySeen : previewTexts.nobody}
      </Line>
    );
  }
  return (
    <>
      {lost ? (
        <Line icon={<Minus className="text-danger" />} detail={<Sample effect={loses} />}>
          {lost}.
        </Line>
      ) : null}
      {gained ? (
        <Line icon={<Plus className="text-success" />} detail={<Sample effect={gains} />}>
          {gained}.
        </Line>
      ) : null}
      {connections > 0 ? (
        <Line icon={<Unplug className="text-warning" />}>
          {previewTexts.connections(connections.toLocaleString("en"), connections === 1)}{" "}
          {isFinal ? "" : previewTexts.comeBack}
        </Line>
      ) : null}
    </>
  );
}

function Line({ icon, detail, children }: { icon: ReactNode; detail?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2">
      <span aria-hidden="true" className="mt-0.5 shrink-0 [&_svg]:size-4">
        {icon}
      </span>
      <div className="min-w-0">
        <p className="first-letter:uppercase">{children}</p>
        {detail}
      </div>
    </div>
  );
}

const namedMax = 3;

/** The first of those concerned, each with some of the channels. */
function Sample({ effect }: { effect: Preview["loses"] }) {
  const named = effect.sample.slice(0, namedMax);
  const others = effect.principals - named.length;
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-muted text-xs">
      {named.map(({ principal, channels }) => (
        <li key={principal} className="truncate">
          <bdi className="font-mono text-ink">{principal}</bdi>{" "}
          {channels
            .slice(0, namedMax)
            .map((channel) => `#${channel}`)
            .join(", ")}
          {channels.length > namedMax ? ` ${previewTexts.andOthers(String(channels.length - namedMax))}` : ""}
        </li>
      ))}
      {others > 0 ? <li>{previewTexts.andOthers(others.toLocaleString("en"))}</li> : null}
    </ul>
  );
}
