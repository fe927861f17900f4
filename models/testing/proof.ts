/** True in `npm run proof`, where the heaviest proofs are whole and times in seconds are held. */
export const isProof = process.env["STRATA_PROOF"] === "1";

/** How much of a proof is gone through: all of it in `npm run proof`, a part in `npm test`. */
export function inProof<Amount>(whole: Amount, part: Amount): Amount {
  return isProof ? whole : part;
}
