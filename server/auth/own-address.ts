import { APIError } from "better-auth/api";
import { DEMO_DOMAIN } from "#db/demo-accounts.ts";
import { isNoAddress } from "#server/contract/account-address.ts";

/** What people may sign up with: no demo account's, and nothing that only stands where an address is wanted. */
export function requireOwnAddress(email: string): void {
  const refuse = (message: string) => {
    throw new APIError("BAD_REQUEST", { code: "INVALID_EMAIL_DOMAIN", message });
  };
  if (email.toLowerCase().endsWith(`@${DEMO_DOMAIN}`)) {
    refuse(`Addresses at ${DEMO_DOMAIN} are those of the demo accounts. Use one of your own.`);
  }
  if (isNoAddress(email))
    refuse("Nothing can be sent to an address that ends in .invalid. Use one of your own.");
}
