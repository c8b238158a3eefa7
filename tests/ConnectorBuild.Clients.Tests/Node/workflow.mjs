// What GitHub's own parser of workflows has against the files that the command line names.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

// The parser imports its schema as a bundler would.
register(`data:text/javascript,${encodeURIComponent(`
  import { readFile } from 'node:fs/promises';
  export const load = async (url, context, next) => url.endsWith('.json')
    ? { format: 'module', shortCircuit: true, source: 'export default ' + await readFile(new URL(url), 'utf8') }
    : next(url, context);`)}`);

const entry = pathToFileURL(`${process.env.CLIENTS}/node_modules/@actions/workflow-parser/dist/index.js`);
const { parseWorkflow, NoOperationTraceWriter, convertWorkflowTemplate } = await import(entry);

const errors = [];
for (const file of process.argv.slice(2)) {
  const { context, value } = parseWorkflow({ name: file, content: readFileSync(file, 'utf8') }, new NoOperationTraceWriter());
  const template = value ? await convertWorkflowTemplate(context, value) : {};
  errors.push(...(template.errors?.map((error) => error.Message) ?? context.errors.getErrors().map((error) => error.message)));
}
console.log(JSON.stringify({ errors }));
