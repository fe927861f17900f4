/** Under which the work of people who have gone stays. */
export const FORMER_MEMBER = "Former member";
