/** The largest number that a column of type integer is compared with; PostgreSQL refuses a query with a larger one. */
export const MAX_INT4 = 2_147_483_647;
