/** A name for each launch, so that several tabs may be at it. */
export const ticketCookieOf = (ticketId: string): string => `lti-ticket-${ticketId}`;
