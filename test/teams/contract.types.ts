/**
 * Compile-only: each type of botbuilder and teams-ai that `src/teams/sdk` leans on, with the shape it leans on.
 * When `tsc` fails here after an upgrade, the seam must be looked at, not this file.
 */
import { Application } from '@microsoft/teams-ai';
import { CloudAdapter, ConfigurationServiceClientCredentialFactory, type Activity, type TurnContext } from 'botbuilder';
import {
  FederatedServiceClientCredentialsFactory,
  type AuthenticateRequestResult,
  type BotFrameworkAuthentication,
  type ConnectorFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';

type InvokeAnswer = { status: number; body?: unknown } | undefined;

/** The protected entry that takes an authenticated activity and gives the invoke response. */
class Entry extends CloudAdapter {
  enter(result: AuthenticateRequestResult, activity: Activity): Promise<InvokeAnswer> {
    return this.processActivity(result, activity, async (context: TurnContext) => {
      context.turnState.set(Symbol('slot'), context.activity.name);
    });
  }
}

class Router extends Application {
  override startTypingTimer(): void {}
}

const application: Application = new Router({
  removeRecipientMention: false,
  longRunningMessages: false,
}).addRoute(
  async (context: TurnContext) => context.activity.type === 'invoke',
  async (context: TurnContext) => {
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: {} } });
  },
  true,
);

const run: (context: TurnContext) => Promise<boolean> = (context) => application.run(context);

const factories = (): readonly ServiceClientCredentialsFactory[] => [
  new ConfigurationServiceClientCredentialFactory({ MicrosoftAppId: 'a', MicrosoftAppType: 'SingleTenant' }),
  new FederatedServiceClientCredentialsFactory('app', 'identity', 'tenant'),
];

const connectorOf = (result: AuthenticateRequestResult): ConnectorFactory | undefined => result.connectorFactory;

const authenticate = (
  authentication: BotFrameworkAuthentication,
  activity: Activity,
): Promise<AuthenticateRequestResult> => authentication.authenticateRequest(activity, 'Bearer …');

export const shapes = { Entry, application, run, factories, connectorOf, authenticate };
