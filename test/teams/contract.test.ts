/**
 * The contract with botbuilder 4.23 and teams-ai 1.7: every symbol that we use is there and behaves as we lean on it.
 * Both are out of support, so a failure here is the first sign that a forced upgrade breaks the seam.
 */
import { createRequire } from 'node:module';
import * as teamsAi from '@microsoft/teams-ai';
import * as botbuilder from 'botbuilder';
import * as connector from 'botframework-connector';
import { describe, expect, it } from 'vitest';
import { shapes } from './contract.types.ts';
import { authorizationFrom, PUBLIC_CLOUD } from '../../src/teams/sdk/auth.ts';

const mend = 'see docs/decisions/0001-teams-sdk.md and src/teams/sdk before changing this list';

const used: [string, Record<string, unknown>, string, string[]][] = [
  ['@microsoft/teams-ai', teamsAi, 'Application', ['addRoute', 'run', 'startTypingTimer']],
  ['botbuilder', botbuilder, 'CloudAdapter', ['processActivity', 'sendActivities']],
  ['botbuilder', botbuilder, 'TurnContext', ['sendActivity']],
  [
    'botbuilder',
    botbuilder,
    'ConfigurationBotFrameworkAuthentication',
    ['authenticateRequest', 'createConnectorFactory', 'createUserTokenClient'],
  ],
  ['botbuilder', botbuilder, 'ConfigurationServiceClientCredentialFactory', ['createCredentials']],
  ['botframework-connector', connector, 'BotFrameworkAuthentication', []],
  ['botframework-connector', connector, 'FederatedServiceClientCredentialsFactory', ['createCredentials']],
];

describe('symbols', () => {
  it.each(used)('%s still has what we use (%#)', (name, module, symbol, methods) => {
    const found = module[symbol];
    expect(typeof found, `${name} no longer exports ${symbol}; ${mend}`).toBe('function');
    const { prototype } = found as { prototype: Record<string, unknown> };
    for (const method of methods) {
      expect(typeof prototype[method], `${name}: ${symbol}.${method} is gone; ${mend}`).toBe('function');
    }
  });

  it.each([
    ['@microsoft/teams-ai', '1.7.4'],
    ['botbuilder', '4.23.3'],
    ['botframework-connector', '4.23.3'],
  ])('%s is the version that the seam was tried on, %s', (name, version) => {
    const { version: found } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
    expect(found, `${name} changed; run the traps by hand against the Agents Playground, then update; ${mend}`).toBe(
      version,
    );
  });
});

describe('behaviour that we lean on', () => {
  it('the public cloud is where it was', () => {
    expect(PUBLIC_CLOUD).toMatchObject({
      loginUrl: 'https://login.microsoftonline.com/botframework.com',
      scope: 'https://api.botframework.com',
      issuer: 'https://api.botframework.com',
      openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    });
  });

  it('credentials sign a request by setting one header and nothing else', async () => {
    const credentials = new connector.MicrosoftAppCredentials('app', 'password', 'tenant');
    credentials.getToken = async () => 'token';
    expect(await authorizationFrom(credentials)).toBe('Bearer token');
  });

  it('an invoke without an answer is a 501, which is why ours always has one', async () => {
    const authentication = new botbuilder.ConfigurationBotFrameworkAuthentication({});
    const activity = { type: 'invoke', name: 'x', serviceUrl: 'http://127.0.0.1/', channelId: 'msteams' };
    const result = await shapes.authenticate(authentication, activity as botbuilder.Activity);
    const answer = await new shapes.Entry(authentication).enter(result, activity as botbuilder.Activity);
    expect(answer).toMatchObject({ status: 501 });
  });
});
