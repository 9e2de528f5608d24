/**
 * Which bot we are towards Microsoft, and the SDK's authentication built from that.
 * Decides nothing about who may use the bot: that is the policy's and the use-cases' work.
 */
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import {
  AuthenticationConstants as Public,
  BotFrameworkAuthentication,
  FederatedServiceClientCredentialsFactory,
  type AuthenticateRequestResult,
  type ClaimsIdentity,
  type ConnectorFactory,
  type ServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { boundedCache } from './boundedCache.ts';

/** `local` turns authentication off and is for a loopback address only; the others are a bot registered in Azure. */
export type TeamsAuth =
  | { readonly mode: 'local' }
  | { readonly mode: 'single-tenant'; readonly appId: string; readonly tenantId: string; readonly password: string }
  | {
      readonly mode: 'certificate';
      readonly appId: string;
      readonly tenantId: string;
      readonly thumbprint: string;
      /** PEM. */
      readonly privateKey: string;
    }
  /** `clientId` equal to `appId`: a user-assigned identity is the bot; else a federated credential of the app. */
  | { readonly mode: 'managed-identity'; readonly appId: string; readonly tenantId: string; readonly clientId: string };

/** Where Microsoft's services are. Another cloud (a government's) is another value of this. */
export interface Cloud {
  readonly loginUrl: string;
  readonly scope: string;
  readonly issuer: string;
  readonly oauthUrl: string;
  readonly openIdMetadataUrl: string;
  readonly callerId: string;
  /** Hosts that may be named as service URL, thus get our token: exact, or `*.` and a domain. */
  readonly serviceHosts: readonly string[];
}

export const PUBLIC_CLOUD: Cloud = {
  loginUrl: Public.ToChannelFromBotLoginUrl,
  scope: Public.ToChannelFromBotOAuthScope,
  issuer: Public.ToBotFromChannelTokenIssuer,
  oauthUrl: Public.OAuthUrl,
  openIdMetadataUrl: Public.ToBotFromChannelOpenIdMetadataUrl,
  callerId: 'urn:botframework:azure',
  serviceHosts: ['smba.trafficmanager.net', '*.botframework.com'],
};

/** The Authorization header for a call to Teams; null where authentication is off. Rejects if no token can be had. */
export type Authorize = () => Promise<string | null>;

export interface Identity {
  readonly authentication: BotFrameworkAuthentication;
  readonly authorize: Authorize;
}

/** Builds the SDK's checks and credentials. Throws if something is missing: a half configured bot must not start. */
export function createIdentity(auth: TeamsAuth, cloud: Cloud): Identity {
  if (auth.mode === 'local') {
    return { authentication: new CachingAuthentication(inner({}, cloud)), authorize: async () => null };
  }
  requireAll(auth);
  const credentials = credentialsFactory(auth);
  return {
    authentication: new CachingAuthentication(
      inner({ MicrosoftAppId: auth.appId, MicrosoftAppTenantId: auth.tenantId }, cloud, credentials),
    ),
    authorize: () => bearer(credentials, auth.appId, cloud),
  };
}

/** The SDK takes an empty app id for "no authentication", so emptiness is an error here and nothing else. */
function requireAll(auth: TeamsAuth): void {
  for (const [key, value] of Object.entries(auth)) {
    if (typeof value !== 'string' || value.trim() === '') throw new Error(`Teams authentication: ${key} is missing`);
  }
}

function credentialsFactory(auth: Exclude<TeamsAuth, { mode: 'local' }>): ServiceClientCredentialsFactory {
  const ids = { MicrosoftAppId: auth.appId, MicrosoftAppTenantId: auth.tenantId };
  switch (auth.mode) {
    case 'single-tenant':
      return new ConfigurationServiceClientCredentialFactory({
        ...ids,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppPassword: auth.password,
      });
    case 'certificate':
      return new ConfigurationServiceClientCredentialFactory({
        ...ids,
        MicrosoftAppType: 'SingleTenant',
        CertificateThumbprint: auth.thumbprint,
        CertificatePrivateKey: auth.privateKey,
      });
    case 'managed-identity':
      return auth.clientId === auth.appId
        ? new ConfigurationServiceClientCredentialFactory({ ...ids, MicrosoftAppType: 'UserAssignedMSI' })
        : new FederatedServiceClientCredentialsFactory(auth.appId, auth.clientId, auth.tenantId);
  }
}

function inner(
  ids: Record<string, string>,
  cloud: Cloud,
  credentials?: ServiceClientCredentialsFactory,
): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    {
      ...ids,
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: cloud.loginUrl,
      ToChannelFromBotOAuthScope: cloud.scope,
      ToBotFromChannelTokenIssuer: cloud.issuer,
      OAuthUrl: cloud.oauthUrl,
      ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: Public.ToBotFromEmulatorOpenIdMetadataUrl,
      CallerId: cloud.callerId,
    },
    credentials,
  );
}

/** The SDK's credentials fetch, cache and renew the token; they hand it out by signing a request. */
async function bearer(factory: ServiceClientCredentialsFactory, appId: string, cloud: Cloud): Promise<string | null> {
  return authorizationFrom(await factory.createCredentials(appId, cloud.scope, cloud.loginUrl, true));
}

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** The Authorization header that these credentials would put on a request. */
export async function authorizationFrom(credentials: Credentials): Promise<string | null> {
  let header: string | null = null;
  const headers = { set: (_name: string, value: string | number) => void (header = String(value)) };
  // Of the whole request type they touch `headers.set` alone; test/teams/contract.test.ts guards that.
  await credentials.signRequest({ headers } as unknown as Parameters<Credentials['signRequest']>[0]);
  return header;
}

/**
 * The SDK's authentication, without its habit of building two HTTP clients for every turn (a third of a turn's CPU).
 * Connector clients are kept by audience and service URL, a bounded number; the user token client is one.
 */
class CachingAuthentication extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #connectors = boundedCache<ReturnType<ConnectorFactory['create']>>(64);
  #userTokens: Promise<UserTokenClient> | null = null;

  constructor(inner: BotFrameworkAuthentication) {
    super();
    this.#inner = inner;
  }

  override async authenticateRequest(
    ...args: Parameters<BotFrameworkAuthentication['authenticateRequest']>
  ): Promise<AuthenticateRequestResult> {
    const result = await this.#inner.authenticateRequest(...args);
    const factory = result.connectorFactory;
    if (!factory) return result;
    const create: ConnectorFactory['create'] = (serviceUrl, audience) =>
      this.#connectors.get(`${audience} ${serviceUrl}`, () => factory.create(serviceUrl, audience));
    return { ...result, connectorFactory: { create } };
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new Error('Streaming is not used'));
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.#inner.createConnectorFactory(identity);
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= this.#inner.createUserTokenClient(identity).catch((fault: unknown) => {
      this.#userTokens = null;
      throw fault;
    });
    return this.#userTokens;
  }
}
