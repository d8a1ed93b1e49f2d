"use client";

import { CircleAlert, Eye, EyeOff, KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, Field, IconButton, Input } from "@/components/ui";
import { signInTexts } from "./texts";

interface SignInFormProps {
  next: string;
  hasFailed: boolean;
  hasSingleSignOn: boolean;
}

/** Signs in with e-mail and password, or at the OpenID Connect provider. Every refusal reads the same. */
export function SignInForm({ next, hasFailed, hasSingleSignOn }: SignInFormProps) {
  const [problem, setProblem] = useState(hasFailed ? signInTexts.singleSignOnFailed : undefined);
  const [isBusy, setBusy] = useState(false);
  const [isShown, setShown] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    const failure = await signInWith({ email: form.get("email"), password: form.get("password") });
    if (!failure) return window.location.assign(next);
    setProblem(failure);
    setBusy(false);
  }

  return (
    <form onSubmit={submit} className="mt-8 flex flex-col gap-5">
      {problem ? (
        <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2.5 text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {problem}
        </p>
      ) : null}
      <Field id="email" label={signInTexts.email}>
        <Input id="email" name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
      </Field>
      <Field id="password" label={signInTexts.password}>
        <div className="relative">
          <Input
            id="password"
            name="password"
            type={isShown ? "text" : "password"}
            autoComplete="current-password"
            required
            className="h-10 pr-10"
          />
          <IconButton
            label={isShown ? signInTexts.hidePassword : signInTexts.showPassword}
            onClick={() => setShown(!isShown)}
            className="absolute top-1 right-1"
          >
            {isShown ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
          </IconButton>
        </div>
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy} className="w-full">
        {signInTexts.submit}
      </Button>
      {hasSingleSignOn ? <SingleSignOn next={next} /> : null}
    </form>
  );
}

function SingleSignOn({ next }: { next: string }) {
  async function start() {
    const { signIn } = await import("next-auth/react");
    await signIn("oidc", { callbackUrl: next });
  }
  return (
    <>
      <div className="flex items-center gap-3 text-faint text-xs before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {signInTexts.or}
      </div>
      <Button size="lg" className="w-full" onClick={start}>
        <KeyRound aria-hidden="true" className="size-4" />
        {signInTexts.singleSignOn}
      </Button>
    </>
  );
}

/** What went wrong, or nothing. */
async function signInWith(credentials: { email: unknown; password: unknown }): Promise<string | undefined> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", {
      email: String(credentials.email),
      password: String(credentials.password),
      redirect: false,
    });
    return answer?.ok && !answer.error ? undefined : signInTexts.failed;
  } catch {
    return signInTexts.unreachable;
  }
}
