import { createHash } from 'node:crypto';
import { localDiffersFromDevInHostNamesOnly as check } from '../../../lib/assurance/checks/local-differs-from-dev-in-host-names-only';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const ofEnvironment = (name: string, domain: string, changes: Resources = {}) =>
  miniGraph(
    {
      Function: resource('AWS::Lambda::Function', {
        FunctionName: `ringwall-${name}-f`,
        Environment: { Variables: { URL: `https://api.${domain}` } },
        Timeout: 5,
      }),
      Domains: resource('AWS::Route53Resolver::FirewallDomainList', { Domains: ['a.example.net', domain, `*.${domain}`, 'z.example.net'].toSorted() }),
      Other: resource('Test::Other', { List: ['b', 'a'] }),
      ...changes,
    },
    { name, domain },
  );

const dev = ofEnvironment('dev', 'dev.example.com');
const local = (changes: Resources = {}) => ofEnvironment('local', 'localhost', changes);
const found = (graph: ReturnType<typeof local>, model = dev) =>
  findingsOf(check, graph, {
    environments: new Map([
      ['dev', model],
      ['local', graph],
    ]),
  });

describe('local-differs-from-dev-in-host-names-only', () => {
  it('passes the same templates with other host names, wherever these sort', () => {
    expect(found(local())).toEqual([]);
    expect(judgedBy(check, local(), { environments: new Map([['dev', dev]]) })).toHaveLength(3);
  });

  it('passes a port after its host, which dev may not have', () => {
    const url = (address: string) => ({ Url: resource('Test::Url', { Url: address }) });
    expect(found(local(url('https://app.localhost:8443')), ofEnvironment('dev', 'dev.example.com', url('https://app.dev.example.com')))).toEqual([]);
    expect(found(local(url('https://app.localhost')), ofEnvironment('dev', 'dev.example.com', url('https://app.dev.example.com:8443')))).toHaveLength(1);
  });

  it('passes what is named after the domain by its digest, and what refers to it, and no other name', () => {
    const named = (digest: string): Resources => ({
      [`Copy${digest}`]: resource('Test::Copy'),
      User: resource('Test::User', { Copy: { Ref: `Copy${digest}` } }),
    });
    const digest = (domain: string) => createHash('sha256').update(domain).digest('hex').slice(0, 16);
    const ofDev = ofEnvironment('dev', 'dev.example.com', named(digest('dev.example.com')));
    expect(found(local(named(digest('localhost'))), ofDev)).toEqual([]);
    const wrong = found(local(named(digest('other.example.com'))), ofDev).join('\n');
    for (const reason of ['dev has no such resource', 'is missing', 'Properties.Copy']) expect(wrong).toContain(reason);
  });

  it.each<[string, Resources, string]>([
    [
      'another number',
      {
        Function: resource('AWS::Lambda::Function', {
          FunctionName: 'ringwall-local-f',
          Environment: { Variables: { URL: 'https://api.localhost' } },
          Timeout: 6,
        }),
      },
      'Properties.Timeout: 6, there 5',
    ],
    [
      'another path below its host',
      {
        Function: resource('AWS::Lambda::Function', {
          FunctionName: 'ringwall-local-f',
          Environment: { Variables: { URL: 'https://api.localhost/x' } },
          Timeout: 5,
        }),
      },
      'URL',
    ],
    ['another order', { Other: resource('Test::Other', { List: ['a', 'b'] }) }, 'List'],
    ['another type', { Other: resource('Test::Else', { List: ['b', 'a'] }) }, 'Type'],
    ["an expression in a value's place", { Other: resource('Test::Other', { List: UNRESOLVABLE }) }, 'List'],
    ['a resource more', { More: resource('Test::More') }, 'dev has no such resource'],
    [
      'another reachable name',
      { Domains: resource('AWS::Route53Resolver::FirewallDomainList', { Domains: ['a.example.net', 'localhost', '*.localhost', 'evil.example'] }) },
      'Domains',
    ],
  ])('finds %s', (_, changes, reason) => {
    expect(found(local(changes)).join('\n')).toContain(reason);
  });

  it('finds a resource that local lacks', () => {
    expect(found(local(), ofEnvironment('dev', 'dev.example.com', { More: resource('Test::More') }))).toEqual([
      expect.stringContaining('network/More of dev is missing'),
    ]);
  });

  it('finds that there is no dev to compare with', () => {
    expect(findingsOf(check, local())).toEqual([expect.stringContaining("isn't part of this run")]);
  });

  it("isn't applicable to other environments", () => {
    expect(judgedBy(check, dev)).toEqual([]);
  });
});
