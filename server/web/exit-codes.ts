/** The process ended because its port is taken: the one that started it may try another. */
export const PORT_IN_USE_EXIT_CODE = 98;
