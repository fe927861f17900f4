import type { LaunchRefusal } from "#server/contract/lti.ts";

/** A launch that is not let in. What came is for the log; who launched reads the words of the refusal. */
export class LaunchRefused extends Error {
  override readonly name = "LaunchRefused";
  readonly refusal: LaunchRefusal;

  constructor(refusal: LaunchRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}
