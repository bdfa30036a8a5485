import { transformSync } from 'esbuild';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { withLiteralKeys } from '../../lib/infrastructure/literal-schema-keys';
import { bundleFiles } from '../support/bundle-files';
import { bundleGoal } from '../support/bundle-goal';

const CLIENTS = resolve(__dirname, '../../node_modules/@aws-sdk');
const clients = readdirSync(CLIENTS).filter((name) => name.startsWith('client-'));

function tableOf(client: string): string {
  return join(CLIENTS, client, 'dist-es/schemas/schemas_0.js');
}

/** Shapes refer to one another by functions: each is shown by the name of what it gives. */
const SHOWN = `JSON.stringify(Object.entries(module.exports).filter(([name]) => name !== 'errorTypeRegistries'), (key, value) =>
  typeof value === 'function' ? 'refers to ' + (Array.isArray(value()) ? value()[2] : value()) : value)`;

/** All that a module of shapes exports, as text. What it imports is of no matter. */
function shapesOf(source: string): string {
  const context = createContext({ module: { exports: {} }, require: () => new Proxy({}, { get: () => Imported }) });
  runInContext(transformSync(source, { format: 'cjs' }).code, context);
  return runInContext(SHOWN, context) as string;
}

class Imported {
  static for(): Imported {
    return new Imported();
  }

  registerError(): void {
    // Registers nothing.
  }
}

describe('keys of shapes, written as text', () => {
  it('are the texts that the module itself names', () => {
    expect(withLiteralKeys('const _xN = "xmlName";\nexport var A$ = [3, { [_xN]: _xN, [_x]: 1 }];')).toBe(
      'const _xN = "xmlName";\nexport var A$ = [3, { "xmlName": _xN, [_x]: 1 }];',
    );
  });

  it.each(['let _xN = "xmlName";', 'const _xN = `xmlName`;', 'const _xN = "xml" + name;', "const _xN = 'xmlName';", '  const _xN = "xmlName";'])(
    'stay as they are where the name could stand for something else: %s',
    (declaration) => {
      const source = `${declaration}\nexport var A$ = [{ [_xN]: 1 }];`;
      expect(withLiteralKeys(source)).toBe(source);
    },
  );

  it('stay as they are for __proto__, which as text would change the object and not its fields', () => {
    const source = 'const _p = "__proto__";\nexport var A$ = [{ [_p]: 1 }];';
    expect(withLiteralKeys(source)).toBe(source);
  });
});

describe('the shapes of a client', () => {
  it.each(clients.filter((client) => existsSync(tableOf(client))))('are the same with literal keys: %s', (client) => {
    const source = readFileSync(tableOf(client), 'utf8');
    const changed = withLiteralKeys(source);
    expect(shapesOf(changed)).toBe(shapesOf(source));
  });

  it('that a function never uses are not in its bundle', () => {
    const bundle = readFileSync(join(bundleFunctions().folderOf('account/account-settings'), 'index.js'), 'utf8');
    expect(bundle).toContain('RevokeSecurityGroupIngress');
    expect(bundle).not.toContain('AcceptVpcPeeringConnection');
  });
});

describe('bundles', () => {
  it.each(bundleFunctions().functions)('are at most as large as their goal: %s', (name) => {
    const bytes = bundleFiles(name).reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThanOrEqual(bundleGoal(name).bytes);
  });
});
