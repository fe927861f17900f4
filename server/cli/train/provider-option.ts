import { PROVIDERS, type Provider } from "#server/engine/onnx/session/target.ts";
import { UsageError } from "./usage-error.ts";

/** What `--provider` names. @throws UsageError with those there are. */
export function readProvider(name: string): Provider {
  const provider = PROVIDERS.find((known) => known === name);
  if (provider !== undefined) return provider;
  throw new UsageError(`--provider: expected one of ${PROVIDERS.join(", ")}, received ${name}`);
}
