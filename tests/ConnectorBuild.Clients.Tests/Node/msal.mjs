import { application, run, token } from './token.mjs';

const graph = 'https://graph.microsoft.com';

await run({
  async token() {
    const result = await token(graph);
    return { type: result.tokenType, parts: result.accessToken.split('.').length };
  },
  async cached() {
    const app = application();
    const request = { scopes: [`${graph}/.default`] };
    await app.acquireTokenByClientCredential(request);
    return { fromCache: (await app.acquireTokenByClientCredential(request)).fromCache };
  },
  secret: () => token(graph, { clientSecret: 'not the secret' }),
  client: () => token(graph, { clientId: '11111111-2222-4333-8444-555555555555' }),
  tenant: () => token(graph, { authority: `${process.env.AUTHORITY}99999999-2222-4333-8444-555555555555` }),
  scope: () => application().acquireTokenByClientCredential({ scopes: [`${graph}/User.Read`] }),
  resource: () => token('https://nothing.example'),
});
