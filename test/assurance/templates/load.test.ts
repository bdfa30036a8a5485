import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildGraph } from '../../../lib/assurance/templates/build';
import { loadAssembly, type LoadedEnvironment } from '../../../lib/assurance/templates/load';
import { configurationWith } from '../../support/configuration';
import { errorOf } from '../../support/error-of';

const STACK = 'assembly-prod/network.template.json';
const METADATA = 'assembly-prod/network.metadata.json';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [file, content] of Object.entries(assembly())) write(file, content);
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), typeof content === 'string' ? content : JSON.stringify(content));
}

function load(names: readonly string[] = ['prod']): readonly LoadedEnvironment[] {
  return loadAssembly(
    directory,
    names.map((name) => configurationWith({ name })),
    directory,
  );
}

function expectRefused(action: () => unknown, code: string, mention = ''): void {
  const error = errorOf(action);
  expect(error).toMatchObject({ code });
  expect(String(error)).toContain(mention);
}

const stage = (name: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName: `assembly-${name}`, displayName: name } });

const stack = (displayName: string, environment = 'aws://111122223333/eu-central-1') => ({
  type: 'aws:cloudformation:stack',
  environment,
  displayName,
  properties: { templateFile: 'network.template.json', stackName: 'ringwall-prod-network', tags: { owner: 'Security Lead' } },
  additionalMetadataFile: 'network.metadata.json',
});

function assembly(): Readonly<Record<string, unknown>> {
  const frames = [
    '...new Bucket2 in aws-cdk-lib...',
    `new Vpc (${directory}/node_modules/x/lib/vpc.js:1:1)`,
    `new Archive (${directory}/lib/archive.ts:42:7)`,
    `<anonymous> (${directory}/bin/app.ts:3:1)`,
  ];
  const entry = (logicalId: string, data: readonly string[]) => [
    { type: 'aws:cdk:logicalId', data: logicalId },
    { type: 'aws:cdk:creationStack', data },
  ];
  return {
    'manifest.json': { artifacts: { 'assembly-prod': stage('prod'), Tree: { type: 'cdk:tree' } } },
    'assembly-prod/manifest.json': { artifacts: { network: stack('prod/network'), assets: { type: 'cdk:asset-manifest' } } },
    [STACK]: { Resources: { A: { Type: 'AWS::S3::Bucket' }, B: { Type: 'AWS::S3::Bucket' }, C: { Type: 'AWS::S3::Bucket' }, D: { Type: 'AWS::S3::Bucket' } } },
    [METADATA]: {
      '/prod/network': [{ type: 'aws:cdk:creationStack', data: frames }],
      '/prod/network/Archive/Resource': entry('A', frames),
      '/prod/network/Url/Resource': entry('B', [`${pathToFileURL(join(directory, 'bin/app.ts')).href}:9:2`]),
      '/prod/network/Elsewhere/Resource': entry('C', ['new Other (/elsewhere/lib/other.ts:1:1)', 'Array.forEach (:)']),
    },
  };
}

describe('loadAssembly', () => {
  it('reads stacks, construct paths and source lines relative to the repository', () => {
    const [environment] = load();
    const graph = buildGraph(environment!);
    expect(graph.stacks).toEqual([
      expect.objectContaining({
        name: 'network',
        stackName: 'ringwall-prod-network',
        account: '111122223333',
        region: 'eu-central-1',
        tags: { owner: 'Security Lead' },
      }),
    ]);
    expect(graph.stacks[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(graph.resources.map(({ path, source }) => [path, source])).toEqual([
      ['network/Archive/Resource', 'lib/archive.ts:42'],
      ['network/Url/Resource', 'bin/app.ts:9'],
      ['network/Elsewhere/Resource', undefined],
      ['network/D', undefined],
    ]);
  });

  it.each(['manifest.json', 'assembly-prod/manifest.json', STACK, METADATA])('refuses an assembly without %s', (file) => {
    rmSync(join(directory, file));
    expectRefused(load, 'ASSEMBLY_FILE_MISSING', file);
  });

  it.each(['manifest.json', 'assembly-prod/manifest.json', STACK, METADATA])('refuses an assembly with a broken %s', (file) => {
    for (const content of ['{"artifacts":', '[]', '{"artifacts": 5, "Resources": 5, "/x": 5}']) {
      write(file, content);
      expectRefused(load, 'ASSEMBLY_FILE_BROKEN', file);
    }
  });

  it.each([
    ['the path of another construct', '/prod/network/Url', 'claims A, which is claimed already'],
    ['its path a second time', '/prod/network/Archive/Resource', 'claims A, which is claimed already'],
    ['the path of another environment', '/dev/network/Harmless', 'claims E and is not in prod'],
  ])('refuses metadata that lends a resource %s', (_, path, problem) => {
    const metadata = assembly()[METADATA] as Record<string, unknown[]>;
    const claim = { type: 'aws:cdk:logicalId', data: problem.split(' ')[1]!.slice(0, 1) };
    write(METADATA, { ...metadata, [path]: [...(metadata[path] ?? []), claim] });
    expectRefused(load, 'ASSEMBLY_FILE_BROKEN', `${path} ${problem}`);
  });

  it('refuses a stack without account and region, and a resource without a type', () => {
    write('assembly-prod/manifest.json', { artifacts: { network: stack('prod/network', 'aws://unknown-account/unknown-region') } });
    expectRefused(load, 'ASSEMBLY_FILE_BROKEN');
    write('assembly-prod/manifest.json', { artifacts: { network: stack('prod/network') } });
    write(STACK, { Resources: { A: {} } });
    expectRefused(load, 'ASSEMBLY_FILE_BROKEN', 'resource A');
  });

  it('refuses stages and stacks that belong to no environment', () => {
    write('manifest.json', { artifacts: { a: stage('prod'), b: stage('sandbox') } });
    expectRefused(load, 'UNKNOWN_ENVIRONMENT', 'sandbox');
    write('manifest.json', { artifacts: { a: stage('prod'), b: stack('loose') } });
    expectRefused(load, 'UNKNOWN_ENVIRONMENT');
    write('manifest.json', { artifacts: { a: stage('prod') } });
    write('assembly-prod/manifest.json', { artifacts: { a: stack('dev/network') } });
    expectRefused(load, 'UNKNOWN_ENVIRONMENT');
    write('assembly-prod/manifest.json', { artifacts: { a: stack('prod/network'), b: stage('inner') } });
    expectRefused(load, 'UNKNOWN_ENVIRONMENT');
  });

  it('refuses an environment without stacks, in the assembly or in its stage', () => {
    expectRefused(() => load(['prod', 'dev']), 'EMPTY_ENVIRONMENT', 'dev');
    write('assembly-prod/manifest.json', { artifacts: {} });
    expectRefused(load, 'EMPTY_ENVIRONMENT');
  });

  it.each([
    ['a transform', { Transform: 'AWS::Serverless-2016-10-31', Resources: {} }],
    ['a nested stack', { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack' } } }],
    ['a module', { Resources: { Module: { Type: 'Example::S3::Bucket::MODULE' } } }],
    [
      'a transform among properties',
      { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'a', 'Fn::Transform': { Name: 'AWS::Include' } } } } },
    ],
    ['a provisioned product', { Resources: { Product: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' } } }],
    ['a loop', { Resources: { 'Fn::ForEach::Loop': ['A', ['b'], {}] } }],
  ])('refuses a template with %s', (_, template) => {
    write(STACK, template);
    expectRefused(load, 'TEMPLATE_EXPANDS');
  });
});
