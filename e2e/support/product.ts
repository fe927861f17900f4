/** The product under test, as the set-up before all journeys left it. */
export function productUrl(): string {
  return fromSetup("STRATA_E2E_URL");
}

export function productHome(): string {
  return fromSetup("STRATA_E2E_HOME");
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the product was not started`);
  return value;
}
