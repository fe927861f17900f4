/** The README says it: whoever can reach a site with a demo knows it. */
export const DEMO_PASSWORD = "strata-demo";
