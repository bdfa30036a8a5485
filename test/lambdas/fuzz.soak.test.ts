import { fuzzDeployed } from './fuzz-deployed';

fuzzDeployed(10_000);
