/** Of a picture of oneself as it is sent; what is kept is much smaller. */
export const MAX_OWN_PICTURE_BYTES = 10 * 2 ** 20;
export const OWN_PICTURE_PATH = "/api/own-picture";
export const PERSON_PICTURES_PATH = "/api/people/";
