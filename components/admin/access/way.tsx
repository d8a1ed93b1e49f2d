import { ChevronRight, UsersRound } from "lucide-react";
import { Fragment } from "react";
import { type Step, stepsOf } from "./path-steps";
import { accessTexts } from "./texts";

/** A way in one line, without its ends: in a list it is plain whose way it is, and where to. */
export function Way({ path }: { path: readonly string[] }) {
  const between = stepsOf(path).filter(({ kind }) => kind !== "agent" && kind !== "person");
  const steps = between.filter(({ kind }) => kind !== "place" || between.length === 1);
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
  if (kind === "platform") return accessTexts.platformRole(text);
  if (kind !== "group") return <span className={kind === "place" ? "break-all text-muted" : "text-ink"}>{text}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-ink">
      <UsersRound aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <bdi className="break-all">{text}</bdi>
    </span>
  );
}
