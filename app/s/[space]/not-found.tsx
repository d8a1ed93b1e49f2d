import { NothingHere } from "@/components/shell";

export default function NotFoundPage() {
  return <NothingHere />;
}
