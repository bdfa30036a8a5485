import { EC2Client } from '@aws-sdk/client-ec2';

/** Made when the first setting needs it. */
export const ec2 = new EC2Client({});
