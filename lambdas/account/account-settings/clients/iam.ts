import { IAMClient } from '@aws-sdk/client-iam';

/** Made when the first setting needs it. */
export const iam = new IAMClient({});
