import { Client } from 'pg';
import { stringOf } from '../../assurance/templates/values';
import { assertThat, type Deployed } from './flow';

/** Works in the deployed database, as the server's owner or as who is named. */
export async function atDatabase<Result>(
  { cloud: { postgres }, graph }: Deployed,
  login: { readonly user?: string; readonly password?: string },
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...postgres.owner, database: databaseOf(graph), ...login });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseOf(graph: Deployed['graph']): string {
  const name = stringOf(graph.ofType('AWS::RDS::DBCluster')[0]?.properties.DatabaseName);
  assertThat(typeof name === 'string', 'the templates hold no database with a name');
  return name;
}
