/** Refuses what a socket asked for, in words for the person at the browser. */
export class SocketFailure extends Error {
  override name = "SocketFailure";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
