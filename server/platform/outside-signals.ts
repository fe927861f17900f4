/** What a process does not send itself when it goes wrong: somebody or something on the machine wants it gone. */
const FROM_OUTSIDE: ReadonlySet<NodeJS.Signals> = new Set([
  "SIGKILL",
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
  "SIGQUIT",
]);

export function isFromOutside(signal: NodeJS.Signals | null): signal is NodeJS.Signals {
  return signal !== null && FROM_OUTSIDE.has(signal);
}
