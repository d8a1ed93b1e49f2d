import { classNames } from "@/components/ui";

/** Parley's mark: a P that ends in a full stop. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={classNames("text-accent", className)}>
      <title>Parley</title>
      <path
        d="M8 25V9.5A2.5 2.5 0 0 1 10.5 7h6.25a5.75 5.75 0 0 1 0 11.5H12"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="24" cy="24" r="2.4" fill="currentColor" />
    </svg>
  );
}
