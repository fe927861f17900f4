/** RFC 2606: no address ends so. */
export const NO_DOMAIN = ".invalid";

/** In the place of an address where a learning platform has made the account: nothing is sent there, and nobody is shown it. */
export const platformAddress = (userId: string): string => `${userId}@lti${NO_DOMAIN}`;

/** Whether it only stands where an address is wanted. */
export const isNoAddress = (email: string): boolean => email.trim().toLowerCase().endsWith(NO_DOMAIN);
