import { gatewayValidatesBodies as check } from '../../../lib/assurance/checks/gateway-validates-bodies';
import { api, method } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const model = (Schema: unknown): Resources => ({ Model: resource('AWS::ApiGateway::Model', { Schema }) });
const body = (properties: object): Resources => model({ type: 'object', additionalProperties: false, properties });
const json = { 'application/json': { Ref: 'Model' } };

describe('gateway-validates-bodies', () => {
  it('passes a body with a model for every type of content', () => {
    const graph = miniGraph(api());
    expect(findingsOf(check, graph)).toEqual([]);
    expect(judgedBy(check, graph)).toEqual(['Method', 'Model']);
  });

  it.each<[string, Resources, string]>([
    ['a body without a model', { Method: method({ RequestModels: { Ref: 'AWS::NoValue' } }) }, 'POST /auth/login takes a body that no model validates'],
    ['one that another type of content passes by', { Method: method({ RequestModels: json }) }, 'has no model of the templates for $default'],
    ['a model of elsewhere', { Method: method({ RequestModels: { ...json, $default: 'Empty' } }) }, 'has no model of the templates for $default'],
    ['no validator', { Method: method({ RequestValidatorId: { Ref: 'AWS::NoValue' } }) }, 'has no validator'],
    [
      'a validator of parameters alone',
      { Validator: resource('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: false }) },
      'ValidateRequestBody is false',
    ],
    ['members that nobody knows', model({ type: 'object', properties: {} }), 'the body admits members that nobody knows'],
    ['a text without an end', body({ name: { type: 'string' } }), 'the member name is a text without a maximum length'],
    ...[String.raw`^[\p{L}]+$`, String.raw`^\P{Lu}$`, String.raw`^\u{1f600}$`, '^(?<=a)b$', '^(?<!a)b$', '^(?<name>a)$', '^(?i:a)$', '^[😀]$', '^(a$'].map(
      (pattern): [string, Resources, string] => [
        `the pattern ${pattern}`,
        body({ name: { type: 'string', maxLength: 9, pattern } }),
        "the member name has a pattern that isn't one of ECMAScript 5: ",
      ],
    ),
    ['a pattern that is none', body({ name: { type: 'string', maxLength: 9, pattern: 1 } }), "the member name has a pattern that isn't one of ECMAScript 5: 1"],
    ['a list without an end', body({ names: { type: 'array', items: { type: 'boolean' } } }), 'the member names is a list without a maximum length'],
    ['a text without an end that may be nothing too', body({ name: { type: ['string', 'null'] } }), 'the member name is a text without a maximum length'],
    ['a member of any type', body({ name: {} }), 'the member name may be anything'],
    ['a member of a type that there is not', body({ name: { type: 'text' } }), "the member name is of a type that can't be judged"],
    [
      'a text without an end in a list of fixed places',
      body({ names: { type: 'array', maxItems: 1, items: [{ type: 'string' }] } }),
      'an entry of the member names is a text without a maximum length',
    ],
    [
      'a text without an end in one of several',
      model({ anyOf: [{ type: 'object', additionalProperties: false, properties: { code: { type: 'string' } } }] }),
      'the member code',
    ],
  ])('finds %s', (_, changes, reason) => {
    expect(findingsOf(check, miniGraph(api(changes)))).toEqual([expect.stringContaining(reason)]);
  });

  it.each([[String.raw`^[^\u0000-\u001f]{1,64}$`], ['^(?!a)(?:b|c(?=d))+$'], [String.raw`^\\p\(?x[(?<]$`]])('passes the pattern %s', (pattern) => {
    expect(findingsOf(check, miniGraph(api(body({ name: { type: 'string', maxLength: 9, pattern } }))))).toEqual([]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, miniGraph(api(model(UNRESOLVABLE))))).toEqual([expect.stringContaining("Schema can't be judged")]);
    expect(findingsOf(check, miniGraph(api({ Method: method({ RequestModels: UNRESOLVABLE }) })))).toEqual([
      expect.stringContaining("RequestModels can't be judged"),
    ]);
  });

  it("isn't applicable without bodies", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
    expect(judgedBy(check, miniGraph(api({ Method: method({ HttpMethod: 'GET' }) })))).toEqual([]);
  });
});
