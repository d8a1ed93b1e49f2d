import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
  className?: string;
}

/** Nothing is here, why, and what to do about it. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div className={classNames("flex flex-col items-center justify-center px-6 py-10 text-center", className)}>
      {icon ? (
        <div className="mb-4 flex size-11 items-center justify-center rounded-xl border border-line bg-raised text-muted [&_svg]:size-5">
          {icon}
        </div>
      ) : null}
      <h2 className="text-balance font-semibold text-base text-ink">{title}</h2>
      {description ? <p className="mt-1 max-w-sm text-pretty text-muted">{description}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
