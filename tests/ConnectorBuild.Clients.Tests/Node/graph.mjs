// Graph for JavaScript, as its documentation creates a client, queries, creates and deletes.
import { load, run, token } from './token.mjs';

const { Client } = load('@microsoft/microsoft-graph-client');
const client = Client.init({
  baseUrl: process.env.GRAPH,
  customHosts: new Set([new URL(process.env.GRAPH).hostname]),
  authProvider: async done => done(null, (await token('https://graph.microsoft.com')).accessToken),
});

async function created() {
  return client.api('/applications').post({ displayName: 'From JavaScript' });
}

await run({
  async lifecycle() {
    const app = await created();
    await client.api(`/applications/${app.id}`).patch({ displayName: 'Renamed' });
    const found = await client.api('/applications').filter("displayName eq 'Renamed'").select('id,displayName').top(5).get();
    await client.api(`/applications/${app.id}`).delete();
    return { name: found.value[0].displayName, members: Object.keys(found.value[0]).filter(m => !m.startsWith('@')).sort().join() };
  },
  async count() {
    const app = await created();
    const result = await client.api('/applications').header('ConsistencyLevel', 'eventual').count(true).filter("startswith(displayName,'From')").get();
    await client.api(`/applications/${app.id}`).delete();
    return { counted: result['@odata.count'] >= 1 };
  },
  async secret() {
    const app = await created();
    const secret = await client.api(`/applications/${app.id}/addPassword`).post({ passwordCredential: { displayName: 's' } });
    await client.api(`/applications/${app.id}`).delete();
    return { hint: secret.secretText.startsWith(secret.hint) };
  },
  missing: () => client.api('/applications/11111111-2222-4333-8444-555555555555').get(),
  property: () => client.api('/applications').select('nothing').get(),
  value: () => client.api('/applications').post({ displayName: 5 }),
  eventual: () => client.api('/applications').filter("displayName ne 'x'").get(),
  segment: () => client.api('/aplications').get(),
  unmodelled: () => client.api('/groups').get(),
});
