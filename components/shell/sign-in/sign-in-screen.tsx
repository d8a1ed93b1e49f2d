import { Mark } from "../mark";
import { Backdrop } from "./backdrop";
import { SignInForm } from "./sign-in-form";
import { signInTexts } from "./texts";

interface SignInScreenProps {
  /** A path of this site to go to afterwards. */
  next: string;
  hasFailed: boolean;
  hasSingleSignOn: boolean;
}

export function SignInScreen({ next, hasFailed, hasSingleSignOn }: SignInScreenProps) {
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(30rem,2fr)_3fr]">
      <main className="flex flex-col justify-center px-6 py-12 sm:px-12">
        <div className="mx-auto w-full max-w-88">
          <Mark className="-ml-1.5 size-10" />
          <h1 className="mt-6 font-semibold text-2xl text-ink tracking-tight">{signInTexts.title}</h1>
          <p className="mt-2 text-pretty text-muted">{signInTexts.lead}</p>
          <SignInForm next={next} hasFailed={hasFailed} hasSingleSignOn={hasSingleSignOn} />
          <p className="mt-8 border-line border-t pt-4 text-faint text-xs">{signInTexts.firstStart}</p>
        </div>
      </main>
      <Backdrop />
    </div>
  );
}
