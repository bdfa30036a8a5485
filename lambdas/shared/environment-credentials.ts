import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in every bundle in the place of the SDK's chain of providers: a function has its role's credentials in its
 * environment, and nowhere else. The chain would bring files, processes, sign-in pages and other machines into each bundle,
 * and would ask them when the environment fails.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const defaultProvider = fromEnv;
