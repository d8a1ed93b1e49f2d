import { Avatar } from "@/components/ui";

interface Line {
  id: string;
  kind: "agent" | "person";
  widths: string[];
  isReply?: boolean;
  hasCard?: boolean;
}

const lines: Line[] = [
  { id: "signal-7", kind: "agent", widths: ["w-72"] },
  { id: "detector", kind: "agent", widths: ["w-96", "w-56"], hasCard: true },
  { id: "analyst", kind: "agent", widths: ["w-80"], isReply: true },
  { id: "reporter", kind: "agent", widths: ["w-64", "w-88"], isReply: true },
  { id: "you", kind: "person", widths: ["w-52"] },
  { id: "detector", kind: "agent", widths: ["w-72", "w-40"] },
];

/** A conversation as seen from afar, beside the sign-in form on wide screens. Only to look at. */
export function Backdrop() {
  return (
    <div
      aria-hidden="true"
      className="relative flex items-center justify-center overflow-hidden border-line border-l bg-canvas max-lg:hidden"
    >
      <div className="absolute inset-0 bg-[radial-gradient(60rem_40rem_at_70%_20%,var(--accent-soft),transparent)]" />
      <div className="relative flex w-lg flex-col gap-7 [mask-image:linear-gradient(transparent,black_18%,black_82%,transparent)]">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <BackdropLine key={index} line={line} />
        ))}
      </div>
    </div>
  );
}

function BackdropLine({ line }: { line: Line }) {
  const { id, kind, widths, isReply, hasCard } = line;
  return (
    <div className={isReply ? "ml-5 flex gap-3.5 border-line border-l-2 pl-7" : "flex gap-3.5"}>
      <Avatar id={id} name={id} kind={kind} size="md" />
      <div className="flex grow flex-col gap-2.5 pt-1">
        <span className="h-2.5 w-20 rounded-full bg-edge/70" />
        {widths.map((width) => (
          <span key={width} className={`h-2.5 max-w-full rounded-full bg-line ${width}`} />
        ))}
        {hasCard ? (
          <span className="mt-1 flex h-20 w-80 max-w-full items-end gap-1.5 rounded-lg border border-line bg-surface p-3">
            {[30, 42, 36, 48, 40, 92, 64, 38, 44, 34].map((height, bar) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                key={bar}
                style={{ height: `${height}%` }}
                className={height > 60 ? "grow rounded-sm bg-accent" : "grow rounded-sm bg-line"}
              />
            ))}
          </span>
        ) : null}
      </div>
    </div>
  );
}
