// Made of the guests, and never written by hand: npx ringwall permissions makes it anew (decision 0123).

/** The functions of guests, as the entries of the register name what is true of every function of the API. */
export const GUEST_FUNCTIONS: readonly string[] = [];

/** Their routes. */
export const GUEST_METHODS: readonly string[] = [];
