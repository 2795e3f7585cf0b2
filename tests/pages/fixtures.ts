/**
 * The `test` of every page test. A test fails when its page logs an error, throws, or asks another host than its own server for anything.
 * A test that breaks something on purpose names the errors it expects: `test.use({ expectedErrors: [/shard 3/] })`.
 */
import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

interface HouseRules {
  /** Whether figures wait for the reader's predictions; else they are all open. */
  isGuided: boolean;
  /** Console and page errors that this test provokes. */
  expectedErrors: RegExp[];
  /** Lets pages ask another host, given as host:port. */
  allowHost: (host: string) => void;
  hosts: Set<string>;
  houseRules: undefined;
}

export const test = base.extend<HouseRules>({
  isGuided: [false, { option: true }],
  expectedErrors: [[], { option: true }],
  hosts: async ({ baseURL }, use) => use(new Set([new URL(baseURL ?? '').host])),
  allowHost: async ({ hosts }, use) => use((host) => void hosts.add(host)),
  houseRules: [
    async ({ context, hosts, expectedErrors, isGuided }, use) => {
      if (!isGuided)
        await context.addInitScript(() => {
          if (location.protocol.startsWith('http') && window.origin !== 'null')
            localStorage.setItem('hidden-gaussian/progress', '{"isGuided":false}');
        });
      const faults: string[] = [];
      const report = (fault: string) => {
        if (!expectedErrors.some((expected) => expected.test(fault))) faults.push(fault);
      };
      const checkHost = (url: string) => {
        const { protocol, host } = new URL(url);
        if (/^(https?|wss?):$/.test(protocol) && !hosts.has(host)) faults.push(`request to another host: ${url}`);
      };
      context.on('console', (message) => {
        if (message.type() === 'error') report(`console error: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => {
        report(`page error: ${error.error().message}`);
      });
      context.on('request', (request) => {
        if (request.postData() !== null) faults.push(`request that sends something: ${request.url()}`);
        checkHost(request.url());
      });
      context.on('page', (page) => {
        page.on('websocket', (socket) => {
          checkHost(socket.url());
        });
      });
      await use(undefined);
      if (faults.length > 0)
        throw new Error(`the page must run without errors and without other hosts, got\n${faults.join('\n')}`);
    },
    { auto: true },
  ],
});
