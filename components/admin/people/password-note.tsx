import { CopyField } from "../agents/copy-field";
import { peopleTexts } from "./texts";

/** A password, the one time it can be read, with the e-mail it belongs to. */
export function PasswordNote({ email, password }: { email: string; password: string }) {
  return (
    <>
      <p className="text-muted">
        {peopleTexts.signInAs} <bdi className="break-all font-medium text-ink">{email}</bdi>
      </p>
      <CopyField label={peopleTexts.password} text={password} />
    </>
  );
}
