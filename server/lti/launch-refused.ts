import type { LaunchRefusal } from "#server/contract/lti.ts";

/** A launch that is not let in. What came is for the log; who launched reads the words of the refusal. */
export class LaunchRefused extends Error {
  override readonly name = "LaunchRefused";
  readonly refusal: LaunchRefusal;
  /** Whether a token came at all. */
  readonly hasToken: boolean;

  constructor(refusal: LaunchRefusal, message: string, { hasToken = true } = {}) {
    super(message);
    this.refusal = refusal;
    this.hasToken = hasToken;
  }
}
