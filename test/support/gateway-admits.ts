import Ajv from 'ajv';

/**
 * Whether the gateway admits a body by a model. Its validator takes regular expressions as ECMAScript 5 does, without the flag `u`
 * (decision 0133).
 */
export function gatewayAdmits(model: object): (body: unknown) => boolean {
  const rules = Object.fromEntries(Object.entries(model).filter(([name]) => name !== '$schema'));
  const validate = new Ajv({ strict: false, unicodeRegExp: false }).compile(rules);
  return (body) => validate(body);
}
