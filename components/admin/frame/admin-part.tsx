import { type ReactNode, useId } from "react";

interface AdminPartProps {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at its right. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of an admin page. */
export function AdminPart({ title, description, actions, children }: AdminPartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 max-w-2xl">
          <h2 id={id} className="font-semibold text-base text-ink">
            {title}
          </h2>
          {description ? <p className="mt-0.5 text-pretty text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
