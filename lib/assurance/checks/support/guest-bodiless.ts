// Made of the guests, and never written by hand: npx ringwall permissions makes it anew (decision 0123).

/** Routes of guests that change something and take no body. */
export const GUEST_BODILESS: readonly string[] = [];
