import { Building2, Hash, type LucideIcon, ShieldCheck, UserRound, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar, classNames } from "@/components/ui";
import { type Step, type StepKind, stepsOf } from "./path-steps";
import { accessTexts } from "./texts";

interface PathDrawingProps {
  /** As policy words it. */
  path: readonly string[];
  /** Something stands in the way: drawn as a way that does not lead there. */
  isBarred?: boolean;
}

/** A way from a principal to a place as a chain of stops: across where there is room, down on a phone. */
export function PathDrawing({ path, isBarred = false }: PathDrawingProps) {
  return <Chain steps={stepsOf(path)} gapAt={isBarred ? "last" : undefined} />;
}

/** Nothing leads from the principal to the place. */
export function GapDrawing({ from, to }: { from: Step; to: string }) {
  return <Chain steps={[from, { kind: "place", text: to }]} gapAt="last" />;
}

function Chain({ steps, gapAt }: { steps: Step[]; gapAt: "last" | undefined }) {
  return (
    <ol className="flex flex-col md:flex-row md:flex-wrap md:items-stretch md:gap-y-3">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity
        <li key={index} className="flex min-w-0 flex-col md:flex-row md:items-center">
          {index > 0 ? <Link isBroken={gapAt === "last" && index === steps.length - 1} /> : null}
          <Stop step={step} />
        </li>
      ))}
    </ol>
  );
}

function Link({ isBroken }: { isBroken: boolean }) {
  return (
    <>
      <span
        aria-hidden="true"
        className={classNames(
          "ml-7 h-4 border-l-2 md:ml-0 md:h-0 md:w-8 md:border-t-2 md:border-l-0",
          isBroken ? "border-danger border-dashed md:w-16" : "border-edge",
        )}
      />
      {isBroken ? <span className="sr-only">{accessTexts.notThere}</span> : null}
    </>
  );
}

const icons: Record<Exclude<StepKind, "agent" | "person">, LucideIcon> = {
  group: UsersRound,
  platform: Building2,
  role: ShieldCheck,
  place: Hash,
};

function Stop({ step: { kind, text } }: { step: Step }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5 rounded-md border border-line bg-raised py-2 pr-4 pl-3">
      <Mark kind={kind} text={text} />
      <span className="min-w-0">
        <span className="block text-2xs text-faint">{accessTexts.steps[kind]}</span>
        <bdi className="block break-all font-medium text-ink">{text}</bdi>
      </span>
    </span>
  );
}

function Mark({ kind, text }: Step): ReactNode {
  if (kind === "agent" || kind === "person") return <Avatar id={text} name={text} kind={kind} size="md" />;
  const Icon = icons[kind] ?? UserRound;
  return (
    <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent">
      <Icon aria-hidden="true" className="size-4" />
    </span>
  );
}
