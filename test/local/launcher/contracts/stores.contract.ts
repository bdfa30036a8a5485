import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { renameSync } from 'node:fs';
import { Client } from 'pg';
import { StackFailedError } from '../../../../lib/local/errors';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { serversFile } from '../../../../lib/local/servers';
import { create, createTelling } from '../../support/stacks';

interface Login {
  readonly username: string;
  readonly password: string;
}

const cluster = (DBClusterIdentifier: string, more: object = {}) => ({
  Type: 'AWS::RDS::DBCluster',
  Properties: {
    DBClusterIdentifier,
    Engine: 'aurora-postgresql',
    DatabaseName: 'contract',
    MasterUsername: 'contract_administrator',
    ManageMasterUserPassword: true,
    ...more,
  },
});

/** `servers.py` and `stores.py`. */
export function storesContract(cloud: () => LocalCloud): void {
  const secretOf = async (SecretId: string): Promise<unknown> => {
    const { SecretString = '' } = await cloud().clients.secretsManager.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString);
  };

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html#aws-resource-rds-dbcluster-return-values
  describe('a database cluster of a template', () => {
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
    it('is the real server at its endpoint, opened by the secret that RDS makes for its administrator', async () => {
      const told = {
        host: 'Cluster.Endpoint.Address',
        reader: 'Cluster.ReadEndpoint.Address',
        port: 'Cluster.Endpoint.Port',
        secret: 'Cluster.MasterUserSecret.SecretArn',
      };
      const { host, reader, port, secret } = await createTelling(cloud().clients, { Cluster: cluster('contract-cluster') }, told);
      expect(secret).toContain(':secret:rds!cluster-');
      const { username, password } = (await secretOf(secret)) as Login;
      for (const one of [host, reader]) {
        const client = new Client({
          host: one,
          port: Number(port),
          database: 'contract',
          user: username,
          password,
          ssl: { ca: cloud().certificates.authority },
        });
        await client.connect();
        expect((await client.query('SELECT current_user')).rows).toEqual([{ current_user: 'contract_administrator' }]);
        await client.end();
      }
    });

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
    it('is told to a secret that is attached to it, beside what that held', async () => {
      const { ARN = '' } = await cloud().clients.secretsManager.send(
        new CreateSecretCommand({ Name: 'contract-attached', SecretString: '{"username":"one"}' }),
      );
      await create(cloud().clients, {
        Cluster: cluster('contract-attached', { ManageMasterUserPassword: false }),
        Attachment: {
          Type: 'AWS::SecretsManager::SecretTargetAttachment',
          Properties: { SecretId: ARN, TargetId: { Ref: 'Cluster' }, TargetType: 'AWS::RDS::DBCluster' },
        },
      });
      expect(await secretOf(ARN)).toEqual({ username: 'one', engine: 'postgres', host: 'localhost', port: cloud().postgres.port, dbname: 'contract' });
    });

    it('refuses an administrator whom the real server does not know', async () => {
      const failed = create(cloud().clients, { Cluster: cluster('contract-unknown', { MasterUsername: 'somebody' }) });
      await expect(failed).rejects.toThrow(StackFailedError);
      await expect(failed).rejects.toThrow(/is somebody; the local server knows contract_administrator/);
    });

    it('refuses to stand before the servers are told of', async () => {
      const file = serversFile(cloud().folder);
      renameSync(file, `${file}.away`);
      try {
        await expect(create(cloud().clients, { Cluster: cluster('contract-early') })).rejects.toThrow(/No such file/);
      } finally {
        renameSync(`${file}.away`, file);
      }
    });
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html#aws-resource-elasticache-replicationgroup-return-values
  describe('a cache of a template', () => {
    it('is the real server at both of its endpoints', async () => {
      const Cache = {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { ReplicationGroupId: 'contract-cache', ReplicationGroupDescription: 'contract' },
      };
      const told = { primary: 'Cache.PrimaryEndPoint.Port', reader: 'Cache.ReaderEndPoint.Port', host: 'Cache.PrimaryEndPoint.Address', id: 'Cache' };
      const port = String(cloud().redis.port);
      expect(await createTelling(cloud().clients, { Cache }, told)).toEqual({ primary: port, reader: port, host: 'localhost', id: 'contract-cache' });
    });
  });
}
