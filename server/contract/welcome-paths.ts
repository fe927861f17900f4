// What the site tells people who are not signed in: `Welcome` and `Invitation`.

export const WELCOME_PATH = "/api/welcome";
export const JOIN_LINK_PATH = "/api/join/";
