import { CfnDBClusterParameterGroup } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** The major version of PostgreSQL that the parameters are for. */
const FAMILY = 'aurora-postgresql17';

/**
 * KEY-3: TLS only. AZN-8: who connects, who changes what is defined or granted, and by pgaudit who reads and writes. Values
 * that statements carry as parameters are never logged; passwords are stored, and set, as SCRAM verifiers.
 */
const PARAMETERS = Object.freeze({
  'rds.force_ssl': '1',
  ssl_min_protocol_version: 'TLSv1.2',
  'rds.accepted_password_auth_method': 'scram',
  password_encryption: 'scram-sha-256',
  shared_preload_libraries: 'pg_stat_statements,pgaudit',
  'pgaudit.log': 'ddl,role,read,write',
  'pgaudit.role': 'rds_pgaudit',
  'pgaudit.log_parameter': '0',
  log_connections: '1',
  log_disconnections: '1',
  log_statement: 'ddl',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
});

/** The settings of PostgreSQL, the same for every instance of a cluster. */
export class DatabaseParameters extends CfnDBClusterParameterGroup {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, {
      dbClusterParameterGroupName: nameOf(environment, 'database'),
      description: 'TLS only, audited by pgaudit',
      family: FAMILY,
      parameters: { ...PARAMETERS },
    });
  }
}
