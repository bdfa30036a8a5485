import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { localEndpoint } from '../../../shared/endpoint';

const endpoint = localEndpoint(process.env);

/** Made when the first setting needs it. S3 Control writes the account before the host name, under which nothing listens on loopback. */
export const s3Control = new S3ControlClient(endpoint === undefined ? {} : { endpointProvider: () => ({ url: endpoint }) });
