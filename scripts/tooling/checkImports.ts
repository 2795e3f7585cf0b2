/** Fails when an import goes against .dependency-cruiser.cjs. */
import { cruiseProject } from './imports.ts';

const { modules, summary } = await cruiseProject();
for (const { from, to, rule, cycle } of summary.violations) {
  const comment = summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? '';
  console.error(`${rule.name}: ${from} -> ${cycle ? cycle.map(({ name }) => name).join(' -> ') : to}\n    ${comment}`);
}
console.log(
  `${modules.filter(({ source }) => source.startsWith('src/')).length} modules of src/ read, ${summary.violations.length} wrong imports`,
);
process.exitCode = summary.violations.length > 0 ? 1 : 0;
