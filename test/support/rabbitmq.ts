import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerAddress, BrokerLogin } from '../../lambdas/rotation/rabbitmq/broker-address';
import { makeRunFolder } from '../../lib/local/folders';
import { installPythonPackages } from '../../lib/local/install/python-packages';
import { freePort } from '../../lib/local/processes/free-port';
import { GuardedProcess } from '../../lib/local/processes/guarded-process';
import { waitUntil } from '../../lib/local/processes/wait-until';
import { makeServerIdentity, type ServerIdentity } from './postgres-certificate';
import { installRabbitmq } from './rabbitmq-packages';

const START_SECONDS = 180;

/** A real RabbitMQ behind TLS, with its first user, for a test file of its own. */
export interface TestRabbitmq {
  readonly address: BrokerAddress;
  stop(): Promise<void>;
}

/** Starts one, which has Amazon MQ's shape: AMQP and management by TLS alone, on loopback, and one administrator. */
export async function startRabbitmq(administrator: BrokerLogin, answers: (address: BrokerAddress) => Promise<unknown>): Promise<TestRabbitmq> {
  const { python } = await installPythonPackages();
  const { home, erlang, epmd } = await installRabbitmq();
  const folder = makeRunFolder();
  const identity = await makeServerIdentity();
  const [port, managementPort, namesPort, nodesPort] = [await freePort(25671), await freePort(25443), await freePort(24369), await freePort(25999)];
  const address = { host: 'localhost', port, managementPort, authorities: identity.authority };
  const names = { ERL_EPMD_ADDRESS: '127.0.0.1', ERL_EPMD_PORT: String(namesPort) };
  const environment = { PATH: `${erlang}:/usr/bin:/bin`, HOME: folder, LC_ALL: 'C.UTF-8', ...names };
  const directory = new GuardedProcess({ part: 'epmd', python, folder, environment, command: [epmd, '-port', String(namesPort), '-address', '127.0.0.1'] });
  const settings = writeSettings(folder, address, administrator, identity);
  const server = new GuardedProcess({
    part: 'RabbitMQ',
    python,
    folder,
    environment: { ...environment, ...settings, RABBITMQ_HOME: home, RABBITMQ_PLUGINS_DIR: join(home, 'plugins'), RABBITMQ_DIST_PORT: String(nodesPort) },
    command: ['/bin/sh', join(home, 'sbin/rabbitmq-server')],
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await directory.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  await waitUntil(server, START_SECONDS, () => answers(address)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { address, stop };
}

function writeSettings(folder: string, { port, managementPort }: BrokerAddress, { username, password }: BrokerLogin, identity: ServerIdentity) {
  const data = join(folder, 'rabbitmq');
  mkdirSync(data, { mode: 0o700 });
  const files = { cacertfile: identity.authority, certfile: identity.certificate, keyfile: identity.key };
  for (const [name, pem] of Object.entries(files)) writeFileSync(join(data, `${name}.pem`), pem, { mode: 0o600 });
  const tls = (prefix: string) => Object.keys(files).map((name) => `${prefix}.${name} = ${join(data, `${name}.pem`)}`);
  const lines = [
    'listeners.tcp = none',
    `listeners.ssl.1 = 127.0.0.1:${String(port)}`,
    ...tls('ssl_options'),
    'management.ssl.ip = 127.0.0.1',
    `management.ssl.port = ${String(managementPort)}`,
    ...tls('management.ssl'),
    `default_user = ${username}`,
    `default_pass = ${password.reveal()}`,
    'default_user_tags.administrator = true',
    'log.console = true',
    'log.file = false',
  ];
  // In a file, because a command line can be read by everybody on the machine.
  writeFileSync(join(data, 'rabbitmq.conf'), `${lines.join('\n')}\n`, { mode: 0o600 });
  writeFileSync(join(data, 'enabled_plugins'), '[rabbitmq_management].\n');
  return {
    RABBITMQ_CONFIG_FILE: join(data, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(data, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(data, 'mnesia'),
    RABBITMQ_LOG_BASE: join(data, 'log'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_NODENAME: 'ringwall@localhost',
  };
}
