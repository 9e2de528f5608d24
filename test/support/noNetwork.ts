/**
 * Tests talk to this computer only: a connection to anywhere else fails at once, and says so.
 */
import { Socket } from 'node:net';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1']);

const connect = Reflect.get(Socket.prototype, 'connect') as (this: Socket, ...args: unknown[]) => Socket;

Reflect.set(Socket.prototype, 'connect', function (this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host !== null && !LOOPBACK.has(host)) {
    throw new Error(`A test tried to reach ${host}. Tests use no network but loopback: put a fake in its place.`);
  }
  return connect.apply(this, args);
});

/** Null: a pipe on this computer. Without a host Node takes localhost. */
function hostOf(args: readonly unknown[]): string | null {
  // Node's own callers hand their arguments over as one list.
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) {
    const { host, path } = first as { host?: string | null; path?: string | null };
    return path ? null : (host ?? 'localhost');
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return null;
  return typeof second === 'string' ? second : 'localhost';
}
