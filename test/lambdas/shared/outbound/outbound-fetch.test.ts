import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '../../../../lambdas/shared/outbound/is-public-address';
import { checkedLookup } from '../../../../lambdas/shared/outbound/checked-lookup';
import { outboundFetch, type OutboundRules } from '../../../../lambdas/shared/outbound/outbound-fetch';
import { networkTrusting } from '../../../support/outbound-to';
import { makeServerIdentity } from '../../../support/postgres-certificate';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';

const DECLARATION = { control: 'NET-8', part: 'outbound-client', evidence: 'in-process' } as const;

/** Everything that isn't anybody's in the internet, by the registries of IANA, and each way to write IPv4 inside IPv6. */
const FORBIDDEN = [
  ['this machine', '127.0.0.1', '127.255.255.254', '::1'],
  ['nothing yet', '0.0.0.0', '0.1.2.3', '::'],
  ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fd00::1', 'fc00::1'],
  ['link-local', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  ['the metadata service', '169.254.169.254', '169.254.170.2', 'fd00:ec2::254'],
  ["a carrier's", '100.64.0.1', '100.127.255.255'],
  ['multicast and broadcast', '224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  [
    'reserved or for tests',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '192.88.99.1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '5f00::1',
  ],
  ['IPv4 mapped into IPv6', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
  ['IPv4 compatible', '::127.0.0.1', '::7f00:1', '::a9fe:a9fe'],
  ['6to4, Teredo and NAT64', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2001::1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::a9fe:a9fe'],
  ['no address', '', 'localhost', '127.0.0.1.', '[::1]'],
] as const;

let server: Server;
let authority: string;
let host: string;
let connections = 0;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  const identity = await makeServerIdentity();
  server = createServer({ cert: identity.certificate, key: identity.key }, (request, response) => {
    answer(request, response);
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  authority = identity.authority;
  host = `localhost:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  connections = 0;
  answer = (request, response) => response.writeHead(200, { 'X-Seen': `${request.method ?? ''} ${request.headers['x-sent']?.toString() ?? ''}` }).end('told');
});
afterEach(() => jest.restoreAllMocks());

/** A resolver that answers these lists one after another, and then the last one always. */
function resolver(...lists: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const resolve = (name: string): Promise<readonly LookupAddress[]> => {
    asked.push(name);
    const list = lists[Math.min(asked.length, lists.length) - 1] ?? [];
    return Promise.resolve(list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return { asked, resolve };
}

const calling = (rules: Partial<OutboundRules> = {}, { resolve } = resolver(['127.0.0.1'])) =>
  outboundFetch({ hosts: [host], loopback: true, ...rules }, networkTrusting(authority, resolve));

describe('an address', () => {
  it.each(FORBIDDEN.flatMap(([what, ...addresses]) => addresses.map((address) => [what, address])))('that is %s is not called: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])('of the internet is: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('of this machine is known as such when it is written as itself', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1'].map(isLoopbackAddress)).toEqual([true, true, true]);
    expect(['::ffff:127.0.0.1', '2002:7f00:1::', 'localhost', '10.0.0.1', '0.0.0.0', '64:ff9b::7f00:1'].map(isLoopbackAddress)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });
});

describe('the way out', () => {
  proves(DECLARATION, 'a name that leads to an address which is nobody’s in the internet, of any kind, is not connected to', async () => {
    for (const [, ...addresses] of FORBIDDEN) {
      for (const address of addresses) {
        const call = calling({ loopback: false }, resolver([address]));
        expect(await refusalOf(call(`https://${host}/`))).toMatchObject({ name: 'ForeignAddressError', code: 'foreign-address' });
      }
    }
    expect(connections).toBe(0);
  });

  proves(DECLARATION, 'one such address among others refuses them all, and a name without any is refused', async () => {
    for (const list of [['8.8.8.8', '169.254.169.254'], ['2606:4700::1111', '::1'], []]) {
      expect(await refusalOf(calling({ loopback: false }, resolver(list))(`https://${host}/`))).toMatchObject({ code: 'foreign-address' });
    }
  });

  proves(DECLARATION, 'a name that leads to the internet when it is checked, and inside a moment later, is connected to where it was checked', async () => {
    const rebinding = resolver(['8.8.8.8'], ['169.254.169.254']);
    const connected: unknown[] = [];
    const lookup = checkedLookup(rebinding.resolve, isPublicAddress);
    await new Promise<void>((resolve) => {
      lookup('login.example.org', { all: true }, (_error, addresses) => {
        connected.push(addresses);
        resolve();
      });
    });
    expect([connected, rebinding.asked]).toEqual([[[{ address: '8.8.8.8', family: 4 }]], ['login.example.org']]);
    const call = calling({ loopback: false }, rebinding);
    expect(await refusalOf(call(`https://${host}/`))).toMatchObject({ code: 'foreign-address' });
  });

  it('asks for the name once for each connection, and connects to what it was told', async () => {
    const { asked, resolve } = resolver(['127.0.0.1'], ['127.0.0.2']);
    const call = calling({}, { asked, resolve });
    expect(await (await call(`https://${host}/`)).text()).toBe('told');
    expect([asked, connections]).toEqual([['localhost'], 1]);
    // Nothing listens there: had it been connected to the address of before, it would have been answered.
    expect(await refusalOf(call(`https://${host}/`))).toMatchObject({ code: 'ECONNREFUSED' });
  });

  proves(
    DECLARATION,
    'hosts that are not on the list are not called, nor addresses in place of names, however they are written, nor what is not https',
    async () => {
      const hosts = [host, '127.0.0.1', '127.0.0.1:8443', '[::1]', 'example.org'];
      const refused = [
        'https://evil.example/',
        `https://localhost/`,
        `https://${host.replace('localhost', 'localhost.')}/`,
        `https://${host}.evil.example/`,
        `https://evil.example@${host}/`,
        `https://${host}@evil.example/`,
        `http://${host}/`,
        'ftp://example.org/',
        'file:///etc/passwd',
        'https://127.0.0.1/',
        'https://127.0.0.1:8443/',
        'https://2130706433/',
        'https://0x7f000001/',
        'https://0x7f.0.0.1/',
        'https://0177.0.0.1/',
        'https://017700000001/',
        'https://127.1/',
        'https://127.0.1/',
        'https://①②⑦.0.0.1/',
        'https://127。0。0。1/',
        'https://[::1]/',
        'https://[0:0:0:0:0:0:0:1]/',
        'https://[::ffff:127.0.0.1]/',
        'https://[::ffff:7f00:1]/',
        'https://169.254.169.254/latest/meta-data/',
        'https://2852039166/latest/meta-data/',
        'https://[fd00:ec2::254]/latest/meta-data/',
        'not an address',
        '',
      ];
      const { asked, resolve } = resolver(['127.0.0.1']);
      for (const address of refused) expect(await refusalOf(calling({ hosts }, { asked, resolve })(address))).toMatchObject({ code: 'foreign-host' });
      expect([asked, connections]).toEqual([[], 0]);
    },
  );

  proves(DECLARATION, 'a redirect is an answer, and nobody goes where it leads', async () => {
    for (const location of ['http://169.254.169.254/latest/meta-data/', `https://${host}/again`, 'https://127.0.0.1/']) {
      connections = 0;
      answer = (_request, response) => response.writeHead(302, { Location: location }).end();
      const response = await calling()(`https://${host}/`);
      expect([response.status, response.headers.get('location'), connections]).toEqual([302, location, 1]);
    }
  });

  it('reaches this machine in the local cloud alone', async () => {
    expect((await calling()(`https://${host}/`)).status).toBe(200);
    expect(await refusalOf(calling({ loopback: false })(`https://${host}/`))).toMatchObject({ code: 'foreign-address' });
    expect(await refusalOf(calling({}, resolver(['::ffff:127.0.0.1']))(`https://${host}/`))).toMatchObject({ code: 'foreign-address' });
    expect(await refusalOf(calling({}, resolver(['10.0.0.1']))(`https://${host}/`))).toMatchObject({ code: 'foreign-address' });
  });

  it('sends what it is given, and hands on what it is told', async () => {
    answer = (request, response) => {
      request.setEncoding('utf8').once('data', (body: string) => response.writeHead(201, { 'X-Seen': request.method ?? '' }).end(body));
    };
    const response = await calling()(`https://${host}/`, { method: 'POST', headers: { 'X-Sent': 'one' }, body: new URLSearchParams({ code: 'a b' }) });
    expect([response.status, response.headers.get('x-seen'), await response.text()]).toEqual([201, 'POST', 'code=a+b']);
    answer = (_request, empty) => empty.writeHead(204).end();
    expect((await calling()(`https://${host}/`)).status).toBe(204);
  });

  it('trusts no certificate of an authority that nobody knows, nor one of another name', async () => {
    const unknown = outboundFetch({ hosts: [host], loopback: true });
    expect(await refusalOf(unknown(`https://${host}/`))).toMatchObject({
      code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/) as unknown,
    });
    const other = host.replace('localhost', 'login.example.org');
    expect(await refusalOf(calling({ hosts: [other] })(`https://${other}/`))).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('reads 256 KiB, and no more', async () => {
    answer = (_request, response) => response.end('a'.repeat(262_144));
    expect(await (await calling()(`https://${host}/`)).text()).toHaveLength(262_144);
    answer = (_request, response) => {
      const more = (): void => {
        if (response.write('a'.repeat(65_536))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    };
    expect(await refusalOf(calling()(`https://${host}/`))).toMatchObject({ code: 'answer-too-long' });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['says nothing', () => undefined],
    ['begins and does not end', (response) => void response.writeHead(200).write('a')],
  ])('waits five seconds for whoever %s, and no longer', async (_, saying) => {
    const over = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
    answer = (_request, response) => {
      saying(response);
      over.abort(Object.assign(new Error('over'), { name: 'TimeoutError' }));
    };
    expect(await refusalOf(calling()(`https://${host}/`))).toMatchObject({ name: 'TimeoutError' });
    expect(timeout.mock.calls).toEqual([[5000]]);
  });
});

describe('a weakening', () => {
  it('is found: a lookup that checks and asks again', async () => {
    const { resolve } = resolver(['8.8.8.8'], ['127.0.0.1']);
    const checkedFirst = async () => {
      if (!(await resolve('localhost')).every(({ address }) => isPublicAddress(address))) throw new Error('refused');
      return outboundFetch({ hosts: [host], loopback: true }, networkTrusting(authority, resolve))(`https://${host}/`);
    };
    // It gets to this machine, where the client itself doesn't ("a name that leads to the internet …").
    expect((await checkedFirst()).status).toBe(200);
  });

  it('is found: a lookup without the check', async () => {
    const unchecked = checkedLookup(resolver(['169.254.169.254']).resolve, () => true);
    const given = await new Promise((resolve) => {
      unchecked('login.example.org', { all: true }, (error, addresses) => {
        resolve(error ?? addresses);
      });
    });
    expect(given).not.toMatchObject({ code: 'foreign-address' });
  });
});
