type Kind =
  /** Later it may work. */
  | "away"
  /** It will not work until somebody changes something. */
  | "refused";

/** A platform did not do what it was asked. The message is shown to instructors. */
export class PlatformTrouble extends Error {
  override readonly name = "PlatformTrouble";
  readonly kind: Kind;
  /** When the platform wants to be asked again; null where it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(kind: Kind, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
