import { ConversationSkeleton } from "@/components/shell";

export default function LoadingPage() {
  return <ConversationSkeleton />;
}
