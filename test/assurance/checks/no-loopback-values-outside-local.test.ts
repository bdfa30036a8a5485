import { noLoopbackValuesOutsideLocal } from '../../../lib/assurance/checks/no-loopback-values-outside-local';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const graphWith = (HOST: unknown, name = 'prod') =>
  miniGraph({ Function: resource('AWS::Lambda::Function', { Environment: { Variables: { HOST } } }) }, { name });

describe('no-loopback-values-outside-local', () => {
  it.each([
    'example.com',
    'localhost-farm.example.com',
    'notlocalhost',
    '10.127.0.1',
    '127',
    '0.0.0.0/0',
    '::/0',
    'fe80::1',
    'arn:aws:iam::111122223333:role/x',
    '2001:db8::1',
    '1127.0.0.1',
    '2130706432000',
    '3221225985',
    '017700000001',
    '2147483647',
    'arn:aws:iam::017700000001:role/x',
    '0xdeadbeef',
    '::ffff:192.0.2.1',
    'sha256-7f000001',
    '12:30:45',
  ])('passes %s', (value) => {
    expect(findingsOf(noLoopbackValuesOutsideLocal, graphWith(value))).toEqual([]);
    expect(judgedBy(noLoopbackValuesOutsideLocal, graphWith(value))).toEqual(['Function']);
  });

  it.each<unknown>([
    'localhost',
    'https://LOCALHOST:3000',
    'api.localhost',
    '127.0.0.1',
    'http://127.1:80/',
    '[::1]',
    '::1',
    '::ffff:127.0.0.1',
    '0:0:0:0:0:0:0:1',
    '2130706433',
    'http://2130706433:3000/x',
    'http://0x7f.1/',
    '0x7f000001',
    '0177.0.0.1',
    'http://017700000001/',
    'https://user@0x7F.0.0.1',
    '[::ffff:127.0.0.1]',
    '::ffff:7f00:1',
    '::7f00:1',
    '[0:0::0:1]:443',
    { 'Fn::Join': ['', ['local', 'host']] },
    { 'Fn::Base64': 'curl localhost' },
  ])('finds %j', (value) => {
    expect(findingsOf(noLoopbackValuesOutsideLocal, graphWith(value))).toEqual([expect.stringContaining('holds the loopback value')]);
  });

  it('finds a loopback value in the name of a property', () => {
    expect(findingsOf(noLoopbackValuesOutsideLocal, miniGraph({ A: resource('Test::A', { Map: { 'app.localhost': 'x' } }) }))).toHaveLength(1);
  });

  it('lets the local cloud have loopback values', () => {
    expect(findingsOf(noLoopbackValuesOutsideLocal, graphWith('localhost', 'local'))).toEqual([]);
  });

  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'])('finds %s everywhere, also in the local cloud', (name) => {
    const graph = miniGraph({ A: resource('AWS::Lambda::Function', { Environment: { Variables: { [name]: 'https://example.com' } } }) }, { name: 'local' });
    expect(findingsOf(noLoopbackValuesOutsideLocal, graph)).toEqual([`A: the resource sets ${name}; only the machine that runs the local cloud may`]);
  });

  it("finds a variable that can't be resolved", () => {
    expect(findingsOf(noLoopbackValuesOutsideLocal, graphWith(UNRESOLVABLE))).toEqual([expect.stringContaining("can't be judged")]);
  });

  describe('a variable that is cut out of an attribute', () => {
    const judged = (HOST: unknown) =>
      findingsOf(
        noLoopbackValuesOutsideLocal,
        miniGraph({ Broker: resource('AWS::AmazonMQ::Broker'), A: resource('AWS::Lambda::Function', { Environment: { Variables: { HOST } } }) }),
      );
    const first = { 'Fn::Select': [0, { 'Fn::GetAtt': ['Broker', 'AmqpEndpoints'] }] };

    it('passes where AWS gives the attribute to a resource of the template', () => {
      expect(judged({ 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::Select': [1, { 'Fn::Split': ['//', first] }] }] }] })).toEqual([]);
    });

    it.each([
      ['a parameter', { 'Fn::Select': [0, { 'Fn::Split': [':', { Ref: 'WhatNobodyKnows' }] }] }],
      ['what another stack exports', { 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::ImportValue': 'unknown' }] }] }],
      ['a place that is computed', { 'Fn::Select': [{ Ref: 'WhatNobodyKnows' }, { 'Fn::GetAtt': ['Broker', 'AmqpEndpoints'] }] }],
    ])('is found where it is cut out of %s', (_, host) => {
      expect(judged(host)).toEqual([expect.stringContaining("can't be judged")]);
    });
  });

  it("isn't applicable without resources", () => {
    expect(judgedBy(noLoopbackValuesOutsideLocal, miniGraph({}))).toEqual([]);
  });
});
