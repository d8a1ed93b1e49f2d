import { ChevronRight, UsersRound } from "lucide-react";
import { Fragment } from "react";
import { type Step, stepsOf } from "./path-steps";

/** A way to the channel in one line, without the principal whose way it is. */
export function Way({ path }: { path: readonly string[] }) {
  const steps = stepsOf(path).filter(({ kind }) => kind !== "agent" && kind !== "person");
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-1">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity
        <Fragment key={index}>
          {index > 0 ? <ChevronRight aria-hidden="true" className="size-3.5 text-faint" /> : null}
          <StepName step={step} />
        </Fragment>
      ))}
    </span>
  );
}

function StepName({ step: { kind, text } }: { step: Step }) {
  if (kind !== "group") return <span className={kind === "place" ? "break-all text-muted" : "text-ink"}>{text}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-ink">
      <UsersRound aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <bdi className="break-all">{text}</bdi>
    </span>
  );
}
