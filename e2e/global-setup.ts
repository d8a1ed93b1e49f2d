import { startInstallation } from "./installation";

export const factsVariable = "PARLEY_E2E_INSTALLATION";

/** One installation for the run; its facts reach the workers through the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const installation = await startInstallation({ demo: true });
  const { home, consoleUrl, gatewayUrl, adminPassword } = installation;
  process.env[factsVariable] = JSON.stringify({ home, consoleUrl, gatewayUrl, adminPassword });
  return () => installation.stop();
}
