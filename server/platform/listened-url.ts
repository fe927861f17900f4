const ANY_ADDRESS: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** Where this machine itself reaches what listens on `host`. */
export function listenedUrl(host: string, port: number): string {
  const address = ANY_ADDRESS[host] ?? host;
  return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
}

export function isAnyAddress(host: string): boolean {
  return Object.hasOwn(ANY_ADDRESS, host);
}
