import type { DataStack } from './data';
import { databaseVariables } from './database-variables';
import type { Wiring } from './wiring';

/** What stands behind the names in contracts of the application, beside those of sign-in. */
export function applicationWiring({ postgresql, fieldKeys }: Pick<DataStack, 'fieldKeys' | 'postgresql'>): Wiring {
  const loginArn = postgresql.users.application.secretArn;
  const tenantDataKeyArn = fieldKeys['tenant-data'].keyArn;
  return {
    variables: { ...databaseVariables(postgresql), LOGIN_SECRET: loginArn, KEY_TENANT_DATA: tenantDataKeyArn },
    resources: { loginSecret: () => [loginArn], tenantDataKey: () => [tenantDataKeyArn] },
  };
}
