import { StandaloneNotFound } from "@/components/shell";

export default function NotFoundPage() {
  return <StandaloneNotFound />;
}
