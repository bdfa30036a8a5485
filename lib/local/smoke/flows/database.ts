import { z } from 'zod';
import { atDatabase } from '../at-database';
import { assertRefused, assertThat, idOf, type Deployed, type Flow } from '../flow';
import { invoke } from '../invoke';
import { currentLogin, rotateSecret, type SecretLogin } from '../rotate-secret';

const DATABASE_SECRET = 'data/Postgresql/Users/Application/Resource';
const TABLES = `SELECT count(*) AS all, count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity) AS good
  FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r'`;
/** A column's comment tells its class. */
const TAGGED_COLUMNS = `SELECT count(*) AS all, count(*) FILTER (WHERE a.atttypid = 'app.sealed'::regtype) AS good
  FROM pg_description d
  JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid AND c.relnamespace = 'app'::regnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
  WHERE d.description LIKE 'class: %'`;
const outcome = z.object({ prepared: z.boolean(), applied: z.array(z.string()) });

/** AZN-7, KEY-9: by the function that a deployment invokes. */
export const schemaIsMigrated: Flow = {
  claim:
    "Before the deployed migration the application can't log in; it prepares the database by RDS's own administrator, applies every migration once, and leaves row security forced on every table and every tagged column sealed",
  evidence: 'real-server',
  drive: async (deployed) => {
    const application = await currentLogin(deployed.cloud.clients, idOf(deployed, 'AWS::SecretsManager::Secret', DATABASE_SECRET));
    await assertRefused('a client before the migration', logIn(deployed, application), /^28P01 /);
    const first = outcome.parse(await invoke(deployed, 'Migrate/Function/Resource'));
    const second = outcome.parse(await invoke(deployed, 'Migrate/Function/Resource'));
    assertThat(first.prepared && first.applied.length > 0, `the first run did ${JSON.stringify(first)}`);
    assertThat(!second.prepared && second.applied.length === 0, `the second run did ${JSON.stringify(second)}`);
    const tables = await countIn(deployed, TABLES);
    const columns = await countIn(deployed, TAGGED_COLUMNS);
    assertThat(tables.good === tables.all && tables.all !== '0', `${tables.good} of ${tables.all} tables have forced row security`);
    assertThat(columns.good === columns.all && columns.all !== '0', `${columns.good} of ${columns.all} tagged columns are sealed`);
    return `${String(first.applied.length)} migrations, ${tables.all} tables with forced row security, ${columns.all} tagged columns sealed`;
  },
};

/** SEC-3, by RotateSecret and the deployed function, on the real server. */
export const databaseLoginsRotate: Flow = {
  claim: "RotateSecret has the deployed function rotate the application's login between two users; the one before goes on working until the next rotation",
  evidence: 'real-server',
  drive: async (deployed) => {
    const { clients } = deployed.cloud;
    const secret = idOf(deployed, 'AWS::SecretsManager::Secret', DATABASE_SECRET);
    await rotateSecret(clients, secret);
    const first = await currentLogin(clients, secret);
    await logIn(deployed, first);
    await rotateSecret(clients, secret);
    const second = await currentLogin(clients, secret);
    await logIn(deployed, second);
    await logIn(deployed, first);
    assertThat(first.username !== second.username, `${first.username} was rotated to itself`);
    await rotateSecret(clients, secret);
    await assertRefused('the login of two rotations ago', logIn(deployed, first), /^28P01 /);
    return `${first.username}, ${second.username}, and back; the login of two rotations ago is refused`;
  },
};

/** SEC-3: what would fail later is found before the first rotation. */
export const rotationIsPreflown: Flow = {
  claim: 'The preflight of a rotation finds nothing in the way of the deployed function: name, route, TLS, permission and user',
  evidence: 'real-server',
  drive: async (deployed) => {
    const SecretId = idOf(deployed, 'AWS::SecretsManager::Secret', DATABASE_SECRET);
    const answer = await invoke(deployed, 'RotatePostgresql/Function/Resource', { Step: 'preflight', SecretId });
    assertThat(JSON.stringify(answer).includes('"findings":[]'), `the preflight answered ${JSON.stringify(answer)}`);
    return 'no finding';
  },
};

async function logIn(deployed: Deployed, { username: user, password }: SecretLogin): Promise<void> {
  await atDatabase(deployed, { user, password }, (client) => client.query('SELECT 1'));
}

async function countIn(deployed: Deployed, query: string): Promise<{ readonly all: string; readonly good: string }> {
  const { rows } = await atDatabase(deployed, {}, (client) => client.query<{ all: string; good: string }>(query));
  return rows[0] ?? { all: '0', good: '' };
}
