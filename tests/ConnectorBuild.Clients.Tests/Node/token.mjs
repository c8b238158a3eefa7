// A token by MSAL for Node, as its documentation shows a daemon.
import { createRequire } from 'node:module';

// The packages are where .ci/run installed them, and not above this file.
export const load = createRequire(`${process.env.CLIENTS}/`);

const { ConfidentialClientApplication } = load('@azure/msal-node');

export function application(overrides = {}) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: process.env.CLIENT_ID,
      clientSecret: process.env.CLIENT_SECRET,
      authority: `${process.env.AUTHORITY}${process.env.TENANT}`,
      knownAuthorities: [new URL(process.env.AUTHORITY).host],
      ...overrides,
    },
  });
}

export async function token(resource, overrides) {
  return application(overrides).acquireTokenByClientCredential({ scopes: [`${resource}/.default`] });
}

// Runs the case that the command line names, and prints what came of it as one line of JSON.
export async function run(cases) {
  try {
    console.log(JSON.stringify(await cases[process.argv[2]]()));
  } catch (error) {
    console.log(JSON.stringify({
      error: error.name ?? error.constructor.name, code: error.errorCode ?? error.code, status: error.status ?? error.statusCode, message: error.errorMessage ?? error.message,
    }));
  }
}
