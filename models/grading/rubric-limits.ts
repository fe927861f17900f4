export const MAX_CRITERIA = 20;
/** Of one criterion. */
export const MAX_LEVELS = 8;
