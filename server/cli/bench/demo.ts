/** The demo cohort's accounts, which a measured product has like any that is started on one machine. */
export const DEMO_PASSWORD = "strata-demo";
export const DEMO_INSTRUCTOR = "instructor@strata.local";
