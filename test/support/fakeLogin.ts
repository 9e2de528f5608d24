/**
 * A fake of Microsoft's token service: OpenID metadata and signing keys on loopback, and tokens signed with them.
 * Makes good tokens and, by changed claims, every bad one.
 */
import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PUBLIC_CLOUD, type Cloud } from '../../src/teams/sdk/auth.ts';

export interface TokenOptions {
  /** Replace or, with undefined, remove claims of a good token. */
  readonly claims?: Record<string, unknown>;
  /** `good`: endorsed for Teams; `webchat`: endorsed for another channel; `stranger`: not published. */
  readonly key?: 'good' | 'webchat' | 'stranger';
  readonly kid?: string;
  readonly alg?: 'RS256' | 'HS256' | 'none';
}

export interface FakeLogin {
  /** The public cloud with this service's keys, and loopback as a known service host. */
  readonly cloud: Cloud;
  readonly appId: string;
  readonly tenantId: string;
  /** An Authorization header. */
  bearer(serviceUrl: string, options?: TokenOptions): string;
  /** From now on metadata and keys answer 500. */
  breakDown(): void;
  close(): Promise<void>;
}

const APP_ID = '33333333-cccc-4ccc-8ccc-000000000003';

export async function startFakeLogin(): Promise<FakeLogin> {
  const pairs = { good: rsaKey(), webchat: rsaKey(), stranger: rsaKey() };
  let broken = false;
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const keys = [jwk(pairs.good, 'good', ['msteams']), jwk(pairs.webchat, 'webchat', ['webchat'])];
    const body = request.url === '/keys' ? { keys } : { issuer: PUBLIC_CLOUD.issuer, jwks_uri: `${base}/keys` };
    response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const openIdMetadataUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`;

  return {
    cloud: { ...PUBLIC_CLOUD, openIdMetadataUrl, serviceHosts: ['127.0.0.1', '*.teams.example'] },
    appId: APP_ID,
    tenantId: '44444444-dddd-4ddd-8ddd-000000000004',
    bearer(serviceUrl, { claims = {}, key = 'good', kid = key, alg = 'RS256' } = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const good = { iss: PUBLIC_CLOUD.issuer, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 10, exp: now + 600 };
      const content = `${encode({ typ: 'JWT', alg, kid })}.${encode({ ...good, ...claims })}`;
      return `Bearer ${content}.${signature(content, alg, pairs[key], pairs.good)}`;
    },
    breakDown: () => void (broken = true),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function rsaKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
}

function jwk(key: KeyObject, kid: string, endorsements: readonly string[]): object {
  return { ...createPublicKey(key).export({ format: 'jwk' }), kid, use: 'sig', endorsements };
}

/** `HS256` is the old attack: the public key taken for a shared secret. */
function signature(content: string, alg: 'RS256' | 'HS256' | 'none', key: KeyObject, known: KeyObject): string {
  if (alg === 'none') return 'x';
  if (alg === 'RS256') return sign('sha256', Buffer.from(content), key).toString('base64url');
  const secret = createPublicKey(known).export({ type: 'pkcs1', format: 'pem' });
  return createHmac('sha256', secret).update(content).digest('base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
