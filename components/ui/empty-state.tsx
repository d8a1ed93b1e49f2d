import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
  /** It is all there is on the page, so its title is the page's. */
  isPage?: boolean;
  className?: string;
}

/** Nothing is here, why, and what to do about it. */
export function EmptyState({ icon, title, description, action, isPage = false, className }: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className={classNames("flex flex-col items-center justify-center px-6 py-10 text-center", className)}>
      {icon ? (
        <div className="mb-4 flex size-11 items-center justify-center rounded-xl border border-line bg-raised text-muted [&_svg]:size-5">
          {icon}
        </div>
      ) : null}
      <Heading className="text-balance font-semibold text-base text-ink">{title}</Heading>
      {description ? <p className="mt-1 max-w-sm text-pretty text-muted">{description}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
