import { createServer } from 'node:http';
import { connect, Socket, type AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';

// An address that by its definition belongs to nobody.
const ELSEWHERE = '192.0.2.1';

test.each<[string, () => unknown]>([
  ['net.connect with options', () => connect({ port: 80, host: ELSEWHERE })],
  ['net.connect with port and host', () => connect(80, ELSEWHERE)],
  ['a socket of its own', () => new Socket().connect(80, ELSEWHERE)],
  ['TLS', () => connectTls({ port: 443, host: ELSEWHERE })],
])('a test that reaches for the network fails at once: %s', (_, reach) => {
  expect(reach).toThrow(`A test tried to reach ${ELSEWHERE}`);
});

test('a test that fetches from the network fails at once', async () => {
  await expect(fetch(`http://${ELSEWHERE}/`)).rejects.toMatchObject({
    cause: { message: expect.stringContaining(`A test tried to reach ${ELSEWHERE}`) as unknown },
  });
});

test('loopback is open', async () => {
  const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  for (const host of ['127.0.0.1', 'localhost']) {
    expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('here');
  }
  server.close();
});
