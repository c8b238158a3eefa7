// dynamics-web-api, as its documentation connects, creates, reads, updates, deletes and sends a batch.
import { load, run, token } from './token.mjs';

const { DynamicsWebApi } = load('dynamics-web-api');
const api = new DynamicsWebApi({
  serverUrl: process.env.DATAVERSE,
  dataApi: { version: '9.2' },
  onTokenRefresh: async () => (await token(process.env.DATAVERSE)).accessToken,
});

const publisher = name => ({ uniquename: name, friendlyname: name, customizationprefix: 'js', customizationoptionvalueprefix: 23456 });

await run({
  async whoAmI() {
    const who = await api.callFunction('WhoAmI');
    return { user: who.UserId.length, organization: who.OrganizationId.length };
  },
  async lifecycle() {
    const made = await api.create({ collection: 'publishers', data: publisher('frompublisher'), returnRepresentation: true });
    await api.update({ collection: 'publishers', key: made.publisherid, data: { friendlyname: 'Renamed' } });
    const found = await api.retrieveMultiple({ collection: 'publishers', select: ['friendlyname'], filter: "uniquename eq 'frompublisher'" });
    await api.deleteRecord({ collection: 'publishers', key: made.publisherid });
    return { name: found.value[0].friendlyname, count: found.value.length };
  },
  async pages() {
    const page = await api.retrieveMultiple({ collection: 'solutions', select: ['uniquename'], maxPageSize: 1 });
    return { rows: page.value.length, next: typeof page.oDataNextLink };
  },
  async batch() {
    api.startBatch();
    api.retrieveMultiple({ collection: 'publishers', top: 1 });
    api.callFunction('WhoAmI');
    return { answers: (await api.executeBatch()).length };
  },
  async metadata() {
    const entity = await api.retrieveEntity({ key: "LogicalName='connector'", select: ['EntitySetName'] });
    return { set: entity.EntitySetName };
  },
  column: () => api.retrieveMultiple({ collection: 'connectors', select: ['nothing'] }),
  missing: () => api.retrieve({ collection: 'connectors', key: '11111111-2222-4333-8444-555555555555' }),
  table: () => api.retrieveMultiple({ collection: 'connectorss' }),
  value: () => api.create({ collection: 'publishers', data: { uniquename: 5 } }),
  fetchXml: () => api.fetch({ collection: 'connectors', fetchXml: '<fetch><entity name="connector"/></fetch>' }),
});
