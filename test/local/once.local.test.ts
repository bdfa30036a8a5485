import { startCommand } from './support/processes';

it('deploys, reads back, drives every flow, prints one JSON document and ends with 0', async () => {
  const { ended, written } = startCommand('--once', '--json');
  const [code] = await ended;
  const report = JSON.parse(written()) as {
    readonly passed: boolean;
    readonly readBack: { readonly held: number; readonly dropped: unknown[] };
    readonly added: Readonly<Record<'completed' | 'backed' | 'installed' | 'recorded' | 'endpoints', readonly string[]>>;
    readonly smoke: readonly { readonly passed: boolean }[];
  };
  expect(report.smoke.filter(({ passed }) => !passed)).toEqual([]);
  expect(report.readBack.dropped).toEqual([]);
  expect(report.readBack.held).toBeGreaterThan(500);
  // Decision 0041: what fills a hole of the emulator is named, and what stands for an endpoint only is told from what is nothing.
  expect(report.added.installed).toEqual(
    expect.arrayContaining(['backup_settings', 'cache_users', 'image_files', 'mail_resource', 'principal_arn', 'rotation']),
  );
  expect(report.added.completed).toEqual(expect.arrayContaining(['AWS::ApiGateway::Method', 'AWS::Cognito::UserPool']));
  expect(report.added.backed).toEqual(expect.arrayContaining(['AWS::ApiGateway::RequestValidator', 'AWS::SecretsManager::Secret']));
  expect(report.added.endpoints).toEqual(['AWS::ElastiCache::ReplicationGroup', 'AWS::RDS::DBCluster']);
  expect(report.added.recorded).toEqual(expect.arrayContaining([...report.added.endpoints]));
  expect({ code, passed: report.passed }).toEqual({ code: 0, passed: true });
}, 300_000);
