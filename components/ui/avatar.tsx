import { avatarLook } from "./avatar-look";
import { classNames } from "./class-names";

export type AvatarKind = "agent" | "person" | "space";
export type AvatarSize = "xs" | "sm" | "md" | "lg";

export type AvatarActivity = "idle" | "running" | "error";

interface AvatarProps {
  /** Decides the colour. */
  id: string;
  name: string;
  kind: AvatarKind;
  size?: AvatarSize;
  /** Shows a presence dot when given. */
  isOnline?: boolean;
  /** What they do while they are online: decides the dot's colour. The words for it stand beside. */
  activity?: AvatarActivity;
  className?: string;
}

const sizes: Record<AvatarSize, string> = {
  xs: "size-5 text-[9px]",
  sm: "size-6 text-[10px]",
  md: "size-8 text-xs",
  lg: "size-10 text-sm",
};

/** Agents are squares, people are circles, spaces are tiles: told apart without reading. Decorative; the name stands beside it. */
const shapes: Record<AvatarKind, string> = { agent: "rounded-md", person: "rounded-full", space: "rounded-xl" };

const activities: Record<AvatarActivity, string> = { idle: "bg-warning", running: "bg-accent", error: "bg-danger" };

/** A principal's or space's mark: one deterministic colour, initials, and a shape that tells agents from people. */
export function Avatar({ id, name, kind, size = "md", isOnline, activity, className }: AvatarProps) {
  const { hue, initials } = avatarLook(id, name);
  return (
    <span className={classNames("relative inline-flex shrink-0", className)} aria-hidden="true">
      <span
        style={{ "--hue": hue }}
        className={classNames(
          "inline-flex select-none items-center justify-center bg-[oklch(0.9_0.055_var(--hue))] font-semibold text-[oklch(0.36_0.09_var(--hue))] tracking-tight dark:bg-[oklch(0.36_0.06_var(--hue))] dark:text-[oklch(0.9_0.06_var(--hue))]",
          sizes[size],
          shapes[kind],
        )}
      >
        {initials}
      </span>
      {isOnline === undefined ? null : (
        <span
          className={classNames(
            "-bottom-0.5 -right-0.5 absolute size-2.5 rounded-full border-2 border-(--presence-ring,var(--surface))",
            isOnline ? (activity ? activities[activity] : "bg-success") : "bg-edge",
          )}
        />
      )}
    </span>
  );
}
