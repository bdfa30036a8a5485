import { test } from 'fxa-common-password-list';

/** Whether a password is on the list. In a module of its own: `import()` of a CommonJS package has no named exports in a split bundle. */
export const isCommon: (password: string) => boolean = test;
