import {
  Activity,
  CircleCheck,
  CornerDownRight,
  Eraser,
  ListTodo,
  MessageSquareText,
  OctagonAlert,
  Shapes,
  ShieldQuestion,
  Wrench,
} from "lucide-react";
import { classNames } from "@/components/ui";
import type { ExchangeMessage } from "./graph";

const icons: Record<string, typeof Wrench> = {
  text: MessageSquareText,
  "tool.call": Wrench,
  "tool.result": CornerDownRight,
  task: ListTodo,
  "approval.request": ShieldQuestion,
  "approval.decision": CircleCheck,
  event: Activity,
};

/** What kind of message it is; red where it is an error. Decorative: the words say it too. */
export function TypeIcon({ message, className }: { message: ExchangeMessage; className?: string }) {
  const { type, isError, redaction } = message;
  const Icon = redaction ? Eraser : isError ? OctagonAlert : (icons[type] ?? Shapes);
  return (
    <Icon
      aria-hidden="true"
      className={classNames(
        "size-3.5 shrink-0",
        isError ? "text-danger" : type.startsWith("tool.") ? "text-accent" : "text-faint",
        className,
      )}
    />
  );
}
