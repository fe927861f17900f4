export const TICKET_COOKIES = "lti-ticket-";
/** A name for each launch, so that several tabs may be at it. */
export const ticketCookieOf = (ticketId: string): string => `${TICKET_COOKIES}${ticketId}`;
