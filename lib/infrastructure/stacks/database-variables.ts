import { DATABASE, type Postgresql } from '../constructs/data/postgresql';

/** The authorities of RDS, which Lambda's image brings. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
const RDS_AUTHORITIES = '/var/runtime/ca-cert.pem';

/** By what functions find the database. */
export interface DatabaseVariables {
  readonly DATABASE_HOST: string;
  readonly DATABASE_PORT: string;
  readonly DATABASE_NAME: string;
  readonly DATABASE_AUTHORITIES_FILE: string;
}

/** Where the database is, for functions that reach it. */
export function databaseVariables({ endpoint, endpointPort }: Pick<Postgresql, 'endpoint' | 'endpointPort'>): DatabaseVariables {
  return { DATABASE_HOST: endpoint, DATABASE_PORT: endpointPort, DATABASE_NAME: DATABASE.name, DATABASE_AUTHORITIES_FILE: RDS_AUTHORITIES };
}
