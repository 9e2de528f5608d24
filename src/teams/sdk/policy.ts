/**
 * What the SDK does not check of an authenticated activity: channel, service URL and the customer's tenant.
 * Knows nothing of members and roles.
 */
import type { Cloud } from './auth.ts';
import { tenantOf, type ParsedActivity } from './parse.ts';

export interface Policy {
  /** Authentication is off: everything must stay on this machine. */
  readonly local: boolean;
  readonly cloud: Cloud;
  /** Tenants whose people are served; null: every tenant where the app is installed. */
  readonly allowedTenants: readonly string[] | null;
}

export type PolicyRefusal = 'foreign_channel' | 'foreign_service_url' | 'unknown_tenant' | 'foreign_tenant';

/** Null if the activity may be handled. Our token goes to the service URL, so that one is checked as strictly. */
export function refusalOf(activity: ParsedActivity, policy: Policy): PolicyRefusal | null {
  if (!policy.local && activity.channelId !== 'msteams') return 'foreign_channel';
  if (!isServiceUrl(activity.serviceUrl, policy)) return 'foreign_service_url';
  const tenant = tenantOf(activity);
  if (tenant === null) return 'unknown_tenant';
  const { allowedTenants } = policy;
  return allowedTenants && !allowedTenants.some((t) => t.toLowerCase() === tenant) ? 'foreign_tenant' : null;
}

export function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1' || host === '[::1]';
}

function isServiceUrl(serviceUrl: string, { local, cloud }: Policy): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password } = new URL(serviceUrl);
  if (username || password) return false;
  if (local) return (protocol === 'http:' || protocol === 'https:') && isLoopback(hostname);
  const known = cloud.serviceHosts.some((host) =>
    host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host,
  );
  return known && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
}
