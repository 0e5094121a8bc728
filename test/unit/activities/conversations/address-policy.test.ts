import { createAddressPolicy, isPublicAddress } from '../../../../activities/conversations/address-policy';

const policy = createAddressPolicy([]);

const refused = [
  // The machine itself, however it is written.
  'https://127.0.0.1/',
  'https://127.8.8.8/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://017700000001/',
  'https://0177.0.0.1/',
  'https://0/',
  'https://0.0.0.0/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://api.localhost/',
  'https://[::1]/',
  'https://[::]/',
  'https://１２７.0.0.1/',
  // Private networks.
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://[fc00::1]/',
  'https://[fd12:3456::1]/',
  'https://printer.local/',
  'https://db.internal/',
  // Link-local, and the metadata of clouds.
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://metadata.google.internal/',
  'https://100.100.100.200/',
  'https://168.63.129.16/',
  'https://192.0.0.192/',
  // IPv6 addresses that stand for IPv4 ones.
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[::127.0.0.1]/',
  'https://[::ffff:0:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  // Reserved, shared by many, or of nobody.
  'https://198.18.0.1/',
  'https://192.0.2.1/',
  'https://203.0.113.7/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://240.0.0.1/',
  'https://[ff02::1]/',
  'https://[2001:db8::1]/',
  'https://[fec0::1]/',
  // Not https, or with more in it than an address.
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'data:text/plain,x',
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://:secret@example.com/',
  'https://example.com:0/',
  'https://',
  'example.com',
  '',
];

test.each(refused)('%j may not be called', (address) => {
  expect(policy.checkUrl(address).kind).toBe('refused');
});

test.each([
  'https://user:secret@10.11.12.13/private',
  'http://10.11.12.13/private',
  'https://10.11.12.13/private',
])('the reason why %s is refused holds nothing of it', (address) => {
  expect(JSON.stringify(policy.checkUrl(address))).not.toMatch(/10\.11|secret|private/);
});

const allowed = [
  'https://example.com/',
  'https://bücher.example/x?y=1',
  'https://example.com:8443/',
  'https://8.8.8.8/',
  'https://134744072/',
  'https://172.32.0.1/',
  'https://[2606:4700:4700::1111]/',
  'https://localhost.example.com/',
  'https://example.com/@user:pass',
];

test.each(allowed)('%s may be called', (address) => {
  expect(policy.checkUrl(address)).toMatchObject({ kind: 'allowed', trusted: false });
});

describe('a host that an operator allows', () => {
  const own = createAddressPolicy(['backend:8080', '127.0.0.1:4000', '[::1]:4000', 'shop.example:443']);

  test.each([
    'http://backend:8080/x',
    'http://BACKEND.:8080/',
    'http://127.0.0.1:4000/',
    'http://[::1]:4000/',
    'https://shop.example/',
  ])('may be private and without TLS: %s', (address) => {
    expect(own.checkUrl(address)).toMatchObject({ kind: 'allowed', trusted: true });
  });

  test.each([
    'http://backend/',
    'http://backend:8081/',
    'https://127.0.0.1:4001/',
    'http://backend:8080.example.com/',
    'http://x.backend:8080/',
    'http://shop.example/',
    'http://user@backend:8080/',
  ])('is allowed on its port and under its name alone: %s', (address) => {
    expect(own.checkUrl(address).kind).toBe('refused');
  });
});

test.each(['', 'example.com', '999.1.1.1', '::1%lo', 'fe80::1%eth0'])(
  '%j is no public IP address',
  (address) => {
    expect(isPublicAddress(address)).toBe(false);
  },
);
