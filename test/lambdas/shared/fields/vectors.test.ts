import { encodeContext } from '../../../../lambdas/shared/fields/context';
import { DataKey } from '../../../../lambdas/shared/fields/data-key';
import { unverifiedKeyVersion } from '../../../../lambdas/shared/fields/format';
import { open } from '../../../../lambdas/shared/fields/seal';
import { errorOf } from '../../../support/error-of';
import vectors from './vectors.json';
import { encodeContextAgain, openAgain, sealAgain } from './web-crypto-format';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('the published test vectors', () => {
  it.each(vectors.opens)('open: $title', ({ dataKey, keyVersion, context, encodedContext, value, sealed }) => {
    expect(unverifiedKeyVersion(bytes(sealed), 'users.email')).toBe(keyVersion);
    expect(encodeContext(context).toString('hex')).toBe(encodedContext);
    expect(open(new DataKey(keyVersion, bytes(dataKey)), encodeContext(context), bytes(sealed)).toString('hex')).toBe(value);
  });

  it.each(vectors.opens)(
    'are opened and sealed alike by another implementation: $title',
    async ({ dataKey, keyVersion, context, encodedContext, value, sealed }) => {
      expect(Buffer.from(encodeContextAgain(context)).toString('hex')).toBe(encodedContext);
      expect(Buffer.from(await openAgain(bytes(dataKey), context, bytes(sealed))).toString('hex')).toBe(value);
      const again = await sealAgain(bytes(dataKey), keyVersion, context, bytes(sealed).subarray(24, 48), bytes(value));
      expect(Buffer.from(again).toString('hex')).toBe(sealed);
    },
  );

  it.each(vectors.refused)('refuse $title as $code', ({ dataKey, keyVersion, context, sealed, code }) => {
    const error = errorOf(() => {
      unverifiedKeyVersion(bytes(sealed), 'users.email');
      open(new DataKey(keyVersion, bytes(dataKey)), encodeContext(context), bytes(sealed));
    });
    expect(error).toMatchObject({ code });
  });
});
